"""Everything that may be asked about bookings and the inventory. Reads only; callers import from here."""

from project.booking.queries.alternatives import Alternative, alternatives
from project.booking.queries.availability import (
    free_units_by_day,
    free_units_by_type,
    next_free_dates,
    unit_types_free_on,
)
from project.booking.queries.bookings import (
    booking_by_public_id,
    booking_id_for,
    bookings_for_staff,
    bookings_of,
    cancellation_terms,
    has_lapsed,
    has_run_out,
    run_out_holds,
    running_hold_of,
)
from project.booking.queries.faults import find_disagreeing_bookings, find_inconsistent_units, find_inventory_faults
from project.booking.queries.houses import (
    HouseOccupancy,
    arrivals,
    count_running_holds,
    occupancy_by_property,
    running_holds,
    units_of,
)

__all__ = [
    "Alternative",
    "HouseOccupancy",
    "alternatives",
    "arrivals",
    "booking_by_public_id",
    "booking_id_for",
    "bookings_for_staff",
    "bookings_of",
    "cancellation_terms",
    "count_running_holds",
    "find_disagreeing_bookings",
    "find_inconsistent_units",
    "find_inventory_faults",
    "free_units_by_day",
    "free_units_by_type",
    "has_lapsed",
    "has_run_out",
    "next_free_dates",
    "occupancy_by_property",
    "run_out_holds",
    "running_hold_of",
    "running_holds",
    "unit_types_free_on",
    "units_of",
]
