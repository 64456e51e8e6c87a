"""By which index the busiest statements read, besides what they answer."""

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from project.booking import queries
from project.booking.claim import LOOK
from tests.factories.booking import create_offer, in_days
from tests.factories.identity import create_tenant

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quiet_day():
    """Postgres counted when nobody held anything; the tables count as too large to be read whole."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE booking_booking")
        cursor.execute("SET LOCAL enable_seqscan = off")


def plan_of(sql: str, values: dict[str, Any] | None = None) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN {sql}", values)
        return "\n".join(line for (line,) in cursor.fetchall())


class TestLook:
    def test_finds_ones_own_hold_without_reading_everybodys(self):
        """Planned on a quiet day it read all running holds, for each look of the next rush."""
        tenant = create_tenant()
        asked = {"unit_type": create_offer().public_id, "tenant": tenant.pk, "key": uuid4(), "move_in": in_days(7)}

        plan = plan_of(LOOK, asked)

        assert "booking_person_has_one_running_hold" in plan
        assert "booking_running_holds" not in plan


class TestSweeper:
    def test_finds_what_ran_out_by_its_end(self):
        with CaptureQueriesContext(connection) as asked:
            queries.run_out_holds()

        assert "booking_running_holds" in plan_of(asked[0]["sql"])
