"""Number what has committed, and hand it to every subscriber in order. Only the holder of the relay's lock may."""

import logging
import time

import pghistory
from django.db import connection

from project.events import queries
from project.events.locks import ConnectionLost
from project.events.models import Cursor, Parked
from project.events.operations.parking import park, postpone, reason_of
from project.events.registry import EventRecord, Subscriber, find_subscriber
from project.kernel import clock
from project.kernel.fields import NivasNow
from project.kernel.transactions import transaction

log = logging.getLogger(__name__)

BATCH = 500
# Said once a batch; `following` hears it.
NUMBERED = "nivas_numbered"
# Longer and a relay that is killed repeats more; shorter and quick subscribers mostly wait for their cursor.
SECONDS_BETWEEN_MARKS = 1.0

# No row locks are needed: only the holder of the relay's lock numbers. Materialized, because Postgres may otherwise ask for
# new numbers once for each row it joins them to, and a key's order would be how its rows happen to lie on the disk.
NUMBER = """
WITH numbered AS MATERIALIZED (
    SELECT id, recorded_at, nextval('events.event_position') AS position
    FROM (SELECT id, recorded_at FROM events.events_event
          WHERE position IS NULL ORDER BY id LIMIT %s) AS waiting)
UPDATE events.events_event AS event
SET position = numbered.position
FROM numbered
WHERE event.id = numbered.id AND event.recorded_at = numbered.recorded_at
"""

# Conditional, so that a subscriber who was told to read again in between is left where it is.
SKIP_AHEAD = """
UPDATE events.events_cursor AS cursor SET position = least(%s, cursor.until), updated_at = public.nivas_now()
FROM unnest(%s::text[], %s::bigint[]) AS seen (subscriber, position)
WHERE cursor.subscriber = seen.subscriber AND cursor.position = seen.position
"""


class CursorMoved(Exception):
    """Somebody let the subscriber read from elsewhere while it was reading."""


class Reader:
    """One subscriber in the middle of a batch: what it has taken, and how much of that its cursor says."""

    def __init__(self, subscriber: Subscriber) -> None:
        self.subscriber = subscriber
        cursor, _made = Cursor.objects.get_or_create(pk=subscriber.name)
        self.position = self._marked = cursor.position
        self.end = cursor.until
        self._marked_at = time.monotonic()
        self._waiting = queries.parked_keys(subscriber.name)

    def take(self, event: EventRecord) -> None:
        """Let the subscriber act on an event, or park it: one failure must not stop the other keys."""
        reason = self._reason_to_park(event)
        if reason:
            self._waiting.add(event.key)
            self._park(event, reason)
        self.position = event.position
        if time.monotonic() - self._marked_at > SECONDS_BETWEEN_MARKS:
            self.mark(self.position)

    def mark(self, position: int) -> None:
        """Move the cursor, unless somebody else did or gave it another end. Raises: CursorMoved."""
        if position == self._marked:
            return
        mine = Cursor.objects.filter(pk=self.subscriber.name, position=self._marked, until=self.end)
        if not mine.update(position=position, updated_at=NivasNow()):
            raise CursorMoved
        self.position = self._marked = position
        self._marked_at = time.monotonic()
        if position == self.end:
            log.warning("subscriber stands still", extra={"subscriber": self.subscriber.name, "position": position})

    def _reason_to_park(self, event: EventRecord) -> str:
        """Empty when the event was taken; else why it has to wait."""
        if event.key in self._waiting:
            return "An earlier event of this key is parked."
        try:
            _hand_over(self.subscriber, event)
        except ConnectionLost:
            raise
        except Exception as error:
            log.exception("event parked", extra={"subscriber": self.subscriber.name, "position": event.position})
            return reason_of(error)
        return ""

    def _park(self, event: EventRecord, reason: str) -> None:
        """In one transaction with the cursor: a relay killed in between would park it a second time."""
        with transaction():
            self.mark(event.position)
            park(self.subscriber, event, reason)


