"""What happens to money without anybody clicking: one operation a job, and the booking that follows from money."""

from project.booking.operations import confirm_paid
from project.payments import operations, queries
from project.payments.models import Payment


def confirm(payment: Payment) -> None:
    """Let the booking follow from the money; idempotent, and a no-op for money that is for something else."""
    confirm_paid(payment_id=payment.pk)


def settle_then_confirm(attempt_id: int) -> None:
    """Learn what became of one attempt and book what was paid."""
    payment = operations.settle(attempt=queries.attempt_by_id(attempt_id))
    if payment is not None:
        confirm(payment)


def work_inbox() -> int:
    """Act on what Stripe told us."""
    return operations.work_inbox(on_paid=confirm)


def settle_open_attempts() -> int:
    """Ask Stripe about payments we are not sure of."""
    return operations.settle_open_attempts(on_paid=confirm)


def expire_owed_sessions() -> int:
    """Close payment pages whose time is over."""
    return operations.expire_owed_sessions(on_paid=confirm)


def send_refunds() -> int:
    """Send refunds that are owed and follow those on their way."""
    return operations.send_refunds()


def draw_receipts() -> int:
    """Draw receipts that are not drawn yet."""
    return operations.draw_receipts()
