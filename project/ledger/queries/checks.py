"""What the checks of the books found."""

from dataclasses import dataclass
from datetime import datetime

from project.ledger.models import CheckRun


@dataclass(frozen=True, slots=True)
class Books:
    """How the books stand by the last check: in order since the first good check after the last bad one, or not."""

    checked_at: datetime
    in_order_since: datetime | None
    last: CheckRun


def books() -> Books | None:
    """Say how the books stand; None when they were never checked."""
    last = CheckRun.objects.order_by("-pk").first()
    if last is None:
        return None
    return Books(checked_at=last.checked_at, in_order_since=_in_order_since(), last=last)


def _in_order_since() -> datetime | None:
    bad = CheckRun.objects.exclude(faults=[]).order_by("-pk").values_list("pk", flat=True).first()
    good = CheckRun.objects.filter(pk__gt=bad or 0).order_by("pk").first()
    return good.checked_at if good else None
