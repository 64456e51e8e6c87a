"""Lives: what the booking machine allows, at moments that have been, and nobody in two places."""

from datetime import UTC, date, datetime, timedelta

import pytest

from project.demo.city.crowd import Crowd
from project.demo.city.houses import build_houses
from project.demo.city.sizes import SMALL
from project.demo.city.stays import Calendar, Repair, Stay, UnitStory, first_of_month
from project.demo.dice import dice_for

NOW = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
CALENDAR = Calendar.around(NOW, 14)


def told_city() -> tuple[list[list[Stay]], list[Repair]]:
    """Every unit's stays, and all repairs."""
    crowd = Crowd("test", lambda person: None)
    units = [
        (house, house.offers[room.offer])
        for house in build_houses(SMALL)
        for room in house.rooms
        for _ in range(room.units)
    ]
    stays, repairs, firsts = [], [], []
    for number, (house, offer) in enumerate(units):
        story = UnitStory(dice_for("present", number), CALENDAR, crowd, house, offer)
        stays.append(list(story.present()))
        repairs += story.repairs
        firsts.append(story.earliest)
    for number, (house, offer) in enumerate(units):
        story = UnitStory(dice_for("past", number), CALENDAR, crowd, house, offer)
        story.earliest = firsts[number]
        stays[number] += story.past()
    return stays, repairs


@pytest.fixture(scope="module")
def units() -> list[list[Stay]]:
    return told_city()[0]


@pytest.fixture(scope="module")
def stays(units: list[list[Stay]]) -> list[Stay]:
    return [stay for unit in units for stay in unit]


def overlap(first: Stay, second: Stay) -> bool:
    never = date(2100, 1, 1)
    return first.move_in < (second.move_out or never) and second.move_in < (first.move_out or never)


def overlapping(some: list[Stay]) -> list[tuple[Stay, Stay]]:
    taking = [stay for stay in some if stay.takes_the_unit]
    return [(a, b) for at, a in enumerate(taking) for b in taking[at + 1 :] if overlap(a, b)]


class TestUnitStory:
    def test_tells_the_same_story_again(self, stays: list[Stay]) -> None:
        assert [stay for unit in told_city()[0] for stay in unit] == stays

    def test_tells_of_every_state(self, stays: list[Stay]) -> None:
        assert {stay.state for stay in stays} == {"held", "booked", "staying", "left", "lapsed", "cancelled"}

    def test_fills_three_quarters_of_the_houses(self, units: list[list[Stay]]) -> None:
        living = sum(any(stay.state == "staying" for stay in unit) for unit in units)

        assert 0.70 < living / len(units) < 0.82

    def test_gives_no_unit_to_two(self, units: list[list[Stay]]) -> None:
        assert [overlapping(unit) for unit in units if overlapping(unit)] == []

    def test_puts_nobody_in_two_places(self, stays: list[Stay]) -> None:
        by_tenant: dict[int, list[Stay]] = {}
        for stay in stays:
            by_tenant.setdefault(stay.tenant, []).append(stay)

        assert [overlapping(mine) for mine in by_tenant.values() if overlapping(mine)] == []

    def test_tells_nothing_that_is_yet_to_come(self, stays: list[Stay]) -> None:
        for stay in stays:
            moments = [stay.created_at, stay.booked_at, stay.ended_at]
            assert all(moment <= NOW for moment in moments if moment)

    def test_moves_in_those_who_stay_and_only_those(self, stays: list[Stay]) -> None:
        for stay in stays:
            if stay.state in ("staying", "left"):
                assert stay.move_in <= CALENDAR.today
            if stay.state in ("booked", "held"):
                assert stay.move_in >= CALENDAR.today

    def test_pays_for_every_stay_before_its_hold_runs_out(self, stays: list[Stay]) -> None:
        for stay in stays:
            assert stay.is_paid == (
                stay.state in ("booked", "staying", "left") or bool(stay.is_paid and stay.cancel_reason)
            )
            if stay.booked_at:
                assert stay.created_at < stay.booked_at < stay.hold_until

    def test_keeps_running_holds_running(self, stays: list[Stay]) -> None:
        running = [stay for stay in stays if stay.state == "held"]

        assert running
        assert all(timedelta(minutes=5) < stay.hold_until - NOW < timedelta(minutes=10) for stay in running)

    def test_expects_somebody_today_and_this_week(self, stays: list[Stay]) -> None:
        ahead = [(stay.move_in - CALENDAR.today).days for stay in stays if stay.state == "booked"]

        assert 0 in ahead
        assert any(0 < days <= 7 for days in ahead)

    def test_gives_a_reason_for_every_repair(self) -> None:
        repairs = told_city()[1]

        assert repairs
        assert all(repair.reason and repair.start <= CALENDAR.today < repair.end for repair in repairs)


class TestCalendar:
    def test_shows_the_rent_of_the_day(self) -> None:
        offer = next(build_houses(SMALL)).offers[0]

        assert CALENDAR.rise == date(2026, 6, 1)
        assert CALENDAR.price(offer, date(2026, 5, 31)) == offer.old_rent
        assert CALENDAR.price(offer, date(2026, 6, 1)) == offer.rent


class TestFirstOfMonth:
    @pytest.mark.parametrize(
        ("months", "day"), [(0, date(2026, 1, 1)), (-1, date(2025, 12, 1)), (13, date(2027, 2, 1))]
    )
    def test_counts_across_years(self, months: int, day: date) -> None:
        assert first_of_month(date(2026, 1, 31), months) == day
