"""Balances: always the sum of the entries, at any moment."""

from datetime import datetime
from typing import Any

from django.db.models import Sum

from project.identity.models import Landlord, User
from project.kernel.money import Money
from project.ledger.models import AccountKind, Entry


def balance(
    kind: AccountKind,
    *,
    person: User | None = None,
    landlord: Landlord | None = None,
    subject: str | None = None,
    at: datetime | None = None,
    currency: str = "INR",
) -> Money:
    """Sum up the accounts of a kind: above zero it is a debit, below a credit.

    What is not named is not asked for: without a person, everybody's. `at` counts what had happened by then.
    """
    asked: dict[str, Any] = {"account__kind": kind, "account__currency": currency}
    if person is not None:
        asked["account__person"] = person
    if landlord is not None:
        asked["account__landlord"] = landlord
    if subject is not None:
        asked["posting__subject"] = subject
    if at is not None:
        asked["posting__posted_at__lte"] = at
    paise = Entry.objects.filter(**asked).aggregate(paise=Sum("amount_paise"))["paise"]
    return Money(int(paise or 0), currency)


def trial_balance(*, at: datetime | None = None, currency: str = "INR") -> dict[AccountKind, Money]:
    """Give the balance of every kind of account that was ever used; together they are zero."""
    entries = Entry.objects.filter(account__currency=currency)
    if at is not None:
        entries = entries.filter(posting__posted_at__lte=at)
    sums = dict(entries.order_by().values_list("account__kind").annotate(paise=Sum("amount_paise")))
    return {kind: Money(int(sums[kind]), currency) for kind in AccountKind if kind in sums}
