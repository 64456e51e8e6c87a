"""What payments tells people by itself."""

import logging

import pytest

from project.events.operations import deliver_now
from project.kernel.money import Money
from project.notifications.models import Delivery
from project.payments import operations
from project.payments.gateways.fake import FakeGateway
from project.payments.gateways.gateway import RefundProgress
from tests.factories.payments import create_payment, create_refund, start_checkout

pytestmark = pytest.mark.django_db


class TestTellRefundArrived:
    def test_tells_the_payer_how_much_and_by_which_way(self, fake_gateway: FakeGateway) -> None:
        fake_gateway.refund_progress = RefundProgress.ARRIVED
        payment = create_payment()
        create_refund(payment)
        operations.send_refunds()

        deliver_now()

        told = Delivery.objects.get(kind="refund_arrived")
        assert (told.to, told.context["amount_paise"], told.context["method"]) == (payment.payer, 17_000_00, "UPI")
        assert told.context["reference"].startswith("re_")


class TestRaiseTheAlarm:
    def test_calls_a_person_to_money_that_is_not_as_asked(
        self, fake_gateway: FakeGateway, caplog: pytest.LogCaptureFixture
    ) -> None:
        attempt = start_checkout()
        fake_gateway.pay(attempt.session_id, amount=Money(1))
        operations.settle(attempt=attempt)

        with caplog.at_level(logging.ERROR):
            deliver_now()

        assert "Money needs a person: payment.differs" in caplog.text
