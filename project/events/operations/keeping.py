"""A partition for each month of the log, made ahead; old months leave it as files.

A month leaves only when every subscriber has read it and nothing of it is parked. Months leave in order, so what is kept
has one beginning.
"""

import logging
from datetime import date

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext_lazy as _

from project.events import queries
from project.events.archive import write_archive
from project.events.models import Archive
from project.kernel import clock
from project.kernel.errors import Refusal
from project.kernel.transactions import outside_transaction, transaction

log = logging.getLogger(__name__)

MONTHS_AHEAD = 3
# Attaching and detaching wait for every transaction that has published; whoever publishes next waits behind them.
BRIEFLY = "SET LOCAL lock_timeout = '3s'"
ATTACH = """
CREATE TABLE events.{name} (LIKE events.events_event INCLUDING DEFAULTS INCLUDING CONSTRAINTS);
ALTER TABLE events.events_event ATTACH PARTITION events.{name} FOR VALUES FROM ('{first}') TO ('{after}');
"""
LOCK = "LOCK TABLE events.{name} IN ACCESS EXCLUSIVE MODE"
DETACH = "ALTER TABLE events.events_event DETACH PARTITION events.{name}; DROP TABLE events.{name};"


class CannotArchive(Refusal):
    """Somebody still has to read something of that month, or an older one is still there."""

    code = "cannot_archive"
    message = _("This month stays: %(reason)s")


def make_months() -> list[date]:
    """Make the partitions of this month and the next three where they are missing; say which were made.

    A month of which the default partition already holds events stays there.
    """
    this, there = queries.first_of_month(clock.now()), queries.months()
    wanted = [queries.months_later(this, number) for number in range(MONTHS_AHEAD + 1)]
    made = [month for month in wanted if month not in there and not queries.is_in_default(month)]
    for month in made:
        _make(month)
    return made


def archive_old_months() -> list[date]:
    """Archive whatever is older than `settings.EVENT_MONTHS_KEPT`, the oldest first; say which months that were."""
    oldest_kept = queries.months_later(queries.first_of_month(clock.now()), -settings.EVENT_MONTHS_KEPT)
    done: list[date] = []
    for month in queries.months():
        if month >= oldest_kept:
            break
        try:
            archive_month(month)
        except CannotArchive as refusal:
            log.warning("events stay", extra={"month": month.isoformat(), "reason": str(refusal)})
            break
        done.append(month)
    return done


@outside_transaction()
def archive_month(month: date) -> Archive:
    """Write a month of events to a file, read it back, and only then drop them from the log.

    Killed in between, it begins anew: the file is written under another name until it is whole.
    Raises: CannotArchive. Locks: the month, at the end.
    """
    _refuse_if_it_stays(month)
    written = write_archive(month, queries.events_of_month(month))
    return _drop(month, written)


@transaction()
def _make(month: date) -> None:
    first, after = queries.begin_of(month), queries.begin_of(queries.months_later(month, 1))
    _run(ATTACH, month, first=first.isoformat(), after=after.isoformat())


@transaction()
def _drop(month: date, written: Archive) -> Archive:
    """Together, so that a month is either in the log or known as a file.

    While the file was written somebody may have asked to read again, or have published: asked once more under the lock.
    """
    _run(LOCK, month)
    _refuse_if_it_stays(month)
    if queries.count_of_month(month) != written.events:
        raise CannotArchive(reason="something was added to it.")
    written.save(force_insert=True)
    _run(DETACH, month)
    return written


def _refuse_if_it_stays(month: date) -> None:
    reason = queries.why_month_stays(month)
    if reason:
        raise CannotArchive(reason=reason)


def _run(sql: str, month: date, **values: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(BRIEFLY)
        cursor.execute(sql.format(name=queries.partition_of(month), **values))
