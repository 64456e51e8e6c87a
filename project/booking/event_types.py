"""What booking tells: what became of a booking, and of a place in the line."""

from project.events.registry import EventType, Holds, declare

BOOKING = {
    "booking": Holds.ID,
    "tenant": Holds.ID,
    "unit": Holds.ID,
    "unit_type": Holds.ID,
    "deposit_paise": Holds.PAISE,
}
PLACE = {"entry": Holds.ID, "tenant": Holds.ID, "unit_type": Holds.ID, "booking": Holds.ID}

STATES = {
    "booking.held": "Somebody holds a unit for ten minutes.",
    "booking.booked": "The deposit came: the unit is theirs from the day they move in.",
    "booking.lapsed": "The ten minutes are over and nobody paid.",
    "booking.cancelled": "The tenant or the house has cancelled; what comes back is in the refund's own events.",
    "booking.staying": "The tenant has moved in.",
    "booking.left": "The tenant has moved out.",
}
PLACES = {
    "waitlist.waiting": "Somebody stands in line for a unit type that is full.",
    "waitlist.offered": "A unit came free and is held for whoever is first in line; `booking` is that hold.",
    "waitlist.left": "Somebody gave their place up.",
}

for name, about in STATES.items():
    declare(EventType(name, about, key="booking", fields=BOOKING))
for name, about in PLACES.items():
    declare(EventType(name, about, key="waitlist", fields=PLACE, optional={"booking"}))

declare(
    EventType(
        "booking.money_returned",
        "Money came for a booking that could not take it, and goes back in full.",
        key="booking",
        fields=BOOKING | {"payment": Holds.ID, "paid_paise": Holds.PAISE},
    )
)
