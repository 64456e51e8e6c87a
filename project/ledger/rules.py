"""How the books are hashed, and what a fault looks like.

Pure, and in no SQL: whoever rules the database cannot change it there.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

# What an entry says: kind, currency, person's id, landlord's id, paise.
Content = tuple[str, str, int | None, int | None, int]
# What a seal holds of a posting: its position in the books, its id, its hash.
SealedRow = tuple[int, int, str]

FIRST_PREVIOUS = "0" * 64


@dataclass(frozen=True, slots=True)
class Imbalance:
    """Something wrong with the books: a `code` for machines, `what` it was found in and what is so, for people."""

    code: str
    what: str
    says: str

    def __str__(self) -> str:
        return f"{self.what}: {self.says}"


def posting_hash(
    *,
    public_id: UUID,
    source: str,
    kind: str,
    subject: str,
    memo: str,
    posted_at: datetime,
    recorded_at: datetime,
    entries: Sequence[Content],
) -> str:
    """Sum up all that a posting says. Accounts go in by what they are, so one that is given to another shows too."""
    moments = [_moment(posted_at), _moment(recorded_at)]
    return _hash([str(public_id), source, kind, subject, memo, moments, [list(entry) for entry in entries]])


def seal_hash(*, number: int, previous: str, sealed_at: datetime, postings: Sequence[SealedRow]) -> str:
    """Sum up a seal: the postings in their order, and by `previous` everything before it."""
    return _hash([number, previous, _moment(sealed_at), [list(row) for row in postings]])


def _moment(moment: datetime) -> str:
    """The same text for the same moment in any time zone."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def _hash(content: list[object]) -> str:
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
