"""Attempts and money, made the way the product makes them."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from django.db import connection

from project.identity.models import User
from project.kernel import clock
from project.kernel.money import Money
from project.kernel.transactions import transaction
from project.ledger.queries import trial_balance
from project.payments import operations
from project.payments.gateways import gateway
from project.payments.gateways.gateway import DisputeProgress
from project.payments.models import Attempt, Dispute, Payment, Refund, SuspenseItem
from project.payments.operations.adoption import adopt_capture
from tests.factories.identity import create_tenant

DEPOSIT = Money(17_000_00)
STRAY = Money(1_234_00)

_numbers = count(1)


def new_subject() -> str:
    """Something nobody has paid for yet."""
    return f"booking:{next(_numbers):08d}"


def start_checkout(*, by: User | None = None, subject: str = "", **changes: Any) -> Attempt:
    """An open payment page for ten minutes."""
    asked: dict[str, Any] = {
        "by": by or create_tenant(),
        "subject": subject or new_subject(),
        "description": "Deposit for Jacaranda House",
        "amount": DEPOSIT,
        "open_until": in_ten_minutes(),
        "return_path": "/bookings/1/?paid=1",
        "cancel_path": "/bookings/1/",
        "metadata": {"booking": "1"},
    }
    return operations.start_checkout(**{**asked, **changes})


def in_ten_minutes() -> datetime:
    """When a hold made now would be over."""
    return clock.now() + timedelta(minutes=10)


def create_payment(*, by: User | None = None, amount: Money = DEPOSIT, subject: str = "") -> Payment:
    """Money that arrived; needs the `fake_gateway` fixture."""
    attempt = start_checkout(by=by, amount=amount, subject=subject)
    gateway().pay(attempt.session_id)  # type: ignore[attr-defined]
    payment = operations.settle(attempt=attempt)
    assert payment is not None
    return payment


def create_refund(payment: Payment, *, amount: Money | None = None, key: str = "") -> Refund:
    """Money that is owed back."""
    with transaction():
        return operations.start_refund(
            payment=payment,
            amount=amount or payment.amount,
            reason="The house closes for repairs.",
            key=key or f"cancel:{payment.pk}",
        )


def create_stray(
    amount: Money = STRAY, *, intent: str = "pi_stray", marks: dict[str, str] | None = None
) -> SuspenseItem:
    """Money at the gateway that nobody of ours asked for, in the suspense list; needs `fake_gateway`."""
    capture = gateway().take(intent, amount, marks=marks)  # type: ignore[attr-defined]
    adopt_capture(capture, on_paid=print)
    return SuspenseItem.objects.get(intent_id=intent)


def create_dispute(payment: Payment, progress: DisputeProgress = DisputeProgress.NEEDS_RESPONSE) -> Dispute:
    """A payment that a bank wants back, or its next step; needs `fake_gateway`."""
    dispute_id = gateway().dispute(payment.intent_id, progress)  # type: ignore[attr-defined]
    return operations.record_dispute(dispute_id=dispute_id, on_paid=print)


def books() -> dict[str, int]:
    """What stands on each kind of account, in paise; accounts at zero are left out."""
    return {str(kind): amount.paise for kind, amount in trial_balance().items() if amount}


def lose(model: type[Any]) -> None:
    """Lose all rows of a kind with their postings, as a database restored from an older backup has."""
    sources = [row.source for row in model.objects.all()]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET LOCAL session_replication_role = replica")
        postings = "(SELECT id FROM ledger_posting WHERE source = ANY(%s))"
        cursor.execute(f"DELETE FROM ledger_entry WHERE posting_id IN {postings}", [sources])
        cursor.execute("DELETE FROM ledger_posting WHERE source = ANY(%s)", [sources])
        cursor.execute(f"DELETE FROM {model._meta.db_table}")
        cursor.execute("SET LOCAL session_replication_role = origin")
