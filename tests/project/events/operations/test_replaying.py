"""A subscriber reads again from where it is told to, and says since when the log is kept."""

from datetime import timedelta

import pytest

from project.events import operations, queries
from project.events.models import Archive, Cursor, Parked
from project.events.operations import SubscriberUnknown
from project.kernel import clock
from tests.project.events.happenings import (
    NAME,
    Listener,
    happen,
    listening,
    numbers,
    taken_when_told_in_the_middle,
)

pytestmark = pytest.mark.django_db


class TestReplay:
    def test_begins_with_the_first_event_unless_told_otherwise(self, read: list[int], listener: Listener) -> None:
        begun = operations.replay(subscriber=NAME)
        operations.deliver_now()

        assert (begun.first, begun.events, begun.kept_since) == (1, 3, None)
        assert numbers(listener) == [1, 2, 3]

    def test_begins_with_a_number(self, read: list[int], listener: Listener) -> None:
        begun = operations.replay(subscriber=NAME, position=read[1])
        operations.deliver_now()

        assert (begun.first, begun.events) == (read[1], 2)
        assert numbers(listener) == [2, 3]

    def test_begins_with_a_moment(self, read: list[int], listener: Listener) -> None:
        operations.replay(subscriber=NAME, since=clock.now() - timedelta(hours=30))
        operations.deliver_now()

        assert numbers(listener) == [2, 3]

    def test_reads_nothing_when_nothing_happened_since(self, read: list[int], listener: Listener) -> None:
        begun = operations.replay(subscriber=NAME, since=clock.now() + timedelta(days=1))
        operations.deliver_now()

        assert (begun.first, begun.events) == (read[-1] + 1, 0)
        assert listener.seen == []

    def test_fills_a_fresh_subscriber(self, read: list[int]) -> None:
        fresh = Listener()

        with listening(fresh, "test.fresh"):
            operations.replay(subscriber="test.fresh", position=read[2])
            operations.deliver_now()

        assert numbers(fresh) == [3]

    def test_leaves_the_others_where_they_are(self, read: list[int]) -> None:
        with listening(Listener(), "test.other_listener"):
            operations.deliver_now()
            operations.replay(subscriber=NAME)

            assert queries.lags()["test.other_listener"] == 0

    def test_hands_over_anew_what_was_parked(self, read: list[int], listener: Listener) -> None:
        listener.failing = {"thing:b"}
        happen("b", 4)
        operations.deliver_now()
        listener.failing = set()

        operations.replay(subscriber=NAME)
        operations.deliver_now()

        assert numbers(listener) == [1, 2, 3, 4]
        assert Parked.objects.count() == 0

    def test_keeps_parked_what_comes_before_it(self, read: list[int], listener: Listener) -> None:
        listener.failing = {"thing:b"}
        happen("b", 4)
        operations.deliver_now()

        operations.replay(subscriber=NAME, position=queries.last_position() + 1)

        assert Parked.objects.get().key == "thing:b"

    def test_refuses_a_name_that_nobody_has(self, read: list[int]) -> None:
        with pytest.raises(SubscriberUnknown):
            operations.replay(subscriber="test.nobody")

        assert not Cursor.objects.filter(pk="test.nobody").exists()

    def test_is_not_undone_by_the_batch_that_is_being_read(self, read: list[int]) -> None:
        taken = taken_when_told_in_the_middle("test.asking", position=read[1])

        assert taken == [1, 2, 3, 2, 3]

    def test_says_since_when_the_log_is_kept(self, read: list[int]) -> None:
        Archive.objects.create(month="2026-03-01", file="a", sha256="", events=1, last_position=read[0])

        assert operations.replay(subscriber=NAME, position=read[1]).kept_since is None
        assert operations.replay(subscriber=NAME).kept_since.isoformat() == "2026-04-01T00:00:00+00:00"
