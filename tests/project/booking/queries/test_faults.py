"""The self-check finds what the triggers would have stopped."""

import pytest
from django.db import connection

from project.booking.queries import find_disagreeing_bookings, find_inconsistent_units, find_inventory_faults
from tests.factories.booking import create_booked, create_hold
from tests.truths import check_truths_now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_gateway")]


def around_every_trigger(sql: str) -> None:
    """Do what only a superuser or a broken disk can."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET session_replication_role = replica; {sql}; SET session_replication_role = origin")


class TestFindInventoryFaults:
    def test_finds_nothing_in_a_healthy_house(self):
        create_hold()
        create_booked()

        assert find_inventory_faults() == []

    def test_finds_a_unit_that_claims_to_be_free(self, offer):
        unit = create_booked(offer).unit
        around_every_trigger(f"UPDATE booking_unit SET free_from = '2000-01-01' WHERE id = {unit.pk}")

        assert find_inconsistent_units() == [unit.pk]
        assert find_inventory_faults() == [f"unit {unit.pk} does not say what its occupancy says"]

    def test_finds_a_booking_that_keeps_a_unit_it_gave_up(self, offer):
        booking = create_booked(offer)
        check_truths_now()
        around_every_trigger(f"UPDATE booking_booking SET state = 'cancelled' WHERE id = {booking.pk}")

        assert find_disagreeing_bookings() == [booking.pk]
        assert find_inventory_faults() == [f"booking {booking.pk} and its occupancy disagree"]
