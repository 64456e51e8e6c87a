"""Attempts and money, made the way the product makes them."""

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from project.identity.models import User
from project.kernel import clock
from project.kernel.money import Money
from project.kernel.transactions import transaction
from project.payments import operations
from project.payments.gateways import gateway
from project.payments.models import Attempt, Payment, Refund
from tests.factories.identity import create_tenant

DEPOSIT = Money(17_000_00)

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
