"""Suspicion, hours, replies and routing."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from project.chat.rules import Free, Hours, Said, choose, fill_reply, is_open, is_spam, may_edit, night_of, suspicions
from project.chat.rules import unknown_placeholders as unknown

WEEKDAYS = Hours(time(9), time(18), (1, 2, 3, 4, 5))
LINK = "https://a.example/x "


def at(day: int, hour: int) -> datetime:
    """A moment of the week that begins on Monday, 7 December 2026."""
    return datetime(2026, 12, 6 + day, hour, tzinfo=UTC)


class TestSuspicions:
    @pytest.mark.parametrize(
        ("said", "reasons"),
        [
            (Said("When is the rent due?"), []),
            (Said("The rent is due today", said_before=1), []),
            (Said("The rent is due today", said_before=2), ["repeated_text"]),
            (Said("ok", said_before=9), []),
            (Said(LINK * 2), []),
            (Said(LINK * 3), ["many_links"]),
            (Said("you BASTARD"), ["abusive_words"]),
            (Said("तू हरामी है"), ["abusive_words"]),
            (Said("bastardise"), []),
            (Said("Call 98450 12345"), []),
            (Said("Call 98450 12345", by_guest=True), []),
            (Said("Send token amount on GPay 9845012345", by_guest=True), ["payment_lure"]),
            (Said("Pay to broker.ravi@okaxis", by_guest=True), ["payment_lure"]),
            (Said("Pay to broker.ravi@okaxis"), []),
        ],
    )
    def test_are_plain(self, said, reasons):
        assert suspicions(said) == reasons


class TestIsSpam:
    @pytest.mark.parametrize(
        ("said", "is_so"),
        [
            (Said("Cheap rooms, call me", said_before=3), False),
            (Said("Cheap rooms, call me", said_before=4), True),
            (Said(LINK * 5, by_guest=True), False),
            (Said(LINK * 6, by_guest=True), True),
            (Said(LINK * 6), False),
        ],
    )
    def test_is_what_no_person_writes(self, said, is_so):
        assert is_spam(said) is is_so


class TestHours:
    @pytest.mark.parametrize(
        ("moment", "there"), [(at(1, 9), True), (at(1, 17), True), (at(1, 18), False), (at(6, 12), False)]
    )
    def test_are_open(self, moment, there):
        assert is_open(WEEKDAYS, moment) is there

    @pytest.mark.parametrize(
        ("moment", "night"),
        [
            (at(1, 20), date(2026, 12, 7)),
            (at(2, 7), date(2026, 12, 7)),
            (at(2, 19), date(2026, 12, 8)),
            (at(6, 12), date(2026, 12, 11)),
            (at(8, 8), date(2026, 12, 11)),
        ],
    )
    def test_give_each_night_its_evening(self, moment, night):
        assert night_of(WEEKDAYS, moment) == night


class TestMayEdit:
    @pytest.mark.parametrize(("seconds", "may"), [(0, True), (599, True), (600, False)])
    def test_is_so_for_ten_minutes(self, seconds, may):
        assert may_edit(at(1, 9), at(1, 9) + timedelta(seconds=seconds)) is may


class TestReplies:
    def test_fill_what_is_known(self):
        words = "Dear {name}, welcome to {house}. {me}"

        assert fill_reply(words, {"name": "Asha", "house": "Lotus House"}) == "Dear Asha, welcome to Lotus House. "

    def test_name_what_nobody_fills(self):
        assert unknown("{name} {rent} {}") == ["rent", ""]


class TestChoose:
    def test_takes_the_fewest_then_the_longest_there(self):
        people = [Free(1, 2, at(1, 8)), Free(2, 1, at(1, 10)), Free(3, 1, at(1, 9))]

        assert choose(people) == 3

    def test_is_nobody_when_nobody_is_there(self):
        assert choose([]) is None
