"""Writing a fact about money down, once for ever."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import connection

from project.kernel import clock
from project.kernel.prepared import PreparedStatement
from project.kernel.transactions import transaction_required
from project.ledger.models import Posting
from project.ledger.operations.lines import Line
from project.ledger.queries.contents import contents_of, standing_posting
from project.ledger.rules import Content, posting_hash


class PostingUnbalanced(ValueError):
    """Debits and credits differ, or there are none: the caller has a bug, and nothing was written."""


class PostingDiffers(RuntimeError):
    """The source has said something else under this kind already: the caller has a bug, or somebody changed a fact.

    What stands stays. If it is wrong, reverse it and post what is right under a kind of its own.
    """


# One statement for posting and entries, because a posting is made while other locks are held. It writes nothing
# when an account is missing (then `missing` is above 0) or when the posting stands already (then `id` is NULL).
POST = PreparedStatement(
    """
    WITH line AS (
        SELECT line.*, account.id AS account_id
        FROM unnest(%(kinds)s, %(currencies)s, %(persons)s, %(landlords)s, %(amounts)s)
             WITH ORDINALITY AS line (kind, currency, person, landlord, amount_paise, number)
        LEFT JOIN ledger_account AS account
               ON account.kind = line.kind AND account.currency = line.currency
              AND coalesce(account.person_id, 0) = line.person AND coalesce(account.landlord_id, 0) = line.landlord
    ),
    missing AS (SELECT count(*) AS lines FROM line WHERE account_id IS NULL),
    posted AS (
        INSERT INTO ledger_posting (public_id, source, kind, subject, memo, posted_at, recorded_at, hash)
        SELECT %(public_id)s, %(source)s, %(kind)s, %(subject)s, %(memo)s, %(posted_at)s, %(recorded_at)s, %(hash)s
        FROM missing WHERE lines = 0
        ON CONFLICT (source, kind) DO NOTHING
        RETURNING id, transaction_id
    ),
    entered AS (
        INSERT INTO ledger_entry (posting_id, line, account_id, amount_paise, currency)
        SELECT posted.id, line.number, line.account_id, line.amount_paise, line.currency FROM posted, line
    )
    SELECT (SELECT lines FROM missing), (SELECT id FROM posted), (SELECT transaction_id FROM posted)
    """,
    kinds="text[]",
    currencies="text[]",
    persons="bigint[]",
    landlords="bigint[]",
    amounts="bigint[]",
    public_id="uuid",
    source="text",
    kind="text",
    subject="text",
    memo="text",
    posted_at="timestamptz",
    recorded_at="timestamptz",
    hash="text",
)

# In one order, so that two who open the same accounts wait for each other and never in a circle.
OPEN_ACCOUNTS = """
INSERT INTO ledger_account (public_id, kind, currency, person_id, landlord_id)
SELECT gen_random_uuid(), kind, currency, nullif(person, 0), nullif(landlord, 0)
FROM unnest(%(kinds)s::text[], %(currencies)s::text[], %(persons)s::bigint[], %(landlords)s::bigint[])
     AS line (kind, currency, person, landlord)
GROUP BY kind, currency, person, landlord ORDER BY kind, currency, person, landlord
ON CONFLICT DO NOTHING
"""


@transaction_required()
def post(
    *,
    source: str,
    kind: str,
    subject: str,
    lines: Sequence[Line],
    memo: str = "",
    posted_at: datetime | None = None,
) -> Posting:
    """Write down that money moved, or give the posting that says so already.

    `source` names the row that caused it (`payment:<public id>`), `subject` what the money is for. A posting is never
    changed: the same source and kind with the same lines is the same fact. Accounts are opened when first used.

    Raises: PostingUnbalanced; PostingDiffers when what stands says something else.

    Locks: none, but waits for a transaction that is just posting the same source and kind, or opening the same account.
    """
    contents = [line.content for line in lines]
    _check_balance(contents)
    fields = _fields(source, kind, subject, memo, posted_at, contents)
    return _write(fields, contents) or _standing(fields, contents)


@transaction_required()
def reverse(*, source: str, kind: str, memo: str) -> Posting:
    """Take a posting back by its opposite, `<kind>.reversed`, once; again gives the one that stands.

    Raises: Posting.DoesNotExist.
    """
    posting = standing_posting(source=source, kind=kind)
    contents = [
        (account, currency, person, landlord, -paise)
        for account, currency, person, landlord, paise in contents_of(posting)
    ]
    fields = _fields(source, f"{kind}.reversed", posting.subject, memo, None, contents)
    return _write(fields, contents) or _standing(fields, contents)


def _check_balance(contents: Sequence[Content]) -> None:
    totals: Counter[str] = Counter()
    for _kind, currency, _person, _landlord, paise in contents:
        totals[currency] += paise
    if not contents or any(totals.values()):
        raise PostingUnbalanced(f"These lines do not sum to zero: {contents}")


def _fields(
    source: str, kind: str, subject: str, memo: str, posted_at: datetime | None, contents: Sequence[Content]
) -> dict[str, Any]:
    now = clock.now()
    said: dict[str, Any] = {
        "public_id": uuid4(),
        "source": source,
        "kind": kind,
        "subject": subject,
        "memo": memo,
        "posted_at": posted_at or now,
        "recorded_at": now,
    }
    return said | {"hash": posting_hash(**said, entries=contents)}


def _write(fields: dict[str, Any], contents: Sequence[Content]) -> Posting | None:
    """Write posting and entries, and the accounts that are missing first; None when it stands already."""
    kinds, currencies, persons, landlords, amounts = zip(*contents, strict=True)
    accounts = {
        "kinds": list(kinds),
        "currencies": list(currencies),
        "persons": [person or 0 for person in persons],
        "landlords": [landlord or 0 for landlord in landlords],
    }
    values = accounts | fields | {"amounts": list(amounts)}
    missing, posting_id, transaction_id = POST.fetch_one(values) or (0, None, None)
    if missing:
        _open(accounts)
        _missing, posting_id, transaction_id = POST.fetch_one(values) or (0, None, None)
    if posting_id is None:
        return None
    return _posting(fields | {"id": posting_id, "transaction_id": transaction_id})


def _posting(row: dict[str, Any]) -> Posting:
    names = [field.attname for field in Posting._meta.concrete_fields]
    return Posting.from_db(connection.alias, names, [row[name] for name in names])


def _open(accounts: dict[str, list[Any]]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(OPEN_ACCOUNTS, accounts)


def _standing(fields: dict[str, Any], contents: Sequence[Content]) -> Posting:
    posting = standing_posting(source=fields["source"], kind=fields["kind"])
    if posting.subject != fields["subject"] or contents_of(posting) != list(contents):
        raise PostingDiffers(f"{posting} stands already and says something else.")
    return posting
