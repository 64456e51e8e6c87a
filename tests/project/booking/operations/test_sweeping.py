"""The sweeper: asks first, lapses anyway, and lets one failure be one failure."""

import logging

import pytest
from django.db import connection

from project.booking.models import Booking
from project.booking.operations import lapse_holds, start_payment
from project.events.models import Event
from tests.factories.booking import create_hold, create_offer, run_out

pytestmark = [pytest.mark.django_db]


def states() -> list[str]:
    return list(Booking.objects.order_by("id").values_list("state", flat=True))


def create_hold_with_page(offer, tenant) -> tuple[Booking, str]:
    booking = create_hold(offer, by=tenant)
    attempt = start_payment(booking=booking, by=tenant, return_path="/a", cancel_path="/b")
    return run_out(booking), attempt.session_id


class TestLapseHolds:
    def test_frees_what_has_run_out_and_nothing_else(self, fake_gateway):
        run_out(create_hold())
        run_out(create_hold())
        create_hold()

        assert lapse_holds() == 2
        assert states() == ["lapsed", "lapsed", "held"]

    def test_has_nothing_to_do_the_second_time(self, fake_gateway):
        run_out(create_hold())

        assert [lapse_holds(), lapse_holds()] == [1, 0]
        assert Event.objects.filter(type="booking.lapsed").count() == 1

    def test_books_what_turns_out_to_be_paid(self, offer, tenant, fake_gateway):
        _booking, session = create_hold_with_page(offer, tenant)
        fake_gateway.pay(session)

        assert lapse_holds() == 0
        assert states() == ["booked"]

    def test_lets_an_unpaid_one_lapse_after_asking(self, offer, tenant, fake_gateway):
        create_hold_with_page(offer, tenant)

        assert lapse_holds() == 1
        assert states() == ["lapsed"]

    def test_lets_holds_lapse_while_stripe_is_down_and_asks_only_once(self, tenant, stranger, fake_gateway):
        create_hold_with_page(create_offer(), tenant)
        create_hold_with_page(create_offer(), stranger)
        fake_gateway.calls.clear()
        fake_gateway.fail_next("down")

        assert lapse_holds() == 2
        assert states() == ["lapsed", "lapsed"]
        assert len(fake_gateway.calls) == 1

    def test_goes_on_after_one_that_fails(self, fake_gateway, caplog):
        broken, fine = run_out(create_hold(), minutes_ago=5), run_out(create_hold())
        with connection.cursor() as cursor:
            cursor.execute(
                "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE 'no'; END$$;"
                "CREATE TRIGGER refuse BEFORE UPDATE ON booking_booking FOR EACH ROW "
                f"WHEN (OLD.id = {broken.pk}) EXECUTE FUNCTION refuse()"
            )

        with caplog.at_level(logging.ERROR):
            assert lapse_holds() == 1

        assert states() == ["held", "lapsed"]
        assert str(broken.public_id) in caplog.text
        assert fine.pk > broken.pk
