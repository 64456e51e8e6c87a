"""Postings, made the way the product makes them, and the superuser who goes around everything."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

from django.db import connection

from project.identity.models import User
from project.kernel.money import Money
from project.kernel.transactions import transaction
from project.ledger import operations
from project.ledger.models import AccountKind, Posting
from tests.factories.identity import create_tenant
from tests.truths import check_truths_now

DEPOSIT = Money(17_000_00)

_numbers = count(1)


def money_in(amount: Money = DEPOSIT, *, person: User | None = None, **changes: Any) -> Posting:
    """Somebody's money has arrived at Stripe."""
    number = next(_numbers)
    said: dict[str, Any] = {
        "source": f"payment:{number:08d}",
        "kind": "payment.received",
        "subject": f"booking:{number:08d}",
        "lines": [
            operations.debit(AccountKind.STRIPE_CLEARING, amount),
            operations.credit(AccountKind.UNAPPLIED, amount, person=person or create_tenant()),
        ],
    }
    return post(**{**said, **changes})


def post(**said: Any) -> Posting:
    """Post in a transaction of its own."""
    with transaction():
        return operations.post(**said)


def reverse(posting: Posting, *, memo: str = "It came back.") -> Posting:
    """Take a posting back."""
    with transaction():
        return operations.reverse(source=posting.source, kind=posting.kind, memo=memo)


@contextmanager
def as_superuser() -> Iterator[None]:
    """Somebody at the database with every trigger and foreign key switched off, some time after what was posted."""
    check_truths_now()
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        try:
            yield
        finally:
            cursor.execute("SET session_replication_role = DEFAULT")


def run_as_superuser(sql: str, *parameters: Any) -> None:
    """One statement that nothing refuses."""
    with as_superuser(), connection.cursor() as cursor:
        cursor.execute(sql, parameters)
