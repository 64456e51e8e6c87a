"""When people answer, and which night a moment belongs to."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta


@dataclass(frozen=True, slots=True)
class Hours:
    """Answering hours on some days of the week (Monday is 1), on the house's own clock."""

    opens: time
    closes: time
    days: Collection[int]


def is_open(hours: Hours, local: datetime) -> bool:
    """True when somebody should be there at this local moment."""
    return local.isoweekday() in hours.days and hours.opens <= local.time() < hours.closes


def night_of(hours: Hours, local: datetime) -> date:
    """The day with whose closing this silence began; a weekend is one long night."""
    day = local.date() if local.time() >= hours.closes else local.date() - timedelta(days=1)
    for _ in range(7):
        if day.isoweekday() in hours.days:
            return day
        day -= timedelta(days=1)
    return date.min
