"""The log has a partition for each month, and old months leave it as files that can be read."""

import hashlib
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime

import pytest
from django.db import connection

from project.events import operations, queries
from project.events.archive import ArchiveDiffers, read_archive, write_archive
from project.events.models import Archive, Event, Parked
from project.events.operations import CannotArchive, keeping
from project.kernel import clock
from tests.project.events.happenings import NAME, Listener, happen
from tests.truths import broken_by

pytestmark = pytest.mark.django_db
MARCH, APRIL, MAY = date(2027, 3, 1), date(2027, 4, 1), date(2027, 5, 1)


@pytest.fixture
def in_month(travel):
    """Moves the clock to the middle of a month."""

    def move(month: date) -> None:
        travel(0)
        travel(int((datetime(month.year, month.month, 15, tzinfo=UTC) - clock.now()).total_seconds()))

    return move


@pytest.fixture
def months(in_month, listener: Listener, settings, tmp_path) -> list[date]:
    """Two events in March, one in April, all read; it is May two years later."""
    settings.ARCHIVE_ROOT = tmp_path
    in_month(MARCH)
    made = operations.make_months()
    happen("a", 1)
    happen("b", 2)
    in_month(APRIL)
    happen("a", 3)
    operations.deliver_now()
    in_month(date(2029, 5, 1))
    return made


def table_of(event: Event) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableoid::regclass::text FROM events_event WHERE id = %s", [event.pk])
        (name,) = cursor.fetchone()
    return name.rpartition(".")[2]


def while_it_is_written(act: Callable[[], object]) -> Callable[..., Archive]:
    """The writing of a file, and something that happens meanwhile."""

    def write(month: date, events: Iterable[Event]) -> Archive:
        written = write_archive(month, events)
        act()
        return written

    return write


class TestMonths:
    def test_are_made_ahead_and_once(self, in_month) -> None:
        in_month(MARCH)

        assert operations.make_months() == [MARCH, APRIL, MAY, date(2027, 6, 1)]
        assert operations.make_months() == []
        in_month(APRIL)
        assert operations.make_months() == [date(2027, 7, 1)]

    def test_hold_their_own_events(self, in_month) -> None:
        in_month(MARCH)
        operations.make_months()

        happen("a", 1)

        assert table_of(Event.objects.get()) == "events_event_2027_03"

    def test_are_not_needed_to_publish(self, in_month) -> None:
        in_month(MARCH)

        happen("a", 1)

        assert table_of(Event.objects.get()) == "events_event_default"

    def test_that_began_without_a_partition_go_on_without_one(self, in_month) -> None:
        in_month(MARCH)
        happen("a", 1)

        assert operations.make_months() == [APRIL, MAY, date(2027, 6, 1)]

    def test_keep_their_events_unchanged(self, in_month) -> None:
        in_month(MARCH)
        operations.make_months()
        happen("a", 1)

        with connection.cursor() as cursor:
            assert broken_by(cursor.execute, "DELETE FROM events_event") == "event_never_changes"
            assert broken_by(cursor.execute, "DELETE FROM events.events_event_2027_03") == "event_never_changes"

    @pytest.mark.parametrize(
        ("month", "number", "then"),
        [(date(2026, 12, 1), 1, date(2027, 1, 1)), (date(2026, 1, 1), -1, date(2025, 12, 1)), (MARCH, 24, date(2029, 3, 1))],
    )  # fmt: skip
    def test_are_counted_over_the_turn_of_the_year(self, month: date, number: int, then: date) -> None:
        assert queries.months_later(month, number) == then


