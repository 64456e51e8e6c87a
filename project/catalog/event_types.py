"""What catalog tells: what the public sees of a house has changed."""

from project.events.registry import EventType, Holds, declare

HOUSES = {
    "catalog.published": "A house can be seen and booked by everybody.",
    "catalog.unpublished": "A house is gone from every public page.",
    "catalog.rate_set": "A unit type of a house has a new rent or deposit from some day on.",
    "catalog.offers_changed": "A unit type of a house is offered, or not offered any more.",
}

for name, about in HOUSES.items():
    declare(EventType(name, about, key="property", fields={"property": Holds.ID}))
