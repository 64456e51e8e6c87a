"""What a booking does to the books: a deposit taken, given back or kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from project.booking import queries
from project.booking.models import BookingState
from project.kernel.transactions import outside_transaction, transaction, transaction_required
from project.ledger.models import AccountKind
from project.ledger.operations import Line, credit, debit, post, reverse
from project.ledger.queries import balance
from project.payments.queries import is_posted, refundable

if TYPE_CHECKING:
    from project.booking.models import Booking
    from project.kernel.money import Money
    from project.payments.models import Payment, Refund

RELEASED, WAIVED = "deposit.released", "deposit.waived"
BATCH = 200


@outside_transaction()
def post_missing_deposits() -> int:
    """Post the deposits of bookings that are older than the ledger, in batches, and say how many.

    Safe to repeat and to stop: what is posted is posted. Payments' own `post_missing` goes first.
    """
    posted = 0
    while batch := list(queries.deposits_not_posted()[:BATCH]):
        with transaction():
            for booking in batch:
                _post_past(booking)
        posted += len(batch)
    return posted


def _post_past(booking: Booking) -> None:
    """What would have been posted when it was paid, and when it was cancelled."""
    payment = booking.paid_with
    if payment is None:
        return
    post_deposit_taken(booking, payment)
    if booking.state == BookingState.CANCELLED:
        post_deposit_ended(booking, held=payment.amount, returned=payment.amount - refundable(payment))


@transaction_required()
def post_deposit_taken(booking: Booking, payment: Payment) -> None:
    """Put a payment to use: from the payer's unapplied money to the deposit we owe the tenant. Once a payment."""
    post(
        source=f"payment:{payment.public_id}",
        kind="deposit.taken",
        subject=booking.subject,
        posted_at=max(booking.booked_at or payment.paid_at, payment.paid_at),
        lines=[
            debit(AccountKind.UNAPPLIED, payment.amount, person=payment.payer),
            credit(AccountKind.DEPOSIT_LIABILITY, payment.amount, person=booking.tenant),
        ],
    )


@transaction_required()
def post_deposit_ended(booking: Booking, *, held: Money, returned: Money) -> None:
    """End a cancelled booking's deposit: what goes back is the payer's again, the rest the landlord's. Once a booking."""
    if returned:
        _post_end(booking, RELEASED, returned)
    if kept := held - returned:
        _post_end(booking, "deposit.kept", kept)


def deposit_of(booking: Booking) -> Money:
    """Say how much of a booking's deposit the books say we owe."""
    return -balance(AccountKind.DEPOSIT_LIABILITY, subject=booking.subject)


@transaction_required()
def post_deposit_refunded(booking: Booking, refund: Refund, amount: Money) -> None:
    """Make a part of a deposit the payer's again, because it has gone back to them already. Once a refund."""
    _post_refunded(booking, refund, RELEASED, debit(AccountKind.DEPOSIT_LIABILITY, amount, person=booking.tenant))


@transaction_required()
def post_kept_refunded(booking: Booking, refund: Refund) -> None:
    """Take from the landlord what the house had kept, as far as this refund gave it back after all. Once a refund."""
    landlord = booking.unit_type.property.landlord
    kept = -balance(AccountKind.LANDLORD_PAYABLE, landlord=landlord, subject=booking.subject)
    too_much = balance(AccountKind.UNAPPLIED, person=booking.tenant, subject=booking.subject)
    amount = min(kept, too_much, refund.amount)
    if amount.paise > 0:
        _post_refunded(booking, refund, WAIVED, debit(AccountKind.LANDLORD_PAYABLE, amount, landlord=landlord))


def _post_refunded(booking: Booking, refund: Refund, kind: str, taken: Line) -> None:
    if is_posted(refund.source, kind):
        return
    given = credit(AccountKind.UNAPPLIED, taken.amount, person=booking.tenant)
    post(source=refund.source, kind=kind, subject=booking.subject, lines=[taken, given])


@transaction_required()
def unpost_refunded(refund: Refund, *kinds: str) -> None:
    """Take back what was posted for a refund: its money has come back."""
    for kind in kinds:
        if is_posted(refund.source, kind):
            reverse(source=refund.source, kind=kind, memo="The refund failed.")


def _post_end(booking: Booking, kind: str, amount: Money) -> None:
    landlord = booking.unit_type.property.landlord
    to = (
        credit(AccountKind.UNAPPLIED, amount, person=booking.tenant)
        if kind == RELEASED
        else credit(AccountKind.LANDLORD_PAYABLE, amount, landlord=landlord)
    )
    post(
        source=f"booking:{booking.public_id}",
        kind=kind,
        subject=booking.subject,
        posted_at=booking.ended_at,
        lines=[debit(AccountKind.DEPOSIT_LIABILITY, amount, person=booking.tenant), to],
    )
