"""Postings and what they say."""

from django.db.models import QuerySet

from project.ledger.models import Entry, Posting
from project.ledger.rules import Content


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
