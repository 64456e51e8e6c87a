"""Paying for a booking, and what becomes of the money whenever it comes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from project.booking import locks, queries
from project.booking.models import Booking, BookingState, Occupancy, OccupancyKind, Unit
from project.booking.operations.books import post_deposit_taken
from project.booking.operations.ending import end
from project.booking.operations.trail import publish_money_returned, publish_state
from project.booking.rules import MoneyUse, use_of_money
from project.kernel import clock
from project.kernel.errors import Refusal
from project.kernel.transactions import outside_transaction, transaction, transaction_required
from project.payments import operations as payments
from project.payments import queries as payment_queries

if TYPE_CHECKING:
    from project.identity.models import User
    from project.payments.models import Attempt, Payment


class HoldRunOut(Refusal):
    """The ten minutes are over, or the booking is not held any more."""

    code = "hold_run_out"
    message = _("Your ten minutes are over. Nothing was charged. Hold a room again.")


class LapsedMeanwhile(Exception):
    """The hold lapsed while we waited for its lock; start over, for now a free unit has to be locked first."""


@outside_transaction()
def start_payment(*, booking: Booking, by: User, return_path: str, cancel_path: str) -> Attempt:
    """Open the payment page for a running hold; a second call gives the same page.

    Raises: HoldRunOut; AlreadyPaid, EarlierPaymentOpen and PaymentPageUnavailable from payments.
    """
    if booking.state in {BookingState.BOOKED, BookingState.STAYING}:
        raise payments.AlreadyPaid
    if booking.hold_until is None or booking.state != BookingState.HELD or queries.has_run_out(booking):
        raise HoldRunOut
    return payments.start_checkout(
        by=by,
        subject=booking.subject,
        description=f"{booking.unit_type.property.name}: {booking.unit_type.name}",
        amount=booking.deposit,
        open_until=booking.hold_until,
        return_path=return_path,
        cancel_path=cancel_path,
        metadata={"booking": str(booking.public_id)},
    )


@outside_transaction()
def confirm_paid(*, payment_id: int) -> Booking | None:
    """Let a booking follow from money that arrived, and give it; None when the money is for something else.

    It may be called any number of times, by anybody.

    A hold that still stands is booked, also when its time is over. A lapsed one gets its own unit again, or any
    free one of the type; when there is none, or the person cancelled, or paid twice, the money goes back in full.

    Locks: unit, booking, payment. After commit: `booking.booked` or `booking.money_returned` is told.
    """
    payment = payment_queries.payment_by_id(payment_id)
    booking_id = queries.booking_id_for(payment.subject)
    if booking_id is None:
        return None
    try:
        return _confirm(booking_id, payment)
    except LapsedMeanwhile:
        return _confirm(booking_id, payment)


@transaction()
def _confirm(booking_id: int, payment: Payment) -> Booking:
    if queries.has_lapsed(booking_id):
        return _confirm_late(booking_id, payment)
    booking = locks.lock_booking(booking_id)
    use = _use_of(payment, booking)
    if use is MoneyUse.FIND_UNIT:
        raise LapsedMeanwhile
    if use is MoneyUse.BOOK:
        Occupancy.objects.filter(booking=booking).update(kind=OccupancyKind.TAKEN, until=None)
        book(booking, payment)
    else:
        _adopt_or_return(use, booking, payment)
    return booking


def _confirm_late(booking_id: int, payment: Payment) -> Booking:
    """A lapsed booking has no unit any more, so a free one is locked first and the booking after it.

    It goes before those who wait, for it has paid; but while one of them has an offer, nothing is taken past them.
    """
    unit = locks.lock_free_unit_for(booking_id)
    booking = locks.lock_lapsed_booking(booking_id)
    if queries.has_open_offer(booking.unit_type_id):
        unit = None
    use = _use_of(payment, booking)
    if use is MoneyUse.FIND_UNIT and unit is not None:
        end_run_out_hold_on(unit)
        booking.unit = unit
        Occupancy.objects.create(
            unit=unit, booking=booking, kind=OccupancyKind.TAKEN, during=(booking.move_in, booking.move_out)
        )
        book(booking, payment)
    elif use is MoneyUse.FIND_UNIT:
        _return_money(booking, payment)
    else:
        _adopt_or_return(use, booking, payment)
    return booking


@transaction_required()
def book(booking: Booking, payment: Payment | None) -> None:
    """Make a booking booked and tell it. The caller holds the locks and made the occupancy."""
    booking.state, booking.booked_at, booking.ended_at = BookingState.BOOKED, clock.now(), None
    booking.paid_with = payment
    booking.save(update_fields=["unit", "state", "booked_at", "ended_at", "paid_with"])
    publish_state(booking)
    if payment is not None:
        post_deposit_taken(booking, payment)
        _issue_receipt(booking, payment)


@transaction_required()
def end_run_out_hold_on(unit: Unit) -> None:
    """Let the run-out hold on a unit lapse, if there is one. The caller holds the unit's lock."""
    hold = locks.lock_hold_on(unit)
    if hold is not None and queries.has_run_out(hold):
        end(hold, BookingState.LAPSED)


def _use_of(payment: Payment, booking: Booking) -> MoneyUse:
    return use_of_money(
        state=booking.state,
        paid=payment_queries.refundable(payment),
        due=booking.deposit,
        is_known=booking.paid_with_id == payment.pk or _goes_back(payment),
        has_paid=booking.paid_with_id is not None,
    )


def _adopt_or_return(use: MoneyUse, booking: Booking, payment: Payment) -> None:
    """What is left to do with money when no unit has to be taken for it."""
    if use is MoneyUse.ADOPT:
        booking.paid_with = payment
        booking.save(update_fields=["paid_with"])
        post_deposit_taken(booking, payment)
        _issue_receipt(booking, payment)
    elif use is MoneyUse.REFUND:
        _return_money(booking, payment)


def _issue_receipt(booking: Booking, payment: Payment) -> None:
    house = booking.unit_type.property
    with override(booking.tenant.language):
        label = gettext("Refundable deposit")
    payments.issue_receipt(
        payment=payment,
        lines=[{"label": label, "amount_paise": payment.amount_paise}],
        recipient={
            "name": booking.tenant.name,
            "email": booking.tenant.email,
            "landlord": house.landlord.name,
            "property": house.name,
            "address": house.address,
            "unit": f"{booking.unit_type.name}, {booking.unit}",
        },
    )


def _goes_back(payment: Payment) -> bool:
    """True once we have decided so: a bed that comes free later is not booked with money that went back."""
    return payment_queries.is_refund_started(key=_return_key(payment))


def _return_key(payment: Payment) -> str:
    return f"late:{payment.public_id}"


def _return_money(booking: Booking, payment: Payment) -> None:
    """Send back all that has not gone back by other hands; once, for from then on it is known."""
    left = payment_queries.refundable(payment)
    if not left:
        return
    payments.start_refund(
        payment=payment,
        amount=left,
        reason="The payment came when no room was kept any more.",
        key=_return_key(payment),
    )
    publish_money_returned(booking, payment)
