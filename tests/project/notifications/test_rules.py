"""Quiet hours and the daily mail, by somebody's own wall clock."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from project.notifications.rules import last_digest, quiet_until

DUBAI = ZoneInfo("Asia/Dubai")
NIGHT = (time(22), time(7))


def at(hour: int, minute: int = 0, *, day: int = 1) -> datetime:
    return datetime(2026, 12, day, hour, minute, tzinfo=DUBAI)


class TestQuietUntil:
    @pytest.mark.parametrize(
        ("now", "end"),
        [
            (at(21, 59), None),
            (at(22), at(7, day=2)),
            (at(23, 30), at(7, day=2)),
            (at(0, 10), at(7)),
            (at(6, 59), at(7)),
            (at(7), None),
        ],
    )
    def test_knows_a_night_that_goes_over_midnight(self, now: datetime, end: datetime | None) -> None:
        assert quiet_until(now, *NIGHT) == end

    @pytest.mark.parametrize(("now", "end"), [(at(12, 59), None), (at(13), at(15, 30)), (at(15, 30), None)])
    def test_knows_an_afternoon(self, now: datetime, end: datetime | None) -> None:
        assert quiet_until(now, time(13), time(15, 30)) == end

    def test_is_never_for_who_set_none(self) -> None:
        assert quiet_until(at(3), None, None) is None

    def test_ends_by_the_wall_clock_where_the_clocks_change(self) -> None:
        berlin = ZoneInfo("Europe/Berlin")

        end = quiet_until(datetime(2026, 3, 28, 23, 0, tzinfo=berlin), *NIGHT)

        assert end is not None
        assert end.isoformat() == "2026-03-29T07:00:00+02:00"


class TestLastDigest:
    @pytest.mark.parametrize(
        ("now", "due"), [(at(8), at(8)), (at(12), at(8)), (at(7, 59, day=2), at(8)), (at(8, day=2), at(8, day=2))]
    )
    def test_was_at_the_chosen_hour(self, now: datetime, due: datetime) -> None:
        assert last_digest(now, 8) == due
