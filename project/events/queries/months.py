"""Which months the log keeps. A month begins at midnight UTC, so that a partition is the same everywhere."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from django.db import connection
from django.db.models import Max, Min, Q

from project.events.models import Archive, Cursor, Event, Parked
from project.events.registry import Subscriber, subscribers

PARTITIONS = """
SELECT partition.relname FROM pg_inherits
JOIN pg_class AS partition ON partition.oid = inhrelid
WHERE inhparent = 'events.events_event'::regclass AND partition.relname ~ '_[0-9]{4}_[0-9]{2}$'
ORDER BY partition.relname
"""
IN_DEFAULT = "SELECT EXISTS (SELECT FROM events.events_event_default WHERE recorded_at >= %s AND recorded_at < %s)"


def first_of_month(moment: datetime) -> date:
    """The first day of a moment's month."""
    return moment.astimezone(UTC).date().replace(day=1)


def months_later(month: date, number: int) -> date:
    """So many months later, or earlier when negative."""
    year, index = divmod(month.year * 12 + month.month - 1 + number, 12)
    return date(year, index + 1, 1)


def begin_of(month: date) -> datetime:
    """When a month begins."""
    return datetime.combine(month, time.min, UTC)


def partition_of(month: date) -> str:
    """The table of a month."""
    return f"events_event_{month:%Y_%m}"


def months() -> list[date]:
    """The months that have a partition, the oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(PARTITIONS)
        names = [name for (name,) in cursor.fetchall()]
    return [date(int(name[-7:-3]), int(name[-2:]), 1) for name in names]


def is_in_default(month: date) -> bool:
    """Whether the default partition holds events of a month, so that it can have no partition of its own."""
    with connection.cursor() as cursor:
        cursor.execute(IN_DEFAULT, [begin_of(month), begin_of(months_later(month, 1))])
        (there,) = cursor.fetchone()
    return bool(there)


def events_of_month(month: date) -> Iterator[Event]:
    """The events of a month in order, a thousand at a time."""
    return Event.objects.filter(_in(month)).order_by("position").iterator(chunk_size=1000)


def count_of_month(month: date) -> int:
    """How many events a month holds."""
    return Event.objects.filter(_in(month)).count()


def why_month_stays(month: date) -> str:
    """Why a month cannot be archived yet; empty when it can."""
    if month not in months():
        return "it has no partition."
    if any(older < month for older in months()):
        return "an older month is still there."
    if Event.objects.filter(_in(month), position=None).exists():
        return "it has events without a number; is the relay running?"
    behind = [subscriber.name for subscriber in subscribers() if _has_to_read(subscriber, month)]
    return f"{', '.join(behind)} has not read all of it." if behind else ""


def kept_since(position: int) -> datetime | None:
    """When the kept log begins, if events from a position on were archived; None when all of them are there."""
    gone = Archive.objects.filter(last_position__gte=position).order_by("-month").first()
    return begin_of(months_later(gone.month, 1)) if gone else None


def first_position_since(moment: datetime) -> int:
    """The number of the first event recorded at or after a moment; the next to come when there is none.

    Events recorded before one number may carry a later moment than it, never by more than their transaction took.
    """
    first = Event.objects.filter(recorded_at__gte=moment, position__isnull=False).aggregate(first=Min("position"))
    return first["first"] or _next_position()


def last_position_before(moment: datetime) -> int:
    """The number of the last event recorded before a moment, archived ones among them; 0 when there is none."""
    last = Event.objects.filter(recorded_at__lt=moment, position__isnull=False).aggregate(last=Max("position"))["last"]
    if last is None:
        gone = Archive.objects.filter(month__lt=first_of_month(moment)).aggregate(last=Max("last_position"))
        last = gone["last"]
    return last or 0


def _next_position() -> int:
    last = Event.objects.filter(position__isnull=False).order_by("-position").values_list("position", flat=True).first()
    return (last or 0) + 1


def _in(month: date) -> Q:
    return Q(recorded_at__gte=begin_of(month), recorded_at__lt=begin_of(months_later(month, 1)))


def _has_to_read(subscriber: Subscriber, month: date) -> bool:
    """Whether a subscriber has not come to the end of a month, or something of it is parked."""
    cursor = Cursor.objects.filter(pk=subscriber.name).first()
    mine = Event.objects.filter(_in(month), type__in=list(subscriber.types))
    parked = Parked.objects.filter(subscriber=subscriber.name).values("position")
    return mine.filter(Q(position__gt=cursor.position if cursor else 0) | Q(position__in=parked)).exists()
