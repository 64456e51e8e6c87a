"""Postings and what they say."""

from django.db.models import QuerySet

from project.ledger.models import Entry, Posting, SealedPosting
from project.ledger.rules import Content, posting_hash

SAID = ("public_id", "source", "kind", "subject", "memo", "posted_at", "recorded_at")


def standing_posting(*, source: str, kind: str) -> Posting:
    """Give the one posting of this source and kind. Raises Posting.DoesNotExist."""
    return Posting.objects.get(source=source, kind=kind)


def contents_of(posting: Posting) -> list[Content]:
    """Give what the entries of a posting say, in their order."""
    entries = Entry.objects.filter(posting=posting).order_by("line")
    return list(
        entries.values_list(
            "account__kind", "account__currency", "account__person_id", "account__landlord_id", "amount_paise"
        )
    )


def postings_for(subject: str) -> QuerySet[Posting]:
    """Give everything that was posted for something, in the order it was written."""
    return _with_entries().filter(subject=subject)


def postings_of(source: str) -> QuerySet[Posting]:
    """Give everything that one row caused, in the order it was written."""
    return _with_entries().filter(source=source)


def _with_entries() -> QuerySet[Posting]:
    return Posting.objects.prefetch_related("entries__account__person", "entries__account__landlord").order_by("pk")


def says_what_it_said(posting: Posting) -> bool:
    """Say whether a posting is as it was when it was written and, once it was sealed, as it was then."""
    said = {name: getattr(posting, name) for name in SAID}
    now = posting_hash(**said, entries=contents_of(posting))
    sealed = SealedPosting.objects.filter(posting=posting).values_list("hash", flat=True).first()
    return now == posting.hash == (sealed or now)
