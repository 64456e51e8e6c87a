"""Reads of the event log."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Count, F, Max, QuerySet

from project.events.locks import is_relay_lock_held
from project.events.models import Cursor, Event, Parked
from project.events.queries.months import (
    begin_of,
    count_of_month,
    events_of_month,
    first_of_month,
    first_position_since,
    is_in_default,
    kept_since,
    last_position_before,
    months,
    months_later,
    partition_of,
    why_month_stays,
)
from project.events.registry import EventRecord, Subscriber, subscribers

__all__ = [
    "Standing",
    "begin_of",
    "count_between",
    "count_of_month",
    "dead_count",
    "due_keys",
    "event_at",
    "events_between",
    "events_of_month",
    "first_of_month",
    "first_position_since",
    "is_in_default",
    "is_relay_running",
    "kept_since",
    "lags",
    "last_position",
    "last_position_before",
    "months",
    "months_later",
    "parked_counts",
    "parked_keys",
    "parked_of",
    "partition_of",
    "record_of",
    "standing_still",
    "standings",
    "unnumbered_count",
    "why_month_stays",
]

# Of all subscribers in one statement, however many there are.
OF_EACH = """
SELECT coalesce(cursor.position, 0), (
    SELECT {what} FROM events_event
    WHERE position > coalesce(cursor.position, 0) AND position <= {until} AND type = ANY(string_to_array(reader.types, ' '))
    {end})
FROM unnest(%s::text[], %s::text[]) WITH ORDINALITY AS reader (name, types, number)
LEFT JOIN events_cursor AS cursor ON cursor.subscriber = reader.name
ORDER BY reader.number
"""
LAGS = OF_EACH.format(what="count(*)", until="%s", end="")
NEWS = OF_EACH.format(what="true", until="least(%s, cursor.until)", end="LIMIT 1")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a subscriber stands, and whether anything that it may read comes after."""

    subscriber: Subscriber
    position: int
    has_news: bool


def record_of(event: Event) -> EventRecord:
    """The event as it was written."""
    return EventRecord(
        event.pk, event.position or 0, event.type, event.key, event.payload, event.recorded_at, event.version
    )


def events_between(*, after: int, until: int, types: Iterable[str], limit: int) -> list[EventRecord]:
    """Numbered events of these types past one position and up to another, in order."""
    rows = Event.objects.filter(position__gt=after, position__lte=until, type__in=list(types)).order_by("position")
    return [record_of(row) for row in rows[:limit]]


def count_between(*, after: int, until: int, types: Iterable[str]) -> int:
    """How many numbered events of these types there are past one position and up to another."""
    return Event.objects.filter(position__gt=after, position__lte=until, type__in=list(types)).count()


def event_at(position: int) -> EventRecord:
    """The event with this number."""
    return record_of(Event.objects.get(position=position))


def last_position() -> int:
    """The highest number given out so far."""
    return Event.objects.aggregate(last=Max("position"))["last"] or 0


def unnumbered_count() -> int:
    """Committed events the relay has not seen yet: the relay's own lag."""
    return Event.objects.filter(position__isnull=True).count()


def standing_still() -> QuerySet[Cursor]:
    """Subscribers that have come to the end of a replay and wait to be let on; not those whose code is gone."""
    return Cursor.objects.filter(position=F("until"), pk__in=[one.name for one in subscribers()])


def parked_keys(subscriber: str) -> set[str]:
    """Keys whose next event must wait behind a parked one."""
    return set(Parked.objects.filter(subscriber=subscriber).values_list("key", flat=True))


def due_keys(*, now: datetime) -> list[tuple[str, str]]:
    """Subscribers and keys whose first parked event may be tried again; a dead one waits for a person."""
    firsts = Parked.objects.order_by("subscriber", "key", "position").distinct("subscriber", "key")
    return [(one.subscriber, one.key) for one in firsts if one.dead_at is None and one.next_try_at <= now]


def parked_of(subscriber: str, key: str) -> list[Parked]:
    """One key's parked events, first things first."""
    return list(Parked.objects.filter(subscriber=subscriber, key=key).order_by("position"))


def lags() -> dict[str, int]:
    """How many numbered events each subscriber has still to read, by its name."""
    return {reader.name: number for reader, _position, number in _of_each(LAGS, last_position())}


def standings(*, until: int) -> list[Standing]:
    """Where every subscriber stands, and which of them have something to read up to a position."""
    return [Standing(reader, position, bool(news)) for reader, position, news in _of_each(NEWS, until)]


def _of_each(sql: str, until: int) -> Iterator[tuple[Subscriber, int, int]]:
    readers = subscribers()
    names, types = [one.name for one in readers], [" ".join(one.types) for one in readers]
    with connection.cursor() as cursor:
        cursor.execute(sql, [until, names, types])
        rows = cursor.fetchall()
    return ((reader, position, found) for reader, (position, found) in zip(readers, rows, strict=True))


def parked_counts() -> dict[str, int]:
    """How many events wait for each subscriber to be able to take them; also for those for which none does."""
    counts = dict.fromkeys((one.name for one in subscribers()), 0)
    rows = Parked.objects.values_list("subscriber").annotate(number=Count("pk")).order_by("subscriber")
    return counts | dict(rows)


def dead_count() -> int:
    """Events that are not tried any more until a person acts."""
    return Parked.objects.exclude(dead_at=None).count()


def is_relay_running() -> bool:
    """True when some process of this database holds the relay's lock and has not fallen silent."""
    return is_relay_lock_held()
