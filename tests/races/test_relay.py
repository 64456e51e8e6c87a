"""Two relays of one database: one works, the other stands by and takes over."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection

from project.events import operations, queries
from project.events.locks import RELAY_LOCK, ConnectionLost
from project.events.models import Cursor, Parked
from project.events.registry import EventRecord
from project.events.relay import Relay
from project.kernel.transactions import transaction
from tests.project.events.happenings import Listener, happen, happenings, listening
from tests.waiting import eventually

pytestmark = pytest.mark.django_db(transaction=True)

HOLDERS = "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted AND objid = %s AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"


class Running(threading.Thread):
    """A relay at work in a thread, with a connection of its own."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.relay = Relay()

    def run(self) -> None:
        """As the process does, without the signals, which belong to a main thread."""
        self.relay.work()


@contextmanager
def relays(number: int) -> Iterator[list[Running]]:
    """So many relays, until the end of the block."""
    running = [Running() for _ in range(number)]
    for one in running:
        one.start()
    try:
        yield running
    finally:
        for one in running:
            one.relay.stop()
        for one in running:
            one.join(timeout=10)


def leaders() -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(HOLDERS, [RELAY_LOCK])
        return [pid for (pid,) in cursor.fetchall()]


class TestTwoRelays:
    def test_hand_every_event_over_once(self) -> None:
        listener = Listener()
        with happenings(), listening(listener), relays(2):
            for n in range(50):
                happen("a", n)

            eventually(lambda: len(listener.seen) >= 50, seconds=10)

        assert listener.seen == [("thing:a", n) for n in range(50)]

    def test_one_takes_over_within_five_seconds_when_the_other_is_cut_off(self) -> None:
        listener = Listener()
        with happenings(), listening(listener), relays(2):
            eventually(lambda: len(leaders()) == 1, seconds=10)
            (first,) = leaders()

            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(%s)", [first])
            happen("a", 1)

            eventually(lambda: ("thing:a", 1) in listener.seen, seconds=5)
            assert [pid for pid in leaders() if pid != first]


GATE = 4_712


def cut_oneself_off(event: EventRecord) -> None:
    """In the middle of a transaction, as when another relay ends this one's connection."""
    with transaction(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")


class TestConnectionThatEndsInASubscriber:
    def test_ends_the_batch_and_parks_nothing(self) -> None:
        with happenings(), listening(cut_oneself_off, "test.cut") as cut:
            happen("a", 1)
            operations.number_committed()

            with pytest.raises(ConnectionLost):
                operations.deliver_batch(cut, until=queries.last_position())

        assert Parked.objects.count() == 0
        assert Cursor.objects.get(pk="test.cut").position == 0

    def test_leaves_an_event_parked_as_it_was(self) -> None:
        with happenings(), listening(cut_oneself_off, "test.cut"):
            happen("a", 1)
            operations.number_committed()
            parked = Parked.objects.create(
                subscriber="test.cut", key="thing:a", position=queries.last_position(), tries=3
            )

            with pytest.raises(ConnectionLost):
                operations.retry_parked()

        parked.refresh_from_db()
        assert parked.tries == 3


class TestSubscriberThatWaitsForALock:
    def test_has_its_event_parked_and_holds_up_nobody_else(self) -> None:
        told: list[str] = []

        def wait(event: EventRecord) -> None:
            if event.key == "thing:a":
                with transaction(), connection.cursor() as cursor:
                    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [GATE])
            told.append(event.key)

        with happenings(), listening(wait, "test.waiting"), connection.cursor() as keeper:
            keeper.execute("SELECT pg_advisory_lock(%s)", [GATE])
            with relays(1):
                happen("a", 1)
                happen("b", 2)
                eventually(lambda: told == ["thing:b"], seconds=10)
                reason = Parked.objects.get().last_error
                keeper.execute("SELECT pg_advisory_unlock(%s)", [GATE])
                eventually(lambda: told == ["thing:b", "thing:a"], seconds=30)

        assert reason == "OperationalError"
        assert Parked.objects.count() == 0
