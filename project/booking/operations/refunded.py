"""Deposits given back around us: somebody refunded a payment in the payment provider's own pages."""

from uuid import UUID

from project.booking import locks, queries
from project.booking.models import Booking, BookingState
from project.booking.operations.books import (
    RELEASED,
    WAIVED,
    deposit_of,
    post_deposit_refunded,
    post_kept_refunded,
    unpost_refunded,
)
from project.kernel.money import Money
from project.kernel.transactions import transaction
from project.payments import queries as payments
from project.payments.models import Refund, RefundState

HAVING_A_BED = {BookingState.BOOKED, BookingState.STAYING, BookingState.LEFT}


@transaction()
def follow_refund(*, refund_id: UUID) -> None:
    """Take out of a booking's deposit what went back of it without a cancellation; put it back if that failed.

    A cancellation has released the deposit before its refund leaves, and then there is nothing to do; what the house
    kept of it and then gave back is taken from the landlord. Safe to repeat.

    Locks: unit, booking.
    """
    refund = payments.refund_by_public_id(refund_id)
    booking_id = queries.booking_id_for(refund.payment.subject)
    if booking_id is None:
        return
    booking = locks.lock_booking(booking_id)
    if refund.state == RefundState.FAILED:
        unpost_refunded(refund, *([RELEASED, WAIVED] if booking.state in HAVING_A_BED else [WAIVED]))
    elif booking.paid_with_id == refund.payment_id:
        _release(booking, refund)


def _release(booking: Booking, refund: Refund) -> None:
    due = payments.refundable(refund.payment) if booking.state in HAVING_A_BED else Money(0, refund.amount.currency)
    too_much = deposit_of(booking) - due
    if too_much.paise > 0:
        post_deposit_refunded(booking, refund, min(too_much, refund.amount))
    if booking.state == BookingState.CANCELLED:
        post_kept_refunded(booking, refund)
