"""Decisions without a database."""

from dataclasses import replace
from datetime import date

import pytest

from project.catalog.rules import Gap, Readiness, begins_in_the_past, publishing_gaps

READY = Readiness(address="14, 5th Cross", has_point=True, summary="Quiet.", photos=1, offers=1, offers_without_rate=0)


class TestPublishingGaps:
    def test_are_none_for_a_house_that_has_everything(self):
        assert publishing_gaps(READY) == []

    @pytest.mark.parametrize(
        ("lack", "gap"),
        [
            ({"address": " "}, Gap.ADDRESS),
            ({"has_point": False}, Gap.POINT),
            ({"summary": ""}, Gap.SUMMARY),
            ({"photos": 0}, Gap.PHOTO),
            ({"offers": 0}, Gap.OFFER),
            ({"offers_without_rate": 1}, Gap.RATE),
        ],
    )
    def test_name_what_is_missing(self, lack, gap):
        assert publishing_gaps(replace(READY, **lack)) == [gap]


class TestBeginsInThePast:
    def test_is_so_for_yesterday_only(self):
        today = date(2026, 12, 1)

        assert begins_in_the_past(date(2026, 11, 30), today)
        assert not begins_in_the_past(today, today)
