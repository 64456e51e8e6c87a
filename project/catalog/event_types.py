"""What catalog tells: what the public sees of a house has changed, and who works there."""

from project.events.registry import EventType, Holds, declare

HOUSES = {
    "catalog.published": "A house can be seen and booked by everybody.",
    "catalog.unpublished": "A house is gone from every public page.",
    "catalog.rate_set": "A unit type of a house has a new rent or deposit from some day on.",
    "catalog.offers_changed": "A unit type of a house is offered, or not offered any more.",
}

PLACES = {
    "catalog.assigned": "A manager or mess staff now works at a house.",
    "catalog.unassigned": "A manager or mess staff does not work at a house any more.",
}
PLACE = {"person": Holds.ID, "property": Holds.ID}

for name, about in PLACES.items():
    declare(EventType(name, about, key="assignment", fields=PLACE))
for name, about in HOUSES.items():
    declare(EventType(name, about, key="property", fields={"property": Holds.ID}))
