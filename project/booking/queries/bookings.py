"""One person's bookings, those of a house, and what a booking's moment means."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, TextField, Value
from django.db.models.functions import Cast, Concat

from project.booking.models import Booking, BookingState
from project.booking.rules import CancellationTerms, CancelPolicy
from project.booking.rules import cancellation_terms as decide_terms
from project.catalog.queries import managed_properties
from project.identity.models import User
from project.kernel import clock
from project.kernel.fields import NivasNow
from project.kernel.money import Money
from project.ledger.models import Posting
from project.payments.queries import refundable

SUBJECT = "booking:"
MOST_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Whose a booking is and where, by public ids."""

    booking: UUID
    tenant: UUID
    property: UUID


def bookings_of(user: User) -> QuerySet[Booking]:
    """Everything a person ever booked, newest first, ready to be shown. A stranger's booking is not in it."""
    return _shown(Booking.objects.filter(tenant=user.pk))


def running_hold_of(user: User) -> Booking | None:
    """The hold a person has at this moment; a run-out one no longer counts."""
    return bookings_of(user).filter(state=BookingState.HELD, hold_until__gt=NivasNow()).first()


def bookings_for_staff(user: User) -> QuerySet[Booking]:
    """Bookings of the houses this person manages; an administrator sees all, a stranger none."""
    return _shown(Booking.objects.filter(unit_type__property__in=managed_properties(user))).select_related("tenant")


def booking_by_public_id(public_id: str | UUID) -> Booking:
    """One booking with all it refers to. Raises Booking.DoesNotExist."""
    return _shown(Booking.objects.select_related("tenant", "paid_with")).get(public_id=public_id)


def whereabouts_of(public_ids: Iterable[str]) -> dict[str, Whereabouts]:
    """Whose these bookings are, and at which houses; what is unknown is left out."""
    fields = ("public_id", "tenant__public_id", "unit_type__property__public_id")
    rows = Booking.objects.order_by().filter(public_id__in=public_ids).values_list(*fields)
    return {str(row[0]): Whereabouts(*row) for row in rows}


def may_watch(user: User, public_id: UUID) -> bool:
    """Say whether a booking is this person's own, or at a house they manage."""
    one = Booking.objects.order_by().filter(public_id=public_id)
    mine = Q(tenant=user.pk) | Q(unit_type__property__in=managed_properties(user))
    return one.filter(mine).exists()


def booking_id_for(subject: str) -> int | None:
    """The booking that payments means by a subject; None when it means something else."""
    if not subject.startswith(SUBJECT):
        return None
    return Booking.objects.values_list("pk", flat=True).get(public_id=subject.removeprefix(SUBJECT))


def run_out_holds() -> list[Booking]:
    """Holds whose time is over and which nobody has freed yet, the oldest first."""
    run_out = Booking.objects.filter(state=BookingState.HELD, hold_until__lte=NivasNow())
    return list(run_out.select_related("tenant").order_by("hold_until")[:MOST_AT_ONCE])


def has_run_out_hold(person: User) -> bool:
    """True while a hold whose time is over still stands in a person's name."""
    return Booking.objects.filter(tenant=person, state=BookingState.HELD, hold_until__lte=NivasNow()).exists()


def has_run_out(booking: Booking, *, now: datetime | None = None) -> bool:
    """True when this is a hold whose time is over, freed or not."""
    if booking.state != BookingState.HELD or booking.hold_until is None:
        return False
    return booking.hold_until <= (now or clock.now())


def has_lapsed(booking_id: int) -> bool:
    """True when the booking has lost its unit."""
    return Booking.objects.filter(pk=booking_id, state=BookingState.LAPSED).exists()


def cancellation_terms(booking: Booking) -> CancellationTerms:
    """What a cancellation today would give back: show it before anybody confirms."""
    paid = refundable(booking.paid_with) if booking.paid_with else Money(0)
    today = clock.today(booking.unit_type.property.time_zone)
    policy = CancelPolicy(booking.free_cancel_days, booking.late_cancel_percent, booking.no_show_percent)
    return decide_terms(paid=paid, move_in=booking.move_in, today=today, policy=policy)


def deposits_not_posted() -> QuerySet[Booking]:
    """Paid bookings whose deposit the books do not know yet, the oldest first."""
    source = Concat(Value("payment:"), Cast(OuterRef("paid_with__public_id"), TextField()))
    posted = Posting.objects.filter(source=source, kind="deposit.taken")
    paid = Booking.objects.filter(~Exists(posted), paid_with__isnull=False)
    return paid.select_related("tenant", "paid_with__payer", "unit_type__property__landlord").order_by("pk")


def _shown(bookings: QuerySet[Booking]) -> QuerySet[Booking]:
    return bookings.select_related("unit__room", "unit_type__property__locality")
