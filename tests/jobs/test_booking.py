"""What the clock does for the inventory."""

import logging

import pytest
from django.db import connection

from jobs.booking import check_inventory, lapse_holds, offer_free_units
from tests.factories.booking import create_booked, create_hold, create_unit, join_line, run_out
from tests.gateways import fake_gateway

__all__ = ["fake_gateway"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_gateway")]


class TestLapseHolds:
    def test_says_how_many_beds_came_back(self):
        run_out(create_hold())

        assert lapse_holds() == 1


class TestOfferFreeUnits:
    def test_says_how_many_beds_were_offered(self):
        taken = create_booked()
        join_line(taken.unit_type, "Meera Iyer", "Ravi Nair")
        create_unit(taken.unit_type)

        assert offer_free_units() == 1


class TestCheckInventory:
    def test_is_silent_in_a_healthy_house(self, caplog):
        create_booked()

        assert check_inventory() == 0
        assert caplog.text == ""

    def test_calls_a_person_when_something_is_wrong(self, caplog):
        unit = create_booked().unit
        with connection.cursor() as cursor:
            cursor.execute(
                "SET session_replication_role = replica; UPDATE booking_unit SET free_from = '2000-01-01'; "
                "SET session_replication_role = origin"
            )

        with caplog.at_level(logging.ERROR):
            assert check_inventory() == 1

        assert f"unit {unit.pk}" in caplog.text