def number_committed(*, limit: int = BATCH) -> int:
    """Give the next numbers to committed events in id order and return how many there were.

    A writer still open is simply not seen yet; its events get later numbers when it commits.
    After commit: whoever follows the log is told to look.
    """
    with transaction(), connection.cursor() as cursor:
        cursor.execute(NUMBER, [limit])
        numbered = cursor.rowcount
    if numbered:
        _announce()
    return numbered


def deliver_round() -> int:
    """One turn of the relay: number a batch, hand it to whoever it concerns, retry what is due."""
    numbered, until = number_committed(), queries.last_position()
    standings = queries.standings(until=until)
    skip_ahead([one for one in standings if not one.has_news], until=until)
    read = sum(deliver_batch(one.subscriber, until=until) for one in standings if one.has_news)
    return numbered + read + retry_parked()


def skip_ahead(standings: list[queries.Standing], *, until: int) -> None:
    """Have subscribers stand at a position up to which nothing is for them.

    So nobody looks again and again through what others listen to.
    """
    moving = [one for one in standings if one.position < until]
    Cursor.objects.bulk_create(
        (Cursor(pk=one.subscriber.name) for one in moving if not one.position), ignore_conflicts=True
    )
    if moving:
        with connection.cursor() as cursor:
            cursor.execute(
                SKIP_AHEAD, [until, [one.subscriber.name for one in moving], [one.position for one in moving]]
            )


def deliver_batch(subscriber: Subscriber, *, until: int) -> int:
    """Hand one batch of events, up to a position or the end of its replay, to one subscriber; return how many it has read.

    The handler owns its transaction and the cursor moves after it, once a second and at the end of the batch: at
    least once, so handlers are idempotent.
    """
    reader = Reader(subscriber)
    until = until if reader.end is None else min(until, reader.end)
    events = queries.events_between(after=reader.position, until=until, types=subscriber.types, limit=BATCH)
    try:
        for event in events:
            reader.take(event)
        reader.mark(reader.position if len(events) == BATCH else max(until, reader.position))
    except CursorMoved:
        log.info("reading from elsewhere", extra={"subscriber": subscriber.name})
    return len(events)


def retry_parked() -> int:
    """Try what is parked and due, each key's events in order; return how many went through."""
    due = queries.due_keys(now=clock.now())
    return sum(_retry_key(subscriber, key) for name, key in due if (subscriber := find_subscriber(name)))


def deliver_now() -> int:
    """Number and deliver everything to everyone, until nothing is left; for tests and after repairs."""
    total = 0
    while moved := deliver_round():
        total += moved
    return total


def _retry_key(subscriber: Subscriber, key: str) -> int:
    """Run one key's parked events in order until one fails again."""
    done = 0
    for parked in queries.parked_of(subscriber.name, key):
        if not _retry(subscriber, parked):
            break
        done += 1
    return done


def _retry(subscriber: Subscriber, parked: Parked) -> bool:
    """Whether the subscriber took it this time."""
    try:
        _hand_over(subscriber, queries.event_at(parked.position))
    except ConnectionLost:
        raise
    except Exception as error:
        postpone(parked, error)
        return False
    parked.delete()
    return True


def _announce() -> None:
    """In a statement of its own: a NOTIFY locks the whole database until its transaction is on the disk."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, '')", [NUMBERED])


def _hand_over(subscriber: Subscriber, event: EventRecord) -> None:
    """Let a subscriber act; history names it behind whatever it changes.

    Django opens another connection when one breaks in a transaction, but the relay's lock went with the first.
    Raises: ConnectionLost.
    """
    line = connection.connection
    try:
        with pghistory.context(job=subscriber.name):
            subscriber.handle(event.in_present_version())
    finally:
        if connection.connection is not line:
            raise ConnectionLost("The relay's connection ended while a subscriber was at work.")
