"""How the ledger stands against our own facts, and against the gateway's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import CharField, Exists, OuterRef, QuerySet, Sum, Value
from django.db.models.functions import Cast, Concat

from project.kernel.money import Money
from project.ledger.models import AccountKind, Posting
from project.ledger.queries import balance
from project.payments.models import Movement, Payment, Refund, RefundState, SuspenseItem
from project.payments.rules import ACCOUNT_CURRENCY

# Both sides by the name of what caused them.
BOTH_SIDES = """
WITH told AS (
    SELECT source, sum(net_paise) AS paise FROM payments_movement
    WHERE source <> '' AND currency = %(currency)s GROUP BY source
), booked AS (
    SELECT posting.source, sum(entry.amount_paise) AS paise, max(posting.recorded_at) AS recorded_at
    FROM ledger_entry AS entry
    JOIN ledger_account AS account ON account.id = entry.account_id
    JOIN ledger_posting AS posting ON posting.id = entry.posting_id
    WHERE account.kind = 'stripe_clearing' AND account.currency = %(currency)s GROUP BY posting.source
), differing AS (
    SELECT source, told.paise AS told, booked.paise AS booked, booked.recorded_at
    FROM told FULL JOIN booked USING (source)
    WHERE coalesce(told.paise, 0) <> coalesce(booked.paise, 0)
)
"""
# What we posted since the comparison began may not have been listed yet.
DISAGREEMENTS = f"""{BOTH_SIDES}
SELECT source, told, booked FROM differing
WHERE recorded_at IS NULL OR recorded_at <= %(before)s ORDER BY source LIMIT %(most)s
"""
IN_FLIGHT = f"""{BOTH_SIDES}
SELECT coalesce(sum(booked - coalesce(told, 0)), 0) FROM differing WHERE recorded_at > %(before)s
"""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One cause whose money the gateway and the ledger see differently; None is a side that does not know it."""

    source: str
    told_paise: int | None
    booked_paise: int | None


def is_posted(source: str, *kinds: str) -> bool:
    """Say whether one of these facts is in the ledger."""
    return Posting.objects.filter(source=source, kind__in=kinds).exists()


def left_in_suspense(item: SuspenseItem) -> Money:
    """Say what of an item's money is still nobody's."""
    return -balance(AccountKind.SUSPENSE, subject=item.subject, currency=item.currency)


def sources_of(intent_ids: Iterable[str]) -> dict[str, str]:
    """Say under which names the money of these intents arrived in the ledger."""
    ids = set(intent_ids)
    payments = Payment.objects.filter(intent_id__in=ids)
    items = SuspenseItem.objects.filter(intent_id__in=ids).select_related("payment")
    # What was matched later arrived as a suspense item, so that one has the last word.
    return {row.intent_id: row.source for row in payments} | {row.intent_id: row.source for row in items}


def fees_posted(intent_ids: Iterable[str]) -> set[str]:
    """Say of which of these intents the ledger knows the fee, and so the money too."""
    sources = sources_of(intent_ids)
    fees = Posting.objects.filter(source__in=sources.values(), kind="payment.fee")
    posted = set(fees.values_list("source", flat=True))
    return {intent for intent, source in sources.items() if source in posted}


def payments_not_posted() -> QuerySet[Payment]:
    """Give payments whose arrival the ledger does not know; what was matched later arrived as something else."""
    return _without_posting(
        Payment.objects.filter(suspense__isnull=True), "payment", "payment.received", "payment.unmatched"
    )


def refunds_not_posted() -> QuerySet[Refund]:
    """Give refunds that have left without the ledger knowing."""
    left = Refund.objects.filter(state__in=[RefundState.SENT, RefundState.ARRIVED]).select_related("payment__payer")
    return _without_posting(left, "refund", "refund.sent")


def gateway_balance() -> Money:
    """Sum up what the gateway said of our balance."""
    told = Movement.objects.filter(currency=ACCOUNT_CURRENCY).aggregate(paise=Sum("net_paise"))["paise"]
    return Money(int(told or 0), ACCOUNT_CURRENCY)


def posted_balance(*, before: datetime) -> Money:
    """Say what our books hold at the gateway, without what was posted after `before` and is not listed there yet."""
    with connection.cursor() as cursor:
        cursor.execute(IN_FLIGHT, {"currency": ACCOUNT_CURRENCY, "before": before})
        in_flight = Money(int(cursor.fetchone()[0]), ACCOUNT_CURRENCY)
    return balance(AccountKind.STRIPE_CLEARING, currency=ACCOUNT_CURRENCY) - in_flight


def disagreements(*, before: datetime, most: int) -> list[Disagreement]:
    """Compare the gateway's balance with the ledger cause by cause, leaving out what was posted after `before`."""
    with connection.cursor() as cursor:
        cursor.execute(DISAGREEMENTS, {"currency": ACCOUNT_CURRENCY, "before": before, "most": most})
        return [Disagreement(source, *map(_whole, paise)) for source, *paise in cursor.fetchall()]


def _whole(paise: object) -> int | None:
    return None if paise is None else int(str(paise))


def _without_posting(rows: QuerySet, noun: str, *kinds: str) -> QuerySet:
    source = Concat(Value(f"{noun}:"), Cast("public_id", CharField()), output_field=CharField())
    posted = Posting.objects.filter(source=OuterRef("ledger_source"), kind__in=kinds)
    return rows.annotate(ledger_source=source).filter(~Exists(posted)).order_by("pk")
