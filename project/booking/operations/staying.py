"""What staff record about a booking: paid at the desk, moved in, other dates, moved out."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from project.booking import locks
from project.booking.models import Booking, BookingState, Occupancy, OccupancyKind
from project.booking.operations.blocking import UnitTaken
from project.booking.operations.paying import book, end_run_out_hold_on
from project.booking.operations.trail import acting, publish_state
from project.booking.operations.waiting import offer_unit
from project.booking.rules import may_become, may_move_in
from project.identity.models import User
from project.kernel import clock
from project.kernel.errors import Refusal
from project.kernel.transactions import transaction
from project.kernel.triggers import refusing


class NotPossibleNow(Refusal):
    """The booking's state does not allow this step."""

    code = "not_possible_now"
    message = _("This booking is not in a state that allows this.")


class TooEarly(Refusal):
    """The day lies before the one the person may move in, or ahead of today."""

    code = "too_early"
    message = _("That day has not come yet.")


class DatesNotPossible(Refusal):
    """The end is not after the start, or somebody who lives there would start anew."""

    code = "dates_not_possible"
    message = _("These dates do not work for this booking.")
    status = 422


@transaction()
def confirm_booking(*, booking: Booking, by: User | None) -> Booking:
    """Book a held unit that was paid for outside (cash, bank), while its hold stands.

    Raises: NotPossibleNow. Locks: unit, booking.
    """
    booking = locks.lock_booking(booking.pk)
    if booking.state != BookingState.HELD:
        raise NotPossibleNow
    with acting(by):
        Occupancy.objects.filter(booking=booking).update(kind=OccupancyKind.TAKEN, until=None)
        book(booking, None)
    return booking


@transaction()
def record_move_in(*, booking: Booking, by: User | None) -> Booking:
    """Record that the person has moved in today.

    Raises: NotPossibleNow; TooEarly before the first day. Locks: unit, booking.
    """
    booking = locks.lock_booking(booking.pk)
    if not may_become(booking.state, BookingState.STAYING):
        raise NotPossibleNow
    if not may_move_in(move_in=booking.move_in, on=_today(booking)):
        raise TooEarly
    with acting(by):
        booking.state = BookingState.STAYING
        booking.save(update_fields=["state"])
        publish_state(booking)
    return booking


@transaction()
def record_move_out(*, booking: Booking, by: User | None, on: date | None = None) -> Booking:
    """Record that the person has left, today or on an earlier day; the unit is free from then.

    Who leaves on the day they came has the unit for that day.

    Raises: NotPossibleNow; TooEarly for a day ahead. Locks: unit, booking.
    """
    booking = locks.lock_booking(booking.pk)
    today = _today(booking)
    if not may_become(booking.state, BookingState.LEFT):
        raise NotPossibleNow
    if on is not None and on > today:
        raise TooEarly
    with acting(by):
        booking.state, booking.ended_at = BookingState.LEFT, clock.now()
        _set_dates(booking, booking.move_in, max(on or today, booking.move_in + timedelta(days=1)))
        publish_state(booking)
        offer_unit(booking.unit_id)
    return booking


def change_dates(*, booking: Booking, by: User | None, move_in: date, move_out: date | None) -> Booking:
    """Move or extend a booking on its own unit; `move_out` is the first free day, None for no end.

    Raises: NotPossibleNow; DatesNotPossible; UnitTaken when somebody else has the unit then.
    Locks: unit, booking.
    """
    with refusing({"occupancy_never_overlaps_on_a_unit": UnitTaken}), transaction(), acting(by):
        booking = locks.lock_booking(booking.pk)
        if booking.state not in {BookingState.BOOKED, BookingState.STAYING}:
            raise NotPossibleNow
        _check_dates(booking, move_in, move_out)
        end_run_out_hold_on(booking.unit)
        _set_dates(booking, move_in, move_out)
        offer_unit(booking.unit_id)
    return booking


def _check_dates(booking: Booking, move_in: date, move_out: date | None) -> None:
    moved = move_in != booking.move_in
    lives_there = booking.state == BookingState.STAYING
    if (move_out is not None and move_out <= move_in) or (moved and (lives_there or move_in < _today(booking))):
        raise DatesNotPossible


def _set_dates(booking: Booking, move_in: date, move_out: date | None) -> None:
    booking.move_in, booking.move_out = move_in, move_out
    booking.save(update_fields=["state", "ended_at", "move_in", "move_out"])
    Occupancy.objects.filter(booking=booking).update(during=(move_in, move_out))


def _today(booking: Booking) -> date:
    return clock.today(booking.unit_type.property.time_zone)
