"""Back from the payment page: with webhooks lost, the worker and the relay stopped, a paid person is still booked."""

import pytest

from portal.payments.returning import catch_up, settle_and_confirm
from project.booking import operations as bookings
from project.booking.models import Booking, BookingState
from project.kernel.errors import GatewayError
from project.payments.gateways.fake import FakeGateway
from project.payments.models import Attempt
from tests.factories.booking import create_hold

pytestmark = pytest.mark.django_db


def start_paying(booking: Booking) -> Attempt:
    return bookings.start_payment(
        booking=booking, by=booking.tenant, return_path="/bookings/1/return/", cancel_path="/bookings/1/"
    )


def state_of(booking: Booking) -> str:
    return Booking.objects.get(pk=booking.pk).state


class TestSettleAndConfirm:
    def test_books_what_was_paid(self, fake_gateway: FakeGateway) -> None:
        booking = create_hold()
        attempt = start_paying(booking)
        fake_gateway.pay(attempt.session_id)

        settle_and_confirm(attempt)

        assert state_of(booking) == BookingState.BOOKED

    def test_leaves_the_hold_when_nothing_was_paid(self, fake_gateway: FakeGateway) -> None:
        booking = create_hold()

        assert settle_and_confirm(start_paying(booking)) is None

        assert state_of(booking) == BookingState.HELD

    def test_changes_nothing_when_stripe_is_down(self, fake_gateway: FakeGateway) -> None:
        booking = create_hold()
        attempt = start_paying(booking)
        fake_gateway.pay(attempt.session_id)
        fake_gateway.fail_next("down")

        with pytest.raises(GatewayError):
            settle_and_confirm(attempt)

        assert state_of(booking) == BookingState.HELD


class TestCatchUp:
    def test_books_what_was_paid(self, fake_gateway: FakeGateway) -> None:
        booking = create_hold()
        attempt = start_paying(booking)
        fake_gateway.pay(attempt.session_id)

        assert catch_up(attempt) is True

        assert state_of(booking) == BookingState.BOOKED

    def test_asks_stripe_once_in_a_few_seconds(self, fake_gateway: FakeGateway) -> None:
        attempt = start_paying(create_hold())

        answers = [catch_up(attempt) for _ in range(5)]

        assert answers == [False] * 5
        assert fake_gateway.calls.count("get_session") == 1

    def test_says_not_yet_when_stripe_is_down(self, fake_gateway: FakeGateway) -> None:
        attempt = start_paying(create_hold())
        fake_gateway.fail_next("down")

        assert catch_up(attempt) is False
