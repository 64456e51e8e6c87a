"""Rows as nobody should write them: around the operations."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from project.booking.models import Booking, Occupancy, Unit
from project.kernel import clock
from tests.factories.identity import create_tenant

DAY = date(2026, 12, 1)


def booking_row(unit: Unit, **changes: Any) -> Booking:
    """A hold as nobody should write it: without its occupancy."""
    fields = {
        "unit": unit,
        "unit_type_id": unit.unit_type_id,
        "state": "held",
        "move_in": DAY,
        "hold_until": clock.now() + timedelta(minutes=10),
        "rent_paise": 8_500_00,
        "deposit_paise": 17_000_00,
        "idempotency_key": uuid4(),
        **changes,
    }
    return Booking(**{"tenant": fields.get("tenant") or create_tenant(), **fields})


def occupancy_row(unit: Unit, **changes: Any) -> Occupancy:
    """Days on which a unit is blocked; changed, what nobody may have."""
    return Occupancy(**{"unit": unit, "kind": "blocked", "during": (DAY, None), "reason": "Painting", **changes})
