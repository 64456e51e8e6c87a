"""A replay that ends somewhere: the subscriber stands still there until it is told to read on."""

from datetime import date, timedelta

import pytest

from project.events import operations, queries, registry
from project.events.models import Archive, Cursor, Event, Parked
from project.events.operations import ReplayEndsBeforeItBegins, ReplayEndsInTheFuture, SubscriberUnknown
from project.events.registry import EventType
from project.kernel import clock
from tests.project.events.happenings import (
    NAME,
    Listener,
    happen,
    listening,
    numbers,
    taken_when_told_in_the_middle,
    where,
)
from tests.truths import broken_by

pytestmark = pytest.mark.django_db


class TestReplayWithAnEnd:
    def test_fills_a_fresh_subscriber_up_to_a_number_and_no_further(self, read: list[int]) -> None:
        fresh = Listener()

        with listening(fresh, "test.fresh"):
            begun = operations.replay(subscriber="test.fresh", last=read[1])
            operations.deliver_now()
            happen("a", 4)
            operations.deliver_now()

        assert (begun.first, begun.last, begun.events, begun.kept_since) == (1, read[1], 2, None)
        assert numbers(fresh) == [1, 2]
        assert where("test.fresh") == (read[1], read[1])

    def test_reads_from_a_number_to_a_number(self, read: list[int], listener: Listener) -> None:
        begun = operations.replay(subscriber=NAME, position=read[1], last=read[1])
        operations.deliver_now()

        assert (begun.first, begun.last, begun.events) == (read[1], read[1], 1)
        assert numbers(listener) == [2]

    def test_reads_from_a_moment_to_the_end_of_a_day(self, read: list[int], listener: Listener) -> None:
        yesterday = clock.today() - timedelta(days=1)

        begun = operations.replay(subscriber=NAME, since=clock.begin_of(yesterday), last_day=yesterday)
        operations.deliver_now()

        assert (begun.first, begun.last, begun.events) == (read[1], read[1], 1)
        assert numbers(listener) == [2]

    def test_reads_of_today_what_there_is_by_now(self, read: list[int], listener: Listener) -> None:
        begun = operations.replay(subscriber=NAME, last_day=clock.today())
        happen("a", 4)
        operations.deliver_now()

        assert begun.last == read[2]
        assert numbers(listener) == [1, 2, 3]

    def test_stands_still_also_when_what_comes_after_is_not_for_it(self, read: list[int]) -> None:
        operations.replay(subscriber=NAME, position=read[1] + 1, last=read[2])
        registry.declare(EventType("test.other", "Something else.", key="thing", fields={}))
        Event.objects.create(type="test.other", key="thing:a", payload={})
        operations.deliver_now()
        registry.forget_type("test.other")

        assert where() == (read[2], read[2])

    def test_is_passed_over_to_its_end_when_nothing_in_it_is_for_it(self, read: list[int]) -> None:
        with listening(Listener(), "test.deaf") as deaf:
            registry.forget(deaf.name)
            registry.subscribe("test.never", name=deaf.name)(deaf.handle)
            operations.replay(subscriber=deaf.name, last=read[1])
            operations.deliver_now()

        assert where("test.deaf") == (read[1], read[1])

    def test_has_what_was_parked_behind_the_end_wait_for_the_way_on(self, read: list[int], listener: Listener) -> None:
        listener.failing = {"thing:a"}
        happen("a", 4)
        operations.deliver_now()
        listener.failing = set()

        operations.replay(subscriber=NAME, last=read[2])
        operations.deliver_now()

        assert numbers(listener) == [1, 2, 3]
        assert Parked.objects.count() == 0

    def test_is_not_passed_by_the_batch_that_is_being_read(self, read: list[int]) -> None:
        taken = taken_when_told_in_the_middle("test.asking", last=read[1])

        assert taken == [1, 2, 3, 1, 2]
        assert where("test.asking") == (read[1], read[1])

    def test_ends_once_it_is_told_to_read_again_without_an_end(self, read: list[int], listener: Listener) -> None:
        operations.replay(subscriber=NAME, last=read[0])
        operations.replay(subscriber=NAME)
        operations.deliver_now()

        assert numbers(listener) == [1, 2, 3]
        assert where() == (read[2], None)

    def test_refuses_an_end_before_the_beginning(self, read: list[int]) -> None:
        with pytest.raises(ReplayEndsBeforeItBegins) as refused:
            operations.replay(subscriber=NAME, position=read[2], last=read[0])

        assert str(refused.value) == (
            f"It would begin with number {read[2]} and end with number {read[0]}. "
            "Choose an earlier beginning or a later end."
        )
        assert where() == (read[2], None)

    def test_refuses_a_day_before_anything_happened(self, read: list[int]) -> None:
        with pytest.raises(ReplayEndsBeforeItBegins, match="begin with number 1 and end with number 0"):
            operations.replay(subscriber=NAME, last_day=clock.today() - timedelta(days=3))

        assert where() == (read[2], None)

    def test_refuses_a_number_and_a_day_that_are_still_to_come(self, read: list[int]) -> None:
        for end in ({"last": read[2] + 1}, {"last_day": clock.today() + timedelta(days=1)}):
            with pytest.raises(ReplayEndsInTheFuture, match=f"the log ends with number {read[2]}"):
                operations.replay(subscriber=NAME, **end)

        assert where() == (read[2], None)

    def test_ends_in_an_archived_month_where_that_ended(self, read: list[int]) -> None:
        Archive.objects.create(month="2020-03-01", file="a", sha256="", events=1, last_position=read[0])

        begun = operations.replay(subscriber=NAME, last_day=date(2020, 4, 10))

        assert begun.last == read[0]
        assert begun.kept_since.isoformat() == "2020-04-01T00:00:00+00:00"

    def test_a_cursor_past_its_end_is_refused(self) -> None:
        assert broken_by(Cursor.objects.create, subscriber="x", position=2, until=1) == "cursor_never_passes_its_end"


class TestReadOn:
    def test_reads_what_came_after_the_end_and_follows(self, read: list[int], listener: Listener) -> None:
        operations.replay(subscriber=NAME, last=read[0])
        operations.deliver_now()

        begun = operations.read_on(subscriber=NAME)
        operations.deliver_now()
        happen("a", 4)
        operations.deliver_now()

        assert (begun.first, begun.last, begun.events) == (read[0] + 1, None, 2)
        assert numbers(listener) == [1, 2, 3, 4]

    def test_says_who_waits_for_it(self, read: list[int]) -> None:
        operations.replay(subscriber=NAME, last=read[0])
        assert not queries.standing_still().exists()

        operations.deliver_now()

        assert [cursor.pk for cursor in queries.standing_still()] == [NAME]
        assert queries.lags()[NAME] == 2

    def test_refuses_a_name_that_nobody_has(self) -> None:
        with pytest.raises(SubscriberUnknown):
            operations.read_on(subscriber="test.nobody")

        assert not Cursor.objects.filter(pk="test.nobody").exists()
