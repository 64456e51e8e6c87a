"""The line for a full unit type: joining it, leaving it, and the offer that whoever is first gets."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

from django.db import IntegrityError
from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _

from project.booking import locks, queries
from project.booking.claim import Asked
from project.booking.models import Booking, Occupancy, OccupancyKind, Unit, WaitlistEntry, WaitlistState
from project.booking.operations.seeing import refuse_what_is_not_offered, see
from project.booking.operations.trail import publish_place, publish_state
from project.booking.rules import HOLD_MINUTES
from project.catalog.models import Rate
from project.catalog.queries import current_rate
from project.identity.models import User
from project.kernel import clock
from project.kernel.errors import Refusal
from project.kernel.transactions import transaction, transaction_required
from project.kernel.triggers import constraint_name

# Who holds something else by the time it is written is passed over; so many in a row is not chance.
MOST_TRIED = 20


class NothingToWaitFor(Refusal):
    """A unit is free from that day: it can be held at once."""

    code = "nothing_to_wait_for"
    message = _("There is one free for you right now. Hold it before somebody else does.")


class NotWaiting(Refusal):
    """The place is an offer by now, or over."""

    code = "not_waiting"
    message = _("You are not waiting there any more.")


def join_waitlist(*, by: User, unit_type_id: UUID, move_in: date, property_slug: str | None = None) -> WaitlistEntry:
    """Stand in line for a unit type that is full from `move_in`; who stands there already keeps their place.

    Raises: NotOffered; MoveInOutOfRange; NothingToWaitFor. After commit: `waitlist.waiting` is told, and a unit that
    came free meanwhile is offered at once.
    """
    sight = see(Asked(by.pk, by.public_id, unit_type_id, move_in, uuid4(), property_slug=property_slug))
    refuse_what_is_not_offered(sight, move_in)
    standing = WaitlistEntry.objects.filter(tenant=by, unit_type=sight.unit_type, ended_at=None).first()
    if standing:
        return standing
    if sight.is_free:
        raise NothingToWaitFor
    entry = _join(by, sight.unit_type, move_in)
    offer_free_units()
    entry.refresh_from_db()
    return entry


@transaction()
def leave_waitlist(*, entry: WaitlistEntry) -> None:
    """Give a place up. Raises: NotWaiting when it is an offer (cancel that) or over. Locks: the entry."""
    entry = locks.lock_entry(entry.pk)
    if entry.state != WaitlistState.WAITING:
        raise NotWaiting
    entry.state, entry.ended_at = WaitlistState.LEFT, clock.now()
    entry.save(update_fields=["state", "ended_at"])
    publish_place(entry)


def offer_free_units() -> int:
    """Offer every free unit that somebody waits for, and say how many were offered.

    A unit that comes free is offered in the same transaction; this is for new units and for a day that has come.
    """
    return sum(_offer(unit_id) for unit_id in queries.units_waited_for())


@transaction_required()
def offer_unit(unit_id: int) -> Booking | None:
    """Hold a free unit for whoever is next in its type's line; None when nobody could take it.

    None as well while an older hold of theirs has run out and still stands: nobody goes past them for that, and once
    it is swept, within a minute, the unit is theirs.

    Locks: none but the entry's; the caller holds the unit.
    """
    unit = Unit.objects.select_related("unit_type__property").get(pk=unit_id)
    if unit.is_retired or unit.held_until is not None or not _is_on_offer(unit):
        return None
    for entry in locks.lock_line(queries.next_in_line(unit), MOST_TRIED):
        if queries.has_run_out_hold(entry.tenant):
            return None
        booking = _hold_for(entry, unit)
        if booking is not None:
            return booking
    return None


@transaction()
def _offer(unit_id: int) -> bool:
    unit = locks.lock_unit_unless_taken(unit_id)
    return unit is not None and offer_unit(unit.pk) is not None


@transaction()
def _join(by: User, unit_type_id: int, move_in: date) -> WaitlistEntry:
    entry = WaitlistEntry(tenant=by, unit_type_id=unit_type_id, move_in=move_in)
    try:
        with atomic():
            entry.save(force_insert=True)
    except IntegrityError as error:
        if constraint_name(error) != "waitlist_person_waits_once_for_a_type":
            raise
        return WaitlistEntry.objects.get(tenant=by, unit_type=unit_type_id, ended_at=None)
    publish_place(entry)
    return entry


def _is_on_offer(unit: Unit) -> bool:
    return unit.unit_type.is_offered and unit.unit_type.property.is_published


def _hold_for(entry: WaitlistEntry, unit: Unit) -> Booking | None:
    """Make the ten-minute hold; None when there is no price for the day, or the person holds another unit by now."""
    move_in = max(entry.move_in, clock.today(unit.unit_type.property.time_zone), unit.free_from or entry.move_in)
    rate = current_rate(unit.unit_type, move_in)
    if rate is None:
        return None
    try:
        with atomic():
            booking = _write_hold(entry, unit, move_in, rate)
    except IntegrityError as error:
        if constraint_name(error) != "booking_person_has_one_running_hold":
            raise
        return None
    publish_state(booking)
    publish_place(entry)
    return booking


def _write_hold(entry: WaitlistEntry, unit: Unit, move_in: date, rate: Rate) -> Booking:
    until = clock.now() + timedelta(minutes=HOLD_MINUTES)
    house = unit.unit_type.property
    booking = Booking.objects.create(
        tenant=entry.tenant,
        unit=unit,
        unit_type=unit.unit_type,
        move_in=move_in,
        hold_until=until,
        rent_paise=rate.rent_paise,
        deposit_paise=rate.deposit_paise,
        notice_days=rate.notice_days,
        free_cancel_days=house.free_cancel_days,
        late_cancel_percent=house.late_cancel_percent,
        no_show_percent=house.no_show_percent,
        idempotency_key=uuid4(),
    )
    Occupancy.objects.create(unit=unit, booking=booking, kind=OccupancyKind.HELD, during=(move_in, None), until=until)
    entry.state, entry.offer = WaitlistState.OFFERED, booking
    entry.save(update_fields=["state", "offer"])
    return booking
