"""Publish facts, number what has committed, and hand it to every subscriber in order."""

import logging
from datetime import timedelta

import pghistory
from django.db import DatabaseError, connection
from django.db.models import F

from project.events import queries
from project.events.models import Cursor, Event, Parked
from project.events.registry import EventRecord, Subscriber, subscribers
from project.kernel import clock
from project.kernel.transactions import transaction, transaction_required

log = logging.getLogger(__name__)

BATCH = 500
LONGEST_WAIT = timedelta(hours=1)

# No row locks are needed: only the holder of the relay's lock numbers.
NUMBER = """
UPDATE events.events_event AS event
SET position = numbered.position
FROM (SELECT id, recorded_at, nextval('events.event_position') AS position
      FROM (SELECT id, recorded_at FROM events.events_event
            WHERE position IS NULL ORDER BY id LIMIT %s) AS waiting) AS numbered
WHERE event.id = numbered.id AND event.recorded_at = numbered.recorded_at
"""


@transaction_required()
def publish(*, type: str, key: str, payload: dict[str, object]) -> None:
    """Write an event in the caller's transaction, so that the fact and its news are one.

    The caller holds the row lock of the aggregate that `key` names until it commits: that makes the key's
    order its history. The payload holds public ids and paise only.
    """
    Event.objects.create(type=type, key=key, payload=payload)


@transaction()
def number_committed(*, limit: int = BATCH) -> int:
    """Give the next numbers to committed events in id order and return how many there were.

    A writer still open is simply not seen yet; its events get later numbers when it commits.
    """
    with connection.cursor() as cursor:
        cursor.execute(NUMBER, [limit])
        return cursor.rowcount


def deliver_batch(subscriber: Subscriber) -> int:
    """Hand one batch of events to one subscriber; return how many it has read.

    The handler owns its transaction and the cursor advances after it: at least once, so handlers are
    idempotent. Only the holder of the relay's lock delivers.
    """
    cursor, _made = Cursor.objects.get_or_create(pk=subscriber.name)
    waiting = queries.parked_keys(subscriber.name)
    events = queries.events_after(position=cursor.position, types=subscriber.types, limit=BATCH)
    for event in events:
        _deliver(subscriber, event, waiting)
    return len(events)


def _deliver(subscriber: Subscriber, event: EventRecord, waiting: set[str]) -> None:
    """Let the subscriber take one event, or park it: one failure must not stop the other keys."""
    reason = _reason_to_park(subscriber, event, waiting)
    with transaction():
        if reason:
            waiting.add(event.key)
            _park(subscriber, event, reason)
        Cursor.objects.filter(pk=subscriber.name).update(position=event.position, updated_at=clock.now())


def _reason_to_park(subscriber: Subscriber, event: EventRecord, waiting: set[str]) -> str:
    """Empty when the event was taken; else why it has to wait."""
    if event.key in waiting:
        return "An earlier event of this key is parked."
    try:
        _hand_over(subscriber, event)
    except Exception as error:
        log.exception("event parked", extra={"subscriber": subscriber.name, "position": event.position})
        return describe(error)
    return ""


def _hand_over(subscriber: Subscriber, event: EventRecord) -> None:
    """Let a subscriber act; history names it behind whatever it changes."""
    with pghistory.context(job=subscriber.name):
        subscriber.handle(event)


def retry_parked(subscriber: Subscriber) -> int:
    """Try what is parked and due, each key's events in order; return how many went through."""
    due = queries.due_keys(subscriber.name, now=clock.now())
    return sum(_retry_key(subscriber, key) for key in due)


def deliver_now() -> int:
    """Number and deliver everything to everyone, until nothing is left; for tests and after repairs."""
    total = 0
    while moved := deliver_round():
        total += moved
    return total


def deliver_round() -> int:
    """One turn of the relay: number a batch, hand each subscriber a batch, retry what is due."""
    numbered = number_committed()
    return numbered + sum(deliver_batch(subscriber) + retry_parked(subscriber) for subscriber in subscribers())


@transaction()
def hurry_parked(*, parked: Parked) -> None:
    """Let the relay try a parked event, with all of its key, in its next round instead of later.

    The relay does it, not the caller: only the holder of its lock may deliver.
    """
    Parked.objects.filter(subscriber=parked.subscriber, key=parked.key).update(next_try_at=clock.now())


@transaction()
def dismiss_parked(*, parked: Parked) -> None:
    """Have one subscriber never see one event; the later ones of its key go on. The event itself stays in the log."""
    log.warning("event dismissed", extra={"subscriber": parked.subscriber, "position": parked.position})
    Parked.objects.filter(subscriber=parked.subscriber, key=parked.key).update(next_try_at=clock.now())
    parked.delete()


def _retry_key(subscriber: Subscriber, key: str) -> int:
    """Run one key's parked events in order until one fails again."""
    done = 0
    for parked in queries.parked_of(subscriber.name, key):
        try:
            _hand_over(subscriber, queries.event_at(parked.position))
        except Exception as error:
            _postpone(parked, error)
            break
        parked.delete()
        done += 1
    return done


def _park(subscriber: Subscriber, event: EventRecord, reason: str) -> None:
    Parked.objects.create(
        subscriber=subscriber.name, key=event.key, position=event.position, last_error=reason, next_try_at=clock.now()
    )


def _postpone(parked: Parked, error: Exception) -> None:
    """Wait twice as long after each failure, an hour at most; the key's later events wait with it."""
    wait = min(timedelta(seconds=2 ** min(parked.tries, 12)), LONGEST_WAIT)
    Parked.objects.filter(pk=parked.pk).update(
        tries=F("tries") + 1, next_try_at=clock.now() + wait, last_error=describe(error)
    )


def describe(error: Exception) -> str:
    """The kind of error; a database error may quote a row, so only its kind is kept."""
    return type(error).__name__ if isinstance(error, DatabaseError) else f"{type(error).__name__}: {error}"[:500]
