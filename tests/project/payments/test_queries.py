"""What may be known about money, and by whom."""

import pytest

from project.kernel.money import Money
from project.payments import operations, queries
from project.payments.gateways.fake import FakeGateway
from tests.factories.identity import create_tenant
from tests.factories.payments import create_payment, create_refund, start_checkout

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_gateway")]


class TestAttemptFor:
    def test_gives_the_latest_one(self, fake_gateway: FakeGateway) -> None:
        tenant = create_tenant()
        fake_gateway.fail_next("refused")
        with pytest.raises(operations.PaymentPageUnavailable):
            start_checkout(by=tenant, subject="booking:a")
        second = start_checkout(by=tenant, subject="booking:a")

        assert queries.attempt_for(tenant, "booking:a") == second

    def test_gives_a_stranger_nothing(self) -> None:
        attempt = start_checkout()

        assert queries.attempt_for(create_tenant("Stranger"), attempt.subject) is None


class TestPaymentsFor:
    def test_leaves_out_money_that_is_not_as_asked(self, fake_gateway: FakeGateway) -> None:
        attempt = start_checkout()
        fake_gateway.pay(attempt.session_id, amount=Money(1))
        operations.settle(attempt=attempt)

        assert list(queries.payments_for(attempt.subject)) == []
        assert [payment.amount_paise for payment in queries.payments_of(attempt.payer)] == [1]


class TestRefundsUnderWay:
    def test_gives_what_has_not_arrived(self) -> None:
        payment = create_payment()
        refund = create_refund(payment)

        assert list(queries.refunds_under_way(payment.payer)) == [refund]
        assert list(queries.refunds_under_way(create_tenant("Stranger"))) == []


class TestRefundable:
    def test_leaves_what_is_not_going_back(self) -> None:
        payment = create_payment()
        create_refund(payment, amount=Money(1))

        assert queries.refundable(payment) == payment.amount - Money(1)
