"""Rooms, units and bookings: each function makes the smallest valid thing, through the operations where that is cheap."""

from datetime import date, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from django.db import transaction

from project.booking.models import Booking, Occupancy, OccupancyKind, Room, Unit, WaitlistEntry
from project.booking.operations import confirm_booking, hold_unit, join_waitlist
from project.catalog.models import Property, UnitType
from project.identity.models import User
from project.kernel import clock
from tests.factories.catalog import create_published_property
from tests.factories.identity import create_tenant
from tests.truths import check_truths_now

_numbers = count(1)


def create_room(house: Property, *, licensed_capacity: int = 2, name: str = "") -> Room:
    """A room licensed for two."""
    return Room.objects.create(property=house, name=name or f"R{next(_numbers)}", licensed_capacity=licensed_capacity)


def create_unit(unit_type: UnitType, *, room: Room | None = None, **fields: Any) -> Unit:
    """One free unit of a type, in a room of its own unless one is given."""
    room = room or create_room(unit_type.property, licensed_capacity=1)
    return Unit.objects.create(unit_type=unit_type, room=room, **{"label": f"B{next(_numbers)}", **fields})


def create_offer(units: int = 1, **house: Any) -> UnitType:
    """A unit type of a published house with this many free units."""
    unit_type = create_published_property(**house).unit_types.get()
    for _ in range(units):
        create_unit(unit_type)
    return unit_type


def in_days(days: int) -> date:
    """A day seen from today in the house's own zone."""
    return clock.today() + timedelta(days=days)


def create_hold(unit_type: UnitType | None = None, *, by: User | None = None, **request: Any) -> Booking:
    """A running hold from next week on."""
    asked = {"move_in": in_days(7), "idempotency_key": uuid4(), **request}
    return hold_unit(by=by or create_tenant(), unit_type_id=(unit_type or create_offer()).public_id, **asked)


def create_booked(unit_type: UnitType | None = None, **request: Any) -> Booking:
    """A booking confirmed at the desk."""
    return confirm_booking(booking=create_hold(unit_type, **request), by=None)


def run_out(booking: Booking, *, minutes_ago: int = 1, milliseconds_ago: int | None = None) -> Booking:
    """The same hold, its time over: booking and occupancy say so together."""
    ago = timedelta(minutes=minutes_ago) if milliseconds_ago is None else timedelta(milliseconds=milliseconds_ago)
    ended = clock.now() - ago
    with transaction.atomic():
        Booking.objects.filter(pk=booking.pk).update(hold_until=ended)
        Occupancy.objects.filter(booking=booking).update(until=ended)
        check_truths_now()
    booking.refresh_from_db()
    return booking


def join_line(unit_type: UnitType, *names: str, move_in: date | None = None) -> list[WaitlistEntry]:
    """People who stand in line for a full unit type, in this order, to move in next week."""
    day = move_in or in_days(7)
    return [join_waitlist(by=create_tenant(name), unit_type_id=unit_type.public_id, move_in=day) for name in names]


def create_block(unit: Unit, start: date, end: date | None, *, reason: str = "Painting") -> Occupancy:
    """Days on which nobody can have a unit."""
    return Occupancy.objects.create(unit=unit, kind=OccupancyKind.BLOCKED, during=(start, end), reason=reason)
