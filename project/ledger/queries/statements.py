"""From a balance down to what made it: accounts of a kind, the statement of one account."""

from collections.abc import Collection
from datetime import datetime

from django.db import connection
from django.db.models import F, Q, QuerySet, Sum, Value, Window
from django.db.models.functions import Coalesce

from project.identity.models import Landlord, User
from project.ledger.models import Account, AccountKind, Entry

# Backwards from what stands there now: the newest lines, which nearly everybody asks for, cost no walk through all of them.
BALANCES_AFTER = """
WITH since AS (
    SELECT entry.id, entry.amount_paise, posting.posted_at
    FROM ledger_posting AS posting JOIN ledger_entry AS entry ON entry.posting_id = posting.id
    WHERE entry.account_id = %(account)s AND posting.posted_at >= (
        SELECT min(posted_at) FROM ledger_posting
        WHERE id IN (SELECT posting_id FROM ledger_entry WHERE id = ANY(%(entries)s)))
), later AS (
    SELECT id, sum(amount_paise) OVER (ORDER BY posted_at DESC, id DESC) - amount_paise AS paise FROM since
)
SELECT later.id, (total.paise - later.paise)::bigint
FROM later, (SELECT sum(amount_paise) AS paise FROM ledger_entry WHERE account_id = %(account)s) AS total
WHERE later.id = ANY(%(entries)s)
"""


def account(
    kind: AccountKind, *, person: User | None = None, landlord: Landlord | None = None, currency: str = "INR"
) -> Account | None:
    """Find an account; None when nothing was ever posted to it."""
    return Account.objects.filter(kind=kind, person=person, landlord=landlord, currency=currency).first()


def accounts(*, kind: AccountKind | None = None, at: datetime | None = None) -> QuerySet[Account]:
    """Give the accounts (of a kind) with their balance as `balance_paise`."""
    found = Account.objects.all() if kind is None else Account.objects.filter(kind=kind)
    happened = Q() if at is None else Q(entries__posting__posted_at__lte=at)
    balance = Coalesce(Sum("entries__amount_paise", filter=happened), Value(0))
    return found.select_related("person", "landlord").annotate(balance_paise=balance).order_by("kind", "pk")


def statement(account: Account) -> QuerySet[Entry]:
    """Give the entries of an account, first things first, each with the balance after it as `balance_paise`."""
    order = [F("posting__posted_at").asc(), F("pk").asc()]
    running = Window(Sum("amount_paise"), order_by=order)
    entries = Entry.objects.filter(account=account).select_related("posting")
    return entries.annotate(balance_paise=running).order_by("posting__posted_at", "pk")


def balances_after(account: Account, entries: Collection[int]) -> dict[int, int]:
    """Say what stood on an account, in paise, after each of some of its entries.

    A list that is filtered or cut into pages shows a part of the statement; its balances are still those of the whole.
    """
    with connection.cursor() as cursor:
        cursor.execute(BALANCES_AFTER, {"account": account.pk, "entries": list(entries)})
        return dict(cursor.fetchall())
