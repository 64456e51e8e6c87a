"""Who waits for what, and at which place."""

from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from project.booking.models import Booking, BookingState, Unit, WaitlistEntry, WaitlistState
from project.booking.models.waitlist import OPEN_STATES
from project.catalog.queries import managed_properties
from project.identity.models import User
from project.kernel import clock
from project.kernel.fields import NivasNow


def waitlist_of(user: User) -> QuerySet[WaitlistEntry]:
    """The lines a person stands in or has an offer from, the latest first. A stranger's place is not in it."""
    mine = WaitlistEntry.objects.filter(tenant=user.pk, state__in=OPEN_STATES)
    return _shown(mine).order_by("-id")


def places_of(user: User) -> QuerySet[WaitlistEntry]:
    """Every place a person ever had in a line, open or over."""
    return _shown(WaitlistEntry.objects.filter(tenant=user.pk)).order_by("-id")


def waitlist_for_staff(user: User) -> QuerySet[WaitlistEntry]:
    """The lines for the houses this person manages; an administrator sees all, a stranger none."""
    return _shown(WaitlistEntry.objects.filter(unit_type__property__in=managed_properties(user)))


def may_watch_line(user: User, unit_type: UUID) -> bool:
    """Say whether a person stands, or ever stood, in the line for a unit type."""
    return WaitlistEntry.objects.order_by().filter(tenant=user.pk, unit_type__public_id=unit_type).exists()


def entry_by_public_id(public_id: str | UUID) -> WaitlistEntry:
    """One place with all it refers to. Raises WaitlistEntry.DoesNotExist."""
    return _shown(WaitlistEntry.objects.all()).get(public_id=public_id)


def place_in_line(entry: WaitlistEntry) -> int:
    """How many stand before and at this place: 1 is next."""
    return _waiting(entry.unit_type_id).filter(pk__lte=entry.pk).count()


def line_length(unit_type_id: int) -> int:
    """How many people wait for a unit type."""
    return _waiting(unit_type_id).count()


def line_of(unit_type: UUID) -> int:
    """How many people wait for the unit type of this public id."""
    waiting = WaitlistEntry.objects.filter(unit_type__public_id=unit_type, state=WaitlistState.WAITING)
    return waiting.count()


def lines_of(unit_type_ids: list[int]) -> dict[int, int]:
    """How many people wait for each of these types; types that nobody waits for are left out."""
    waiting = WaitlistEntry.objects.filter(unit_type__in=unit_type_ids, state=WaitlistState.WAITING)
    lines: dict[int, int] = {}
    for unit_type in waiting.values_list("unit_type", flat=True):
        lines[unit_type] = lines.get(unit_type, 0) + 1
    return lines


def next_in_line(unit: Unit) -> QuerySet[WaitlistEntry]:
    """Who could have a free unit, in their order: not who holds a unit already, nor who came for earlier days.

    Whose hold has run out keeps their turn, though it still stands there until somebody sweeps.
    """
    if unit.free_from is None:
        return WaitlistEntry.objects.none()
    running = Q(state=BookingState.HELD, hold_until__gt=NivasNow())
    holding = Booking.objects.filter(running, tenant=OuterRef("tenant"))
    in_time = Q(move_in__gte=unit.free_from) if unit.free_from > _tomorrow() else Q()
    return _waiting(unit.unit_type_id).filter(in_time, ~Exists(holding)).order_by("pk")


def has_open_offer(unit_type_id: int) -> bool:
    """True while somebody in the line has ten minutes to take a unit of this type."""
    offers = WaitlistEntry.objects.filter(unit_type=unit_type_id, state=WaitlistState.OFFERED)
    return offers.filter(offer__hold_until__gt=NivasNow()).exists()


def units_waited_for() -> list[int]:
    """Free units of types that somebody waits for: an offer is due."""
    waiting = WaitlistEntry.objects.filter(state=WaitlistState.WAITING)
    free = Unit.objects.filter(held_until=None, is_retired=False, free_from__isnull=False)
    return list(free.filter(unit_type__in=waiting.values("unit_type")).order_by("pk").values_list("pk", flat=True))


def _tomorrow() -> date:
    return clock.today() + timedelta(days=1)


def _waiting(unit_type_id: int) -> QuerySet[WaitlistEntry]:
    return WaitlistEntry.objects.filter(unit_type=unit_type_id, state=WaitlistState.WAITING)


def _shown(entries: QuerySet[WaitlistEntry]) -> QuerySet[WaitlistEntry]:
    return entries.select_related("tenant", "unit_type__property__locality", "offer")
