"""What happens to money without anybody clicking: one operation a job, and the booking that follows from money."""

from project.booking.operations import confirm_paid
from project.payments import operations, queries
from project.payments.models import Payment, RunKind


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


def send_returns() -> int:
    """Send back money that belongs to nothing we know."""
    return operations.send_returns()


def close_owed_setups() -> int:
    """Follow pages that save a payment method, and close those whose time is over."""
    return operations.close_owed_setups()


def detach_methods() -> int:
    """Remove at the payment provider what people have removed here."""
    return operations.detach_methods()


def send_evidence() -> int:
    """Send our answers to disputes."""
    return operations.send_evidence()


def fetch_missed_events() -> None:
    """Fetch what the payment provider told and we did not hear."""
    operations.fetch_missed_events()


def reconcile() -> None:
    """Compare our books with the payment provider's, every night."""
    operations.reconcile(kind=RunKind.NIGHTLY, on_paid=confirm)


def reconcile_now() -> None:
    """Compare at once, because staff asked."""
    operations.reconcile(kind=RunKind.BY_HAND, on_paid=confirm)


def catch_up() -> None:
    """Compare when that was not done lately, or did not come to its end."""
    if queries.needs_catching_up():
        operations.reconcile(kind=RunKind.CATCH_UP, on_paid=confirm)


def draw_receipts() -> int:
    """Draw receipts that are not drawn yet."""
    return operations.draw_receipts()
