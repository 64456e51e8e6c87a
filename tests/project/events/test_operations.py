"""The event log keeps every event and each key's order, whatever order transactions commit in."""

import threading
from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection

from project.events import operations, queries, registry
from project.events.models import Cursor, Event, Parked
from project.events.registry import EventRecord
from project.kernel.transactions import TransactionRequired, transaction
from tests.truths import broken_by

pytestmark = pytest.mark.django_db


class Listener:
    """A subscriber that remembers what it was handed and fails where told to."""

    def __init__(self) -> None:
        self.seen: list[tuple[str, int]] = []
        self.failing: set[str] = set()

    def __call__(self, event: EventRecord) -> None:
        if event.key in self.failing:
            raise ValueError("not today")
        self.seen.append((event.key, event.payload["n"]))


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener = Listener()
    registry.subscribe("test.happened", name="test.listener")(listener)
    yield listener
    registry.forget("test.listener")


def publish(key: str, n: int) -> None:
    with transaction():
        operations.publish(type="test.happened", key=key, payload={"n": n})


class TestPublish:
    def test_refuses_to_write_without_a_transaction(self) -> None:
        with pytest.raises(TransactionRequired):
            operations.publish(type="test.happened", key="a:1", payload={})

        assert Event.objects.count() == 0

    def test_vanishes_with_the_transaction_that_fails(self) -> None:
        with pytest.raises(RuntimeError), transaction():
            operations.publish(type="test.happened", key="a:1", payload={})
            raise RuntimeError

        assert Event.objects.count() == 0


class TestDelivery:
    def test_hands_over_in_order_and_once(self, listener: Listener) -> None:
        for n in (1, 2, 3):
            publish("a:1", n)

        operations.deliver_now()
        operations.deliver_now()

        assert listener.seen == [("a:1", 1), ("a:1", 2), ("a:1", 3)]
        assert queries.lags()["test.listener"] == 0

    def test_parks_a_failing_key_and_lets_the_others_pass(self, listener: Listener) -> None:
        listener.failing = {"a:1"}
        publish("a:1", 1)
        publish("b:1", 2)
        publish("a:1", 3)

        operations.deliver_now()

        assert listener.seen == [("b:1", 2)]
        assert list(Parked.objects.order_by("position").values_list("key", flat=True)) == ["a:1", "a:1"]

    def test_a_parked_key_goes_through_in_order_once_it_can(self, listener: Listener) -> None:
        listener.failing = {"a:1"}
        publish("a:1", 1)
        publish("a:1", 2)
        operations.deliver_now()
        listener.failing = set()
        Parked.objects.update(next_try_at="2000-01-01T00:00:00Z")

        operations.deliver_now()

        assert listener.seen == [("a:1", 1), ("a:1", 2)]
        assert Parked.objects.count() == 0

    def test_a_failure_waits_longer_each_time(self, listener: Listener) -> None:
        listener.failing = {"a:1"}
        publish("a:1", 1)

        operations.deliver_now()
        parked = Parked.objects.get()

        assert parked.tries >= 1
        assert parked.next_try_at > parked.parked_at
        assert parked.last_error == "ValueError: not today"

    def test_a_new_subscriber_is_told_the_history(self) -> None:
        publish("a:1", 1)
        operations.deliver_now()
        late = Listener()
        registry.subscribe("test.happened", name="test.latecomer")(late)

        operations.deliver_now()
        registry.forget("test.latecomer")

        assert late.seen == [("a:1", 1)]

    def test_a_cursor_never_passes_what_it_has_not_read(self, listener: Listener) -> None:
        publish("a:1", 1)
        operations.number_committed()
        publish("a:1", 2)

        operations.deliver_batch(next(s for s in registry.subscribers() if s.name == "test.listener"))

        assert listener.seen == [("a:1", 1)]
        assert Cursor.objects.get(pk="test.listener").position == queries.last_position()


class TestEventNeverChanges:
    @pytest.mark.parametrize(
        "statement",
        ["UPDATE events_event SET payload = '{}'", "UPDATE events_event SET key = 'x:1'", "DELETE FROM events_event"],
    )
    def test_refuses_an_edit(self, statement: str) -> None:
        publish("a:1", 1)

        with connection.cursor() as cursor:
            assert broken_by(cursor.execute, statement) == "event_never_changes"

    def test_refuses_a_type_without_a_domain(self) -> None:
        unnamed = broken_by(operations.publish, type="Happened", key="a:1", payload={})

        assert unnamed == "event_type_names_domain_and_fact"

    def test_refuses_a_cursor_below_zero(self) -> None:
        below = broken_by(Cursor.objects.create, subscriber="x", position=-1)

        assert below == "cursor_position_is_not_negative"

    def test_refuses_to_park_an_event_twice(self) -> None:
        Parked.objects.create(subscriber="x", key="a:1", position=1)

        again = broken_by(Parked.objects.create, subscriber="x", key="a:1", position=1)

        assert again == "parked_event_waits_once"


def separate_connection(database: str | None = None) -> psycopg.Connection:
    """A second session, as another process would have."""
    settings = connection.get_connection_params()
    settings.pop("context", None)
    settings.pop("pool", None)
    if database:
        settings["dbname"] = database
    return psycopg.connect(
        **{k: v for k, v in settings.items() if k in {"dbname", "user", "password", "host", "port", "options"}}
    )


INSERT = "INSERT INTO events.events_event (type, key, payload) VALUES ('test.happened', %s, %s::jsonb)"


@pytest.mark.django_db(transaction=True)
class TestInterleavedWriters:
    def test_no_event_is_lost_when_commits_come_in_the_other_order(self, listener: Listener) -> None:
        with separate_connection() as first, separate_connection() as second:
            first.execute(INSERT, ["a:1", '{"n": 1}'])
            second.execute(INSERT, ["b:1", '{"n": 2}'])
            second.commit()
            operations.deliver_now()
            first.commit()
            operations.deliver_now()

        assert listener.seen == [("b:1", 2), ("a:1", 1)]

    def test_a_writer_that_stays_open_holds_nobody_up(self, listener: Listener) -> None:
        with separate_connection() as slow:
            slow.execute(INSERT, ["slow:1", '{"n": 0}'])
            for n in range(1, 6):
                publish("fast:1", n)
                operations.deliver_now()
            seen_meanwhile = list(listener.seen)
            slow.commit()
        operations.deliver_now()

        assert seen_meanwhile == [("fast:1", n) for n in range(1, 6)]
        assert listener.seen[-1] == ("slow:1", 0)

    def test_a_writer_in_another_database_holds_nobody_up(self, listener: Listener) -> None:
        with separate_connection("postgres") as elsewhere:
            elsewhere.execute("SELECT txid_current()")
            publish("a:1", 1)
            operations.deliver_now()

        assert listener.seen == [("a:1", 1)]

    def test_a_key_keeps_the_order_its_row_lock_gave(self, listener: Listener) -> None:
        publish("seed:1", 0)
        operations.deliver_now()
        order: list[int] = []

        def write(n: int) -> None:
            with separate_connection() as writer:
                writer.execute("SELECT 1 FROM events.events_cursor WHERE subscriber = 'test.listener' FOR UPDATE")
                writer.execute(INSERT, ["a:1", f'{{"n": {n}}}'])
                order.append(n)
                writer.commit()

        threads = [threading.Thread(target=write, args=[n]) for n in range(1, 9)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        operations.deliver_now()

        assert [n for key, n in listener.seen if key == "a:1"] == order
