"""What staff want to know of their houses today. Each answer covers only houses this person manages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, FilteredRelation, Q, QuerySet

from project.booking.models import Booking, BookingState, OccupancyKind, Unit
from project.booking.queries.bookings import bookings_for_staff
from project.catalog.queries import managed_properties, visible_properties
from project.identity.models import User
from project.kernel.fields import NivasNow


@dataclass(frozen=True, slots=True)
class HouseOccupancy:
    """How full one house is on one day; what is neither taken, held nor blocked is free."""

    name: str
    public_id: UUID
    units: int
    taken: int
    held: int
    blocked: int

    @property
    def free(self) -> int:
        """Units that nobody has that day."""
        return self.units - self.taken - self.held - self.blocked

    @property
    def percent_taken(self) -> int:
        """Taken units in per cent of all."""
        return round(100 * self.taken / self.units) if self.units else 0


@dataclass(frozen=True, slots=True)
class HouseTable:
    """How many people a house's kitchen cooks for, and how many more should walk in today."""

    name: str
    public_id: UUID
    living: int
    arriving: int


def tables_of(user: User, on: date) -> list[HouseTable]:
    """The table of each house this person works for, the kitchen included, by name: one query."""
    mine = Q(unit_types__bookings__state=BookingState.STAYING)
    due = Q(unit_types__bookings__state=BookingState.BOOKED, unit_types__bookings__move_in__lte=on)
    counted = visible_properties(user).annotate(
        living=Count("unit_types__bookings", filter=mine), arriving=Count("unit_types__bookings", filter=due)
    )
    return [HouseTable(*row) for row in counted.order_by("name").values_list("name", "public_id", "living", "arriving")]


def units_of(user: User) -> QuerySet[Unit]:
    """Units of the houses this person manages."""
    return Unit.objects.filter(room__property__in=managed_properties(user)).select_related(
        "room__property", "unit_type"
    )


def running_holds(user: User) -> QuerySet[Booking]:
    """Holds that still run, the first to end first."""
    running = bookings_for_staff(user).filter(state=BookingState.HELD, hold_until__gt=NivasNow())
    return running.order_by("hold_until")


def count_running_holds() -> int:
    """How many holds run at this moment, in all houses: a number for those who watch the system."""
    return Booking.objects.filter(state=BookingState.HELD, hold_until__gt=NivasNow()).count()


def arrivals(user: User, on: date) -> QuerySet[Booking]:
    """Who is to move in on a day, or should have before it and has not been recorded."""
    return bookings_for_staff(user).filter(state=BookingState.BOOKED, move_in__lte=on).order_by("move_in", "id")


def occupancy_by_property(user: User, on: date) -> list[HouseOccupancy]:
    """How full each house is on a day, by name: one query. Run-out holds count as free."""
    # To its house by a unit's type, of which there are far fewer than rooms; a trigger keeps both in one house.
    # Nothing overlaps on a unit, so a day has one row of it at most and the join counts no unit twice.
    that_day = FilteredRelation("occupancies", condition=Q(occupancies__during__contains=on))
    still_held = Q(that_day__kind=OccupancyKind.HELD, that_day__until__gt=NivasNow())
    rows = (
        Unit.objects.filter(unit_type__property__in=managed_properties(user), is_retired=False)
        .annotate(that_day=that_day)
        .order_by("unit_type__property__name", "unit_type__property__public_id")
        .values_list("unit_type__property__name", "unit_type__property__public_id")
        .annotate(
            units=Count("pk"),
            taken=Count("pk", filter=Q(that_day__kind=OccupancyKind.TAKEN)),
            held=Count("pk", filter=still_held),
            blocked=Count("pk", filter=Q(that_day__kind=OccupancyKind.BLOCKED)),
        )
    )
    return [HouseOccupancy(*row) for row in rows]
