"""What the statements written by hand read, besides what they answer."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection

from project.booking.claim import LOOK
from tests.factories.booking import create_offer
from tests.factories.identity import create_tenant

pytestmark = pytest.mark.django_db


def plan_of(sql: str, values: dict[str, object]) -> str:
    """How Postgres would run it over tables that are too large to be read whole."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {sql}", values)
        return "\n".join(line for (line,) in cursor.fetchall())


class TestLook:
    def test_finds_ones_own_hold_without_reading_everybodys(self):
        """Planned on a quiet day, when nobody held anything, it read all running holds for each look of the next rush."""
        offer = create_offer()
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE booking_booking")
        asked = {"unit_type": offer.pk, "tenant": create_tenant().pk, "key": uuid4(), "move_in": date(2026, 12, 1)}

        plan = plan_of(LOOK.format(id="id"), asked)

        assert "booking_person_has_one_running_hold" in plan
        assert "booking_running_holds" not in plan
