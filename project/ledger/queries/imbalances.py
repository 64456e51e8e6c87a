"""What is wrong with the books, each fault with the row it was found in. Nothing in a healthy house."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

from django.db import connection

from project.kernel.formats import format_money
from project.kernel.money import Money
from project.ledger.models import AccountKind
from project.ledger.queries.breaks import find_changed_postings, find_seal_breaks, find_vanished_heads
from project.ledger.rules import Imbalance

UNBALANCED = """
SELECT posting.id, posting.kind, posting.source, coalesce(sum(entry.amount_paise), 0)::bigint, entry.currency
FROM ledger_posting AS posting LEFT JOIN ledger_entry AS entry ON entry.posting_id = posting.id
GROUP BY posting.id, entry.currency
HAVING count(entry.id) = 0 OR sum(entry.amount_paise) <> 0
ORDER BY posting.id
"""
TOTALS = """
SELECT sum(amount_paise)::bigint, currency FROM ledger_entry GROUP BY currency HAVING sum(amount_paise) <> 0
ORDER BY currency
"""
MISPLACED = """
SELECT entry.id, entry.currency, account.currency
FROM ledger_entry AS entry LEFT JOIN ledger_account AS account ON account.id = entry.account_id
WHERE account.currency IS DISTINCT FROM entry.currency ORDER BY entry.id
"""
# Nobody can be given more of their money than they paid, for each thing it was paid for.
OVERDRAWN = """
SELECT account.kind, posting.subject, account.person_id, sum(entry.amount_paise)::bigint, entry.currency
FROM ledger_account AS account
JOIN ledger_entry AS entry ON entry.account_id = account.id
JOIN ledger_posting AS posting ON posting.id = entry.posting_id
WHERE account.kind = ANY(%s)
GROUP BY account.kind, posting.subject, account.person_id, entry.currency
HAVING sum(entry.amount_paise) > 0
ORDER BY account.kind, posting.subject, account.person_id
"""
# What a dispute takes from us is held until it is won or lost, and let go once.
LET_GO_TWICE = """
SELECT posting.source, sum(entry.amount_paise)::bigint, entry.currency
FROM ledger_account AS account
JOIN ledger_entry AS entry ON entry.account_id = account.id
JOIN ledger_posting AS posting ON posting.id = entry.posting_id
WHERE account.kind = %s
GROUP BY posting.source, entry.currency
HAVING sum(entry.amount_paise) < 0
ORDER BY posting.source
"""


def find_imbalances() -> list[Imbalance]:
    """Look through all the books: every sum, what must follow from the sums, every hash and every seal.

    Reads everything there is: for the night, and for tests.
    """
    sums = (_unbalanced_postings(), _totals(), _misplaced_entries(), _overdrawn_accounts(), _disputes_let_go_twice())
    return list(chain(*sums, find_changed_postings(), find_seal_breaks(), find_vanished_heads()))


def _unbalanced_postings() -> Iterator[Imbalance]:
    for posting, kind, source, paise, currency in _rows(UNBALANCED):
        says = f"its entries sum to {_amount(paise, currency)}, not to zero" if currency else "it has no entries"
        yield Imbalance("unbalanced", f"posting {posting} ({kind} of {source})", says)


def _totals() -> Iterator[Imbalance]:
    for paise, currency in _rows(TOTALS):
        yield Imbalance("total", f"all entries in {currency}", f"they sum to {_amount(paise, currency)}, not to zero")


def _misplaced_entries() -> Iterator[Imbalance]:
    for entry, currency, account_currency in _rows(MISPLACED):
        says = f"it is in {currency}, its account in {account_currency or 'nothing: there is none'}"
        yield Imbalance("currency", f"entry {entry}", says)


def _overdrawn_accounts() -> Iterator[Imbalance]:
    for kind, subject, person, paise, currency in _rows(
        OVERDRAWN, [AccountKind.UNAPPLIED, AccountKind.DEPOSIT_LIABILITY]
    ):
        says = f"person {person} was given {_amount(paise, currency)} more than there was"
        yield Imbalance("overdrawn", f"{kind} for {subject}", says)


def _disputes_let_go_twice() -> Iterator[Imbalance]:
    for source, paise, currency in _rows(LET_GO_TWICE, AccountKind.DISPUTE_HOLDING):
        yield Imbalance("let_go_twice", source, f"{_amount(-paise, currency)} more was let go than was held")


def _rows(sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def _amount(paise: int, currency: str) -> str:
    return format_money(Money(paise, currency))
