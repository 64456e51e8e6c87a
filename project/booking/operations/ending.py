"""How a booking ends before anybody moved in: it lapses by itself, or somebody cancels it."""

from django.utils.translation import gettext_lazy as _

from project.booking import locks, queries
from project.booking.models import Booking, BookingState, Occupancy
from project.booking.operations.books import post_deposit_ended
from project.booking.operations.trail import acting, publish_state
from project.booking.operations.waiting import offer_unit
from project.booking.rules import may_become
from project.identity.models import User
from project.kernel import clock
from project.kernel.errors import Refusal
from project.kernel.money import Money
from project.kernel.transactions import transaction, transaction_required
from project.payments import operations as payments
from project.payments.models import Payment
from project.payments.queries import refundable


class NotCancellable(Refusal):
    """The person lives there, or the booking is over."""

    code = "not_cancellable"
    message = _("This booking can no longer be cancelled.")


@transaction()
def cancel_booking(*, booking: Booking, by: User | None, reason: str = "") -> Booking:
    """Give the unit back and owe the refund that `queries.cancellation_terms` promises.

    Whoever is next in line for the unit has it for ten minutes from this same transaction on.

    Raises: NotCancellable. Locks: unit, booking, payment, a place in the line. After commit: the payment page closes, the refund is sent.
    """
    booking = locks.lock_booking(booking.pk)
    if not may_become(booking.state, BookingState.CANCELLED):
        raise NotCancellable
    terms = queries.cancellation_terms(booking)
    with acting(by):
        end(booking, BookingState.CANCELLED, reason=reason)
        if booking.paid_with:
            _settle_deposit(booking, booking.paid_with, terms.refund, reason)
        offer_unit(booking.unit_id)
    return booking


def _settle_deposit(booking: Booking, payment: Payment, refund: Money, reason: str) -> None:
    post_deposit_ended(booking, held=refundable(payment), returned=refund)
    if refund:
        payments.start_refund(
            payment=payment,
            amount=refund,
            reason=reason or "The booking was cancelled.",
            key=f"cancel:{booking.public_id}",
        )


@transaction()
def lapse_hold(*, booking_id: int) -> bool:
    """Let a hold lapse if its time is over, and say whether it did; whoever is next in line has the unit then.

    Locks: unit, booking, a place in the line. After commit: its payment page closes.
    """
    booking = locks.lock_booking(booking_id)
    if not queries.has_run_out(booking):
        return False
    end(booking, BookingState.LAPSED)
    offer_unit(booking.unit_id)
    return True


@transaction_required()
def end(booking: Booking, state: BookingState, *, reason: str = "") -> None:
    """End a booking that stands on a unit, close its payment page and tell it.

    Locks: none; the caller holds unit and booking, and says who has the unit next.
    """
    Occupancy.objects.filter(booking=booking).delete()
    booking.state, booking.ended_at, booking.cancel_reason = state, clock.now(), reason[:200]
    booking.save(update_fields=["state", "ended_at", "cancel_reason"])
    publish_state(booking)
    payments.release_session(subject=booking.subject)
