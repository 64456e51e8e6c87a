"""Every subscriber is handed every event, each key's in order, once in effect."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from project.events import operations, queries, registry
from project.events.models import Cursor, Event, Parked
from project.events.operations import delivering
from project.events.registry import EventRecord, EventType, Holds
from tests.project.events.happenings import NAME, Listener, happen, listening, subscriber_named
from tests.truths import broken_by

pytestmark = pytest.mark.django_db


class TestDelivery:
    def test_hands_over_in_order_and_once(self, listener: Listener) -> None:
        for n in (1, 2, 3):
            happen("a", n)

        operations.deliver_now()
        operations.deliver_now()

        assert listener.seen == [("thing:a", 1), ("thing:a", 2), ("thing:a", 3)]
        assert queries.lags()[NAME] == 0

    def test_a_new_subscriber_is_told_the_history(self) -> None:
        happen("a", 1)
        operations.deliver_now()
        late = Listener()

        with listening(late, "test.latecomer"):
            operations.deliver_now()

        assert late.seen == [("thing:a", 1)]

    def test_a_cursor_never_passes_what_it_has_not_read(self, listener: Listener) -> None:
        happen("a", 1)
        operations.number_committed()
        happen("a", 2)

        operations.deliver_batch(subscriber_named(NAME), until=queries.last_position())

        assert listener.seen == [("thing:a", 1)]
        assert Cursor.objects.get(pk=NAME).position == queries.last_position()

    def test_a_cursor_passes_what_others_listen_to(self, listener: Listener) -> None:
        """Else a subscriber of rare events would look through the whole log in every round."""
        registry.declare(EventType("test.other", "Something else.", key="thing", fields={}))
        for _ in range(3):
            Event.objects.create(type="test.other", key="thing:a")

        operations.deliver_now()
        registry.forget_type("test.other")

        assert Cursor.objects.get(pk=NAME).position == queries.last_position() > 0

    def test_a_thousand_changes_while_the_relay_was_away_come_in_order(self, listener: Listener) -> None:
        for n in range(1000):
            happen("abcdefghij"[n % 10], n)

        operations.deliver_now()

        assert [n for _key, n in listener.seen] == list(range(1000))
        assert queries.lags()[NAME] == 0

    def test_an_older_version_is_handed_over_as_the_present_one(self) -> None:
        happen("a", 1)
        registry.forget_type("test.happened")
        registry.declare(EventType(
            "test.happened", "Counted in tens.", key="thing", fields={"tens": Holds.NUMBER},
            version=2, upgrades={1: lambda payload: {"tens": payload["n"] * 10}},
        ))  # fmt: skip
        heard: list[EventRecord] = []
        registry.subscribe("test.happened", name=NAME)(heard.append)

        operations.deliver_now()
        registry.forget(NAME)

        assert [event.payload for event in heard] == [{"tens": 10}]

    def test_needs_the_same_number_of_statements_for_few_as_for_many(
        self, listener: Listener, django_assert_num_queries
    ) -> None:
        happen("a", 1)
        operations.deliver_now()
        for n in range(200):
            happen("a", n)
        operations.number_committed()
        until = queries.last_position()

        # The cursor, what is parked, the events, the cursor's move.
        with django_assert_num_queries(4):
            operations.deliver_batch(subscriber_named(NAME), until=until)

    def test_a_round_costs_the_same_however_many_are_not_concerned(self, listener: Listener) -> None:
        def statements() -> int:
            happen("a", 1)
            with CaptureQueriesContext(connection) as asked:
                operations.deliver_round()
            return len(asked)

        statements()
        few = statements()
        registry.declare(EventType("test.other", "Something else.", key="thing", fields={}))
        for n in range(20):
            registry.subscribe("test.other", name=f"test.idle_{n}")(Listener())
        operations.deliver_now()
        many = statements()
        for n in range(20):
            registry.forget(f"test.idle_{n}")
        registry.forget_type("test.other")

        assert many == few
        assert Cursor.objects.get(pk="test.idle_7").position == queries.last_position()

    def test_a_cursor_below_zero_is_refused(self) -> None:
        below = broken_by(Cursor.objects.create, subscriber="x", position=-1)

        assert below == "cursor_position_is_not_negative"


class TestNumbers:
    def test_follow_the_ids_also_where_postgres_reads_the_rows_as_they_lie(self) -> None:
        """It does so as long as its statistics know of one event: a house on its first day."""
        happen("a", 1)
        operations.number_committed()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE events_event")
            cursor.execute(
                "INSERT INTO events_event (id, type, key, payload) OVERRIDING SYSTEM VALUE"
                " SELECT 10000000 - n, 'test.happened', 'thing:a', '{}' FROM generate_series(1, 5) AS n"
            )

        operations.number_committed()

        ids = list(Event.objects.order_by("position").values_list("id", flat=True))
        assert ids == sorted(ids)


class TestParking:
    def test_parks_a_failing_key_and_lets_the_others_pass(self, listener: Listener) -> None:
        listener.failing = {"thing:a"}
        happen("a", 1)
        happen("b", 2)
        happen("a", 3)

        operations.deliver_now()

        assert listener.seen == [("thing:b", 2)]
        assert list(Parked.objects.order_by("position").values_list("key", flat=True)) == ["thing:a", "thing:a"]

    def test_parks_it_for_one_subscriber_only(self, listener: Listener) -> None:
        listener.failing = {"thing:a"}
        other = Listener()
        happen("a", 1)

        with listening(other, "test.other_listener"):
            operations.deliver_now()

        assert (listener.seen, other.seen) == ([], [("thing:a", 1)])
        assert Parked.objects.get().subscriber == NAME

    @pytest.mark.parametrize(("written", "read"), [(7, 1), (1, 2)], ids=["newer than this code", "without an upgrade"])
    def test_parks_an_event_of_a_version_nobody_can_read(self, listener: Listener, written: int, read: int) -> None:
        registry.forget_type("test.happened")
        registry.declare(EventType("test.happened", "Changed.", key="thing", fields={"n": Holds.NUMBER}, version=read))
        Event.objects.create(type="test.happened", version=written, key="thing:a", payload={"n": 1})
        happen("b", 2)

        operations.deliver_now()

        assert listener.seen == [("thing:b", 2)]
        parked = Parked.objects.get()
        assert parked.last_error == f"VersionUnknown: test.happened of version {written}; this code reads {read}."


class TestMark:
    def test_is_made_at_least_every_second_so_that_little_is_done_again(self, listener: Listener, monkeypatch) -> None:
        monkeypatch.setattr(delivering, "SECONDS_BETWEEN_MARKS", -1)
        for n in (1, 2, 3):
            happen("a", n)
        operations.number_committed()
        events = queries.events_between(after=0, until=queries.last_position(), types=["test.happened"], limit=10)
        reader, marks = delivering.Reader(subscriber_named(NAME)), []

        for event in events:
            reader.take(event)
            marks.append(Cursor.objects.get(pk=NAME).position)

        assert marks == [event.position for event in events]


class Killed(BaseException):
    """SIGKILL: nobody catches it."""


def kill_before_statement(number: int, work: Callable[[], object]) -> bool:
    """Do something and end it before its statement of that number, as when the process dies; False when it has fewer."""
    left = iter(range(number - 1, -1, -1))

    def count(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        if next(left) == 0:
            raise Killed
        return execute(sql, params, many, context)

    try:
        with connection.execute_wrapper(count):
            work()
    except Killed:
        connection.close()
        return True
    return False


@pytest.mark.django_db(transaction=True)
class TestKilled:
    def test_at_any_point_loses_nothing_and_keeps_each_keys_order(self, listener: Listener) -> None:
        listener.failing = {"thing:poison"}
        statement, was_killed = 0, True
        while was_killed:
            statement, listener.seen[:] = statement + 1, []
            for n, key in enumerate(("a", "b", "poison", "a", "b")):
                happen(f"{key}{statement}" if key != "poison" else key, n)

            was_killed = kill_before_statement(statement, operations.deliver_round)
            operations.deliver_now()

            # A handler is idempotent: what it is handed twice it does once.
            effects = list(dict.fromkeys(listener.seen))
            a, b = f"thing:a{statement}", f"thing:b{statement}"
            assert effects == [(a, 0), (b, 1), (a, 3), (b, 4)]
            assert len(queries.parked_of(NAME, "thing:poison")) == statement

        assert statement > 10