class TestArchive:
    def test_takes_what_is_old_and_leaves_the_rest(self, months: list[date]) -> None:
        assert operations.archive_old_months() == [MARCH, APRIL]

        assert queries.months() == [MAY, date(2027, 6, 1)]
        assert Event.objects.count() == 0

    def test_takes_nothing_that_is_not_old(self, months: list[date], in_month) -> None:
        in_month(date(2029, 3, 1))

        assert operations.archive_old_months() == []
        assert Event.objects.count() == 3

    def test_leaves_a_file_of_every_event_that_can_be_read(self, months: list[date], tmp_path) -> None:
        told = list(Event.objects.order_by("position").values("position", "key", "payload", "type")[:2])

        written = operations.archive_month(MARCH)

        path = tmp_path / "events-2027-03.jsonl.gz"
        kept = [{name: line[name] for name in ("position", "key", "payload", "type")} for line in read_archive(path)]
        assert kept == told
        assert written.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
        assert (written.file, written.events, written.last_position) == (path.name, 2, told[-1]["position"])
        assert [file.name for file in tmp_path.iterdir()] == [path.name]

    def test_is_told_by_a_replay_that_asks_for_more(self, months: list[date]) -> None:
        operations.archive_month(MARCH)

        begun = operations.replay(subscriber=NAME)

        assert (begun.events, begun.kept_since) == (1, datetime(2027, 4, 1, tzinfo=UTC))

    def test_waits_for_whoever_has_not_read_it(self, months: list[date]) -> None:
        operations.replay(subscriber=NAME)

        with pytest.raises(CannotArchive, match=r"This month stays: test\.listener has not read all of it\."):
            operations.archive_month(MARCH)

        assert operations.archive_old_months() == []
        assert (Event.objects.count(), Archive.objects.count()) == (3, 0)

    def test_waits_for_what_is_parked(self, months: list[date]) -> None:
        Parked.objects.create(subscriber=NAME, key="thing:a", position=Event.objects.order_by("position")[0].position)

        with pytest.raises(CannotArchive, match="has not read all of it"):
            operations.archive_month(MARCH)

    def test_waits_for_a_number(self, months: list[date], in_month) -> None:
        in_month(MARCH)
        happen("a", 4)

        with pytest.raises(CannotArchive, match="events without a number"):
            operations.archive_month(MARCH)

    def test_goes_in_order(self, months: list[date]) -> None:
        with pytest.raises(CannotArchive, match="an older month is still there"):
            operations.archive_month(APRIL)

    def test_keeps_the_events_when_the_file_cannot_be_believed(self, months: list[date], monkeypatch) -> None:
        monkeypatch.setattr("project.events.archive._fingerprint_of_lines", lambda path: "something else")

        with pytest.raises(ArchiveDiffers):
            operations.archive_month(MARCH)

        assert (Event.objects.count(), Archive.objects.count()) == (3, 0)

    def test_waits_when_somebody_asks_to_read_again_while_it_is_written(self, months: list[date], monkeypatch) -> None:
        monkeypatch.setattr(keeping, "write_archive", while_it_is_written(lambda: operations.replay(subscriber=NAME)))

        with pytest.raises(CannotArchive, match="has not read all of it"):
            operations.archive_month(MARCH)

        assert (Event.objects.count(), Archive.objects.count()) == (3, 0)

    def test_waits_when_something_is_added_while_it_is_written(self, months: list[date], in_month, monkeypatch) -> None:
        def publish_late() -> None:
            in_month(MARCH)
            happen("a", 4)
            operations.deliver_now()

        monkeypatch.setattr(keeping, "write_archive", while_it_is_written(publish_late))

        with pytest.raises(CannotArchive, match=r"something was added to it\."):
            operations.archive_month(MARCH)

        assert (Event.objects.count(), Archive.objects.count()) == (4, 0)

    def test_that_was_killed_before_the_events_were_dropped_is_made_again(
        self, months: list[date], monkeypatch
    ) -> None:
        def die(*_: object) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as dying:
            dying.setattr(keeping, "_drop", die)
            with pytest.raises(KeyboardInterrupt):
                operations.archive_month(MARCH)

        assert operations.archive_month(MARCH).events == 2
        assert Event.objects.count() == 1

    def test_is_of_a_whole_month(self) -> None:
        half = broken_by(
            Archive.objects.create, month="2027-03-02", file="a", sha256="", events=0, last_position=0
        )  # fmt: skip

        assert half == "archive_month_is_its_first_day"
