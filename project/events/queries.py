"""Reads of the event log."""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection
from django.db.models import Max

from project.events.locks import RELAY_LOCK
from project.events.models import Cursor, Event, Parked
from project.events.registry import EventRecord, Subscriber, subscribers


def record_of(event: Event) -> EventRecord:
    """The event as subscribers see it."""
    return EventRecord(event.pk, event.position or 0, event.type, event.key, event.payload, event.recorded_at)


def events_after(*, position: int, types: Iterable[str], limit: int) -> list[EventRecord]:
    """Numbered events of these types past a position, in order."""
    rows = Event.objects.filter(position__gt=position, type__in=list(types)).order_by("position")[:limit]
    return [record_of(row) for row in rows]


def event_at(position: int) -> EventRecord:
    """The event with this number."""
    return record_of(Event.objects.get(position=position))


def last_position() -> int:
    """The highest number given out so far."""
    return Event.objects.aggregate(last=Max("position"))["last"] or 0


def unnumbered_count() -> int:
    """Committed events the relay has not seen yet: the relay's own lag."""
    return Event.objects.filter(position__isnull=True).count()


def parked_keys(subscriber: str) -> set[str]:
    """Keys whose next event must wait behind a parked one."""
    return set(Parked.objects.filter(subscriber=subscriber).values_list("key", flat=True))


def due_keys(subscriber: str, *, now: datetime) -> list[str]:
    """Keys whose first parked event may be tried again."""
    firsts = Parked.objects.filter(subscriber=subscriber).order_by("key", "position").distinct("key")
    return [parked.key for parked in firsts if parked.next_try_at <= now]


def parked_of(subscriber: str, key: str) -> list[Parked]:
    """One key's parked events, first things first."""
    return list(Parked.objects.filter(subscriber=subscriber, key=key).order_by("position"))


def lag_of(subscriber: Subscriber) -> int:
    """How many numbered events this subscriber has still to read."""
    cursor = Cursor.objects.filter(pk=subscriber.name).first()
    position = cursor.position if cursor else 0
    return Event.objects.filter(position__gt=position, type__in=subscriber.types).count()


def lags() -> dict[str, int]:
    """Each subscriber's lag, by name."""
    return {subscriber.name: lag_of(subscriber) for subscriber in subscribers()}


def is_relay_running() -> bool:
    """True when some process of this database holds the relay's lock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND objid = %s"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))",
            [RELAY_LOCK],
        )
        (running,) = cursor.fetchone()
    return bool(running)
