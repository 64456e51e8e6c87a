"""One clock: the database's, with an offset for a whole system."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from project.kernel import clock

pytestmark = pytest.mark.django_db


def travel(seconds: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('nivas.clock_offset', %s, true)", [str(seconds)])


class TestNow:
    def test_is_the_databases_now(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT now()")
            (database_now,) = cursor.fetchone()

        assert clock.now() == database_now

    def test_travels_with_the_offset(self) -> None:
        before = clock.now()

        travel(86_400)

        assert clock.now() - before == timedelta(days=1)


class TestToday:
    def test_is_the_day_in_the_house_not_in_utc(self) -> None:
        moment = clock.now()
        evening = moment.astimezone(UTC).replace(hour=18, minute=31, second=0, microsecond=0)

        travel(round((evening - moment).total_seconds()))

        assert clock.today("Asia/Kolkata") == evening.date() + timedelta(days=1)
        assert clock.today("UTC") == evening.date()
        assert isinstance(clock.now(), datetime)
