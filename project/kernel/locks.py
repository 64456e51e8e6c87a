"""Taking turns at rows that owe something to the outside world (Stripe, mail, paper).

Such a row has `tries`, `next_try_at` and `last_error`. Whoever takes it moves `next_try_at` ahead first and commits,
so nobody holds a lock while waiting for an answer, and a worker that dies is followed by another.
"""

import time
from collections.abc import Iterator
from datetime import timedelta
from typing import TypeVar

from django.db.models import F, Func, Model, QuerySet, Value
from django.db.models.fields import DateTimeField

from project.kernel.fields import NivasNow
from project.kernel.transactions import transaction

LONGEST_WAIT = timedelta(hours=6)
# A job ends by itself well before the worker's own time limit would cut it off in the middle.
WORKING_SECONDS = 45.0

Row = TypeVar("Row", bound=Model)


def wait_after(tries: int, first_wait: timedelta) -> timedelta:
    """Double the wait with every try, up to six hours."""
    return min(first_wait * 2 ** min(tries, 20), LONGEST_WAIT)


def take_due(rows: QuerySet[Row], *, first_wait: timedelta) -> Iterator[Row]:
    """Give one due row after the other, each to one worker only, until none is due or time is up.

    A row comes back after `first_wait` (then twice that, and so on) unless the caller finishes it; so `first_wait`
    must be longer than one try can take.

    Locks: each row for the moment it is taken; rows that another worker is taking are skipped.
    """
    stop_at = time.monotonic() + WORKING_SECONDS
    while time.monotonic() < stop_at:
        row = _take_next(rows, first_wait)
        if row is None:
            return
        yield row


def _take_next(rows: QuerySet[Row], first_wait: timedelta) -> Row | None:
    due = rows.filter(next_try_at__lte=NivasNow()).order_by("next_try_at", "pk")
    with transaction():
        row = due.select_for_update(skip_locked=True, of=("self",)).first()
        if row is not None:
            wait = wait_after(row.tries, first_wait)  # type: ignore[attr-defined]
            type(row)._default_manager.filter(pk=row.pk).update(tries=F("tries") + 1, next_try_at=_in(wait))
            row.tries += 1  # type: ignore[attr-defined]
    return row


def _in(wait: timedelta) -> Func:
    template = "(%(expressions)s)"
    return Func(NivasNow(), Value(wait), template=template, arg_joiner=" + ", output_field=DateTimeField())
