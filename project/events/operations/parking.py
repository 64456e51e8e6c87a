"""Events that a subscriber could not take: tried again by themselves for some hours, then by a person."""

import logging
from datetime import timedelta

from django.db import DatabaseError
from django.db.models import F

from project.events.models import Parked
from project.events.registry import EventRecord, Subscriber
from project.kernel import clock
from project.kernel.transactions import transaction

log = logging.getLogger(__name__)

LONGEST_WAIT = timedelta(hours=1)
# 1, 2, 4 … 2048 seconds and then every hour: what five hours did not mend, a person must.
MOST_TRIES = 16


@transaction()
def hurry_parked(*, parked: Parked) -> None:
    """Let the relay try a parked event, with all of its key, in its next round instead of later; a dead one too.

    The relay does it, not the caller: only the holder of its lock may deliver.
    """
    Parked.objects.filter(subscriber=parked.subscriber, key=parked.key).update(
        next_try_at=clock.now(), dead_at=None, tries=0
    )


@transaction()
def hurry_all(*, subscriber: str) -> int:
    """Let the relay try everything that is parked for a subscriber in its next round, and say how much that is."""
    rows = Parked.objects.filter(subscriber=subscriber)
    return rows.update(next_try_at=clock.now(), dead_at=None, tries=0)


@transaction()
def dismiss_parked(*, parked: Parked) -> None:
    """Have one subscriber never see one event; the later ones of its key go on. The event itself stays in the log."""
    log.warning("event dismissed", extra={"subscriber": parked.subscriber, "position": parked.position})
    Parked.objects.filter(subscriber=parked.subscriber, key=parked.key).update(next_try_at=clock.now())
    parked.delete()


def park(subscriber: Subscriber, event: EventRecord, reason: str) -> None:
    """Set an event aside for one subscriber; the later ones of its key will wait behind it."""
    Parked.objects.create(
        subscriber=subscriber.name, key=event.key, position=event.position, last_error=reason, next_try_at=clock.now()
    )


def postpone(parked: Parked, error: Exception) -> None:
    """Wait twice as long after each failure, an hour at most; after the last try it is dead until a person acts."""
    now, is_last = clock.now(), parked.tries + 1 >= MOST_TRIES
    if is_last:
        log.error("event is dead", extra={"subscriber": parked.subscriber, "position": parked.position})
    Parked.objects.filter(pk=parked.pk).update(
        tries=F("tries") + 1,
        next_try_at=now + min(timedelta(seconds=2 ** min(parked.tries, 12)), LONGEST_WAIT),
        last_error=reason_of(error),
        dead_at=now if is_last else None,
    )


def reason_of(error: Exception) -> str:
    """The kind of error; a database error may quote a row, so only its kind is kept."""
    return type(error).__name__ if isinstance(error, DatabaseError) else f"{type(error).__name__}: {error}"[:500]
