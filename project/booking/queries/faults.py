"""The self-check: the inventory must agree with itself, whatever anybody did to it."""

from django.db import connection

from project.booking.triggers import DISAGREEMENT, GUARD

INCONSISTENT = f"""
    SELECT unit.id FROM booking_unit AS unit, LATERAL ({GUARD} WHERE unit_id = unit.id) AS guard
    WHERE (unit.free_from, unit.held_until) IS DISTINCT FROM (guard.free_from, guard.held_until)
    ORDER BY unit.id
"""


def find_inconsistent_units() -> list[int]:
    """Units whose `free_from` or `held_until` is not what their occupancy says; a claim would trust them."""
    return _ids(INCONSISTENT)


def find_disagreeing_bookings() -> list[int]:
    """Bookings without the occupancy that their state, dates and expiry need, or with one they must not have."""
    return _ids(f"{DISAGREEMENT} ORDER BY booking.id")


def find_inventory_faults() -> list[str]:
    """Everything that is wrong, one sentence each; empty in a healthy house."""
    return [f"unit {pk} does not say what its occupancy says" for pk in find_inconsistent_units()] + [
        f"booking {pk} and its occupancy disagree" for pk in find_disagreeing_bookings()
    ]


def _ids(sql: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return [pk for (pk,) in cursor.fetchall()]
