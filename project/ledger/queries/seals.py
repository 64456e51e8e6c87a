"""How far the books are sealed."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, Max, Min, OuterRef, QuerySet

from project.ledger.models import Posting, Seal, SealedPosting

# A transaction that commits so late that this many postings were made after it waits for the night.
NEAR = 10_000


@dataclass(frozen=True, slots=True)
class Unsealed:
    """How much a change would still go unnoticed in: how many postings, and since when."""

    count: int
    since: datetime | None


def head() -> Seal | None:
    """Give the last seal; whoever has its hash from elsewhere can tell whether the books before it were changed."""
    return Seal.objects.order_by("-number").first()


def last_position() -> int:
    """Give how many postings are sealed, as positions have no gaps."""
    return SealedPosting.objects.aggregate(last=Max("position"))["last"] or 0


def unsealed() -> Unsealed:
    """Count what is not sealed yet; of writers that took uncommonly long only the nightly check knows."""
    return Unsealed(**waiting_postings(look_back=NEAR).aggregate(count=Count("pk"), since=Min("recorded_at")))


def waiting_postings(*, look_back: int | None = None) -> QuerySet[Posting]:
    """Give committed postings without a seal, in the order of their ids.

    Ids cannot say what is new, for their order is not that of the commits; so each is looked up among the sealed.
    `look_back` spares the old ones: a writer older than that many ids is found when it is left out.
    """
    waiting = Posting.objects.filter(~Exists(SealedPosting.objects.filter(posting=OuterRef("pk"))))
    if look_back is not None:
        last = SealedPosting.objects.aggregate(last=Max("posting"))["last"] or 0
        waiting = waiting.filter(pk__gt=last - look_back)
    return waiting.order_by("pk")
