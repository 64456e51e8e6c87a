"""Learning what became of an attempt, and writing it down once."""

from dataclasses import replace

import pytest

from project.events.models import Event
from project.kernel.errors import GatewayError
from project.kernel.money import Money
from project.payments import operations
from project.payments.gateways.fake import FakeGateway
from project.payments.gateways.gateway import SessionState
from project.payments.models import Attempt, AttemptState, Payment
from project.payments.stripesim.testing import DECLINED_CARD, VERIFIED_CARD, RunningSim
from tests.factories.payments import start_checkout

pytestmark = pytest.mark.django_db


def events_of(type: str) -> list[dict[str, object]]:
    """The payloads published under a type."""
    return list(Event.objects.filter(type=type).order_by("id").values_list("payload", flat=True))


class TestSettle:
    def test_records_the_money_and_tells_it_in_the_same_breath(self, stripe_sim: RunningSim) -> None:
        attempt = start_checkout()
        stripe_sim.pay(attempt.session_id)

        payment = operations.settle(attempt=attempt)

        attempt.refresh_from_db()
        assert payment == Payment.objects.get()
        assert (payment.amount_paise, payment.currency, payment.method) == (17_000_00, "INR", "Visa ···· 4242")
        assert (attempt.state, attempt.is_settled) == (AttemptState.SUCCEEDED, True)
        assert events_of("payment.succeeded") == [
            {
                "attempt": str(attempt.public_id),
                "payment": str(payment.public_id),
                "subject": attempt.subject,
                "amount_paise": 17_000_00,
            }
        ]

    def test_records_it_once_however_often_it_is_called(self, fake_gateway: FakeGateway) -> None:
        attempt = start_checkout()
        fake_gateway.pay(attempt.session_id)

        payments = {operations.settle(attempt=attempt) for _ in range(5)}

        assert payments == {Payment.objects.get()}
        assert len(events_of("payment.succeeded")) == 1

    def test_waits_while_the_page_is_open(self, stripe_sim: RunningSim) -> None:
        attempt = start_checkout()

        assert operations.settle(attempt=attempt) is None

        attempt.refresh_from_db()
        assert (attempt.state, Payment.objects.count()) == (AttemptState.OPEN, 0)

    def test_takes_a_declined_card_for_no_end(self, stripe_sim: RunningSim) -> None:
        attempt = start_checkout()
        stripe_sim.pay(attempt.session_id, DECLINED_CARD)
        assert operations.settle(attempt=attempt) is None

        stripe_sim.pay(attempt.session_id)

        assert operations.settle(attempt=attempt) == Payment.objects.get()
        assert events_of("payment.failed") == []

    def test_waits_for_the_bank_to_ask_the_person(self, stripe_sim: RunningSim) -> None:
        attempt = start_checkout()
        stripe_sim.pay(attempt.session_id, VERIFIED_CARD)
        assert operations.settle(attempt=attempt) is None

        stripe_sim.verify(attempt.session_id)

        assert operations.settle(attempt=attempt) == Payment.objects.get()

    def test_closes_what_stripe_closed(self, stripe_sim: RunningSim) -> None:
        attempt = start_checkout()
        stripe_sim.advance(36 * 60)

        assert operations.settle(attempt=attempt) is None

        attempt.refresh_from_db()
        assert (attempt.state, attempt.is_settled) == (AttemptState.EXPIRED, True)

    def test_changes_nothing_when_stripe_is_down(self, fake_gateway: FakeGateway) -> None:
        attempt = start_checkout()
        fake_gateway.pay(attempt.session_id)
        fake_gateway.fail_next("down")

        with pytest.raises(GatewayError):
            operations.settle(attempt=attempt)

        attempt.refresh_from_db()
        assert (attempt.state, Payment.objects.count()) == (AttemptState.OPEN, 0)

    def test_takes_money_for_an_attempt_given_up(self, fake_gateway: FakeGateway) -> None:
        attempt = start_checkout()
        fake_gateway.pay(attempt.session_id)
        Attempt.objects.filter(pk=attempt.pk).update(state=AttemptState.EXPIRED, is_settled=True)

        payment = operations.settle(attempt=Attempt.objects.get())

        assert payment is not None
        assert Attempt.objects.get().state == AttemptState.SUCCEEDED

    @pytest.mark.parametrize("amount", [Money(16_999_99), Money(17_000_00, "USD")])
    def test_flags_money_that_is_not_what_we_asked_for(self, fake_gateway: FakeGateway, amount: Money) -> None:
        attempt = start_checkout()
        fake_gateway.pay(attempt.session_id, amount=amount)

        assert operations.settle(attempt=attempt) is None

        payment = Payment.objects.get()
        assert (payment.amount, payment.is_as_asked) == (amount, False)
        assert events_of("payment.succeeded") == []
        assert [event["payment"] for event in events_of("payment.differs")] == [str(payment.public_id)]

    def test_takes_no_end_from_a_page_that_only_carries_our_mark(self, fake_gateway: FakeGateway) -> None:
        """Ours is still open and may be paid: were the attempt ended, nobody would close it."""
        attempt = start_checkout()
        other = replace(fake_gateway.sessions[attempt.session_id], id="cs_other", state=SessionState.EXPIRED)
        fake_gateway.sessions["cs_other"] = other

        assert operations.settle(attempt=attempt, session_id="cs_other") is None

        attempt.refresh_from_db()
        assert (attempt.state, attempt.is_settled, attempt.session_id) == (AttemptState.OPEN, False, "cs_1")

    def test_takes_money_from_a_page_that_only_carries_our_mark(self, fake_gateway: FakeGateway) -> None:
        attempt = start_checkout()
        capture = fake_gateway.take("pi_other", attempt.amount, marks={"attempt": str(attempt.public_id)})
        other = replace(fake_gateway.sessions[attempt.session_id], state=SessionState.PAID, capture=capture)
        fake_gateway.sessions["cs_other"] = other

        payment = operations.settle(attempt=attempt, session_id="cs_other")

        assert payment is not None
        assert payment.intent_id == "pi_other"

    def test_learns_the_page_that_a_crash_forgot(self, fake_gateway: FakeGateway) -> None:
        fake_gateway.fail_next("dropped")
        with pytest.raises(operations.PaymentPageUnavailable):
            start_checkout()
        fake_gateway.pay("cs_1")

        payment = operations.settle(attempt=Attempt.objects.get())

        assert payment is not None
        assert Attempt.objects.get().session_id == "cs_1"
