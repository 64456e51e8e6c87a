"""Whether anybody changed the past: what stands is hashed again and held against the hashes of when it was written.

Hashes are computed here, never by the database, which would say whatever its superuser wants it to.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import groupby, islice
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from project.ledger.rules import FIRST_PREVIOUS, Content, Imbalance, posting_hash, seal_hash

ROWS_AT_ONCE = 2_000
# No transaction of ours is open for longer.
LONGEST_WRITER = timedelta(hours=1)

POSTINGS = """
SELECT posting.id, posting.public_id, posting.source, posting.kind, posting.subject, posting.memo, posting.posted_at,
       posting.recorded_at, posting.hash, sealed.hash,
       (SELECT coalesce(json_agg(json_build_array(account.kind, entry.currency, account.person_id, account.landlord_id,
                                                  entry.amount_paise) ORDER BY entry.line), '[]')
        FROM ledger_entry AS entry LEFT JOIN ledger_account AS account ON account.id = entry.account_id
        WHERE entry.posting_id = posting.id)
FROM ledger_posting AS posting LEFT JOIN ledger_sealedposting AS sealed ON sealed.posting_id = posting.id
ORDER BY posting.id
"""

SEALED = """
SELECT seal.number, seal.previous, seal.hash, seal.sealed_at, sealed.position, sealed.posting_id, sealed.hash,
       posting.recorded_at
FROM ledger_seal AS seal
LEFT JOIN ledger_sealedposting AS sealed ON sealed.seal_id = seal.number
LEFT JOIN ledger_posting AS posting ON posting.id = sealed.posting_id
ORDER BY seal.number, sealed.position
"""

VANISHED_HEADS = """
SELECT DISTINCT head_number FROM ledger_checkrun AS run
WHERE head_number > 0
  AND NOT EXISTS (SELECT FROM ledger_seal WHERE number = run.head_number AND hash = run.head_hash)
ORDER BY head_number
"""


class _Posting(NamedTuple):
    id: int
    public_id: UUID
    source: str
    kind: str
    subject: str
    memo: str
    posted_at: datetime
    recorded_at: datetime
    hash: str
    sealed_hash: str | None
    entries: list[Content]


class _Sealed(NamedTuple):
    seal: int
    previous: str
    seal_hash: str
    sealed_at: datetime
    position: int
    posting: int
    hash: str
    recorded_at: datetime | None


SAID = ("public_id", "source", "kind", "subject", "memo", "posted_at", "recorded_at", "entries")


def find_changed_postings() -> Iterator[Imbalance]:
    """Name every posting that does not say what it said when it was written or, once sealed, when it was sealed."""
    for row in _stream(POSTINGS):
        posting = _Posting(*row)
        now = posting_hash(**{name: getattr(posting, name) for name in SAID})
        if not now == posting.hash == (posting.sealed_hash or now):
            what = f"posting {posting.id} ({posting.kind} of {posting.source})"
            yield Imbalance("changed", what, "it, an entry or an account of it was changed after it was written")


def find_seal_breaks() -> Iterator[Imbalance]:
    """Name what is missing from the sealed books, came into them too late, or stands where it did not stand."""
    before: _Sealed | None = None
    position = 0
    for _number, block in groupby(map(_Sealed._make, _stream(SEALED)), key=attrgetter("seal")):
        rows = list(block)
        yield from _breaks_between(before, rows[0])
        yield from _breaks_within(rows, after=position, earlier=before.sealed_at if before else None)
        before, position = rows[0], rows[-1].position or position


def find_vanished_heads() -> Iterator[Imbalance]:
    """Name every seal that an earlier check saw and that is not there any more, or not the same."""
    for (number,) in _stream(VANISHED_HEADS):
        yield Imbalance("head", f"seal {number}", "it is not the seal that an earlier check of the books saw")


def _breaks_between(before: _Sealed | None, seal: _Sealed) -> Iterator[Imbalance]:
    number, previous = (before.seal, before.seal_hash) if before else (0, FIRST_PREVIOUS)
    if seal.seal != number + 1:
        yield Imbalance("seal", f"seal {number + 1}", "it is missing")
    elif seal.previous != previous:
        yield Imbalance("seal", f"seal {seal.seal}", "it does not follow from the seal before it")


def _breaks_within(rows: list[_Sealed], *, after: int, earlier: datetime | None) -> Iterator[Imbalance]:
    seal, standing = rows[0], [row for row in rows if row.position]
    postings = [(row.position, row.posting, row.hash) for row in standing]
    again = seal_hash(number=seal.seal, previous=seal.previous, sealed_at=seal.sealed_at, postings=postings)
    if again != seal.seal_hash:
        yield Imbalance("seal", f"seal {seal.seal}", "its postings are not those it was made of, or not in that order")
    places = (place for place, row in enumerate(standing, after + 1) if row.position != place)
    for place in islice(places, 1):
        yield Imbalance("gap", f"position {place} in the books", "it is missing")
    yield from _lost_or_late(standing, earlier)


def _lost_or_late(rows: Iterable[_Sealed], earlier: datetime | None) -> Iterator[Imbalance]:
    for row in rows:
        what = f"posting {row.posting}, position {row.position} in the books"
        if row.recorded_at is None:
            yield Imbalance("missing", what, "it was sealed and is gone")
        elif earlier is not None and row.recorded_at < earlier - LONGEST_WRITER:
            yield Imbalance("late", what, f"it says it is of {row.recorded_at:%d %b %Y %H:%M}, but was not there then")


def _stream(sql: str) -> Iterator[tuple[Any, ...]]:
    """Rows as they come, for there may be millions."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql)
        while rows := cursor.fetchmany(ROWS_AT_ONCE):
            yield from rows
