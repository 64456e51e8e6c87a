"""The inventory (rooms, units, what occupies them when), the bookings that claim it, and the line of who waits."""

from project.booking.models.bookings import Booking, BookingState
from project.booking.models.inventory import Occupancy, OccupancyKind, Room, Unit, UnitQuerySet
from project.booking.models.waitlist import WaitlistEntry, WaitlistState

__all__ = [
    "Booking",
    "BookingState",
    "Occupancy",
    "OccupancyKind",
    "Room",
    "Unit",
    "UnitQuerySet",
    "WaitlistEntry",
    "WaitlistState",
]
