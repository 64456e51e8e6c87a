"""What a booking does to the books: a deposit taken, given back or kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from project.kernel.transactions import transaction_required
from project.ledger.models import AccountKind
from project.ledger.operations import credit, debit, post

if TYPE_CHECKING:
    from project.booking.models import Booking
    from project.kernel.money import Money
    from project.payments.models import Payment


@transaction_required()
def post_deposit_taken(booking: Booking, payment: Payment) -> None:
    """Put a payment to use: from the payer's unapplied money to the deposit we owe the tenant. Once a payment."""
    post(
        source=f"payment:{payment.public_id}",
        kind="deposit.taken",
        subject=booking.subject,
        lines=[
            debit(AccountKind.UNAPPLIED, payment.amount, person=payment.payer),
            credit(AccountKind.DEPOSIT_LIABILITY, payment.amount, person=booking.tenant),
        ],
    )


@transaction_required()
def post_deposit_ended(booking: Booking, *, held: Money, returned: Money) -> None:
    """End a cancelled booking's deposit: what goes back is the payer's again, the rest the landlord's. Once a booking."""
    if returned:
        _post_end(booking, "deposit.released", returned)
    if kept := held - returned:
        _post_end(booking, "deposit.kept", kept)


def _post_end(booking: Booking, kind: str, amount: Money) -> None:
    landlord = booking.unit_type.property.landlord
    to = (
        credit(AccountKind.UNAPPLIED, amount, person=booking.tenant)
        if kind == "deposit.released"
        else credit(AccountKind.LANDLORD_PAYABLE, amount, landlord=landlord)
    )
    post(
        source=f"booking:{booking.public_id}",
        kind=kind,
        subject=booking.subject,
        lines=[debit(AccountKind.DEPOSIT_LIABILITY, amount, person=booking.tenant), to],
    )
