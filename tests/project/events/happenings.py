"""Something that happens, and somebody who listens to it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from project.events import operations, queries, registry
from project.events.models import Cursor
from project.events.registry import EventRecord, EventType, Handler, Holds, Subscriber
from project.kernel.transactions import transaction

NAME = "test.listener"


class Listener:
    """A subscriber that remembers what it was handed and fails where told to."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, int]] = []
        self.failing: set[str] = set()

    def __call__(self, event: EventRecord) -> None:
        """Take the event."""
        if event.key in self.failing:
            raise ValueError("not today")
        self.seen.append((event.key, event.payload["n"]))


@contextmanager
def happenings() -> Iterator[None]:
    """Events of the type `test.happened` are known for a while."""
    registry.declare(EventType("test.happened", "Something happened.", key="thing", fields={"n": Holds.NUMBER}))
    yield
    registry.forget_type("test.happened")


@contextmanager
def listening(listener: Handler, name: str = NAME) -> Iterator[Subscriber]:
    """Somebody listens to them."""
    registry.subscribe("test.happened", name=name)(listener)
    yield subscriber_named(name)
    registry.forget(name)


def subscriber_named(name: str) -> Subscriber:
    """The subscriber of that name, which is there."""
    subscriber = registry.find_subscriber(name)
    assert subscriber is not None, name
    return subscriber


CUT = """
    SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
    WHERE datname = current_database() AND query LIKE '%position > $1 ORDER BY position LIMIT $2%'
        AND query NOT LIKE '%pg_terminate%'
"""


def cut_the_line() -> int:
    """End the connections of those who follow the log; how many there were."""
    with connection.cursor() as cursor:
        cursor.execute(CUT)
        return cursor.fetchone()[0]


def happen(key: str, n: int) -> None:
    """Let it happen once, in a transaction of its own."""
    with transaction():
        operations.publish(type="test.happened", key=f"thing:{key}", payload={"n": n})


def numbers(listener: Listener) -> list[int]:
    """What it was told, in order."""
    return [n for _key, n in listener.seen]


def where(name: str = NAME) -> tuple[int, int | None]:
    """How far a subscriber has read, and where it is to stand still."""
    return Cursor.objects.values_list("position", "until").get(pk=name)


def taken_when_told_in_the_middle(name: str, **words: int) -> list[int]:
    """What a subscriber takes that is told to read again while it is being handed a batch."""
    taken: list[int] = []

    def ask_in_the_middle(event: EventRecord) -> None:
        if not taken:
            operations.replay(subscriber=name, **words)
        taken.append(event.payload["n"])

    with listening(ask_in_the_middle, name) as asking:
        operations.deliver_batch(asking, until=queries.last_position())
        operations.deliver_now()
    return taken
