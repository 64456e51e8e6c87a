"""Opening a payment page, and closing it when its time is over."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from project.kernel import clock
from project.kernel.money import Money
from project.kernel.transactions import TransactionRefused, transaction
from project.payments import operations
from project.payments.gateways.fake import FakeGateway
from project.payments.models import Attempt, AttemptState, Payment
from project.payments.stripesim.testing import RunningSim
from tests.factories.identity import create_tenant
from tests.factories.payments import DEPOSIT, create_payment, start_checkout

pytestmark = pytest.mark.django_db

Travel = Callable[[int], None]


class Confirmed(list[Payment]):
    """Stands where booking stands: takes the money it is handed."""

    def __call__(self, payment: Payment) -> None:
        self.append(payment)


class TestStartCheckout:
    def test_opens_a_page_for_the_amount(self, stripe_sim: RunningSim) -> None:
        tenant = create_tenant()

        attempt = start_checkout(by=tenant)

        (session,) = stripe_sim.state()["objects"]["checkout.session"]
        assert (attempt.state, attempt.session_id) == (AttemptState.OPEN, session["id"])
        assert attempt.session_url == session["url"]
        assert (session["amount_total"], session["currency"]) == (17_000_00, "inr")
        assert session["client_reference_id"] == str(attempt.public_id)
        assert session["metadata"] == {
            "booking": "1",
            "attempt": str(attempt.public_id),
            "subject": attempt.subject,
        }

    def test_says_on_the_page_until_when(self, stripe_sim: RunningSim) -> None:
        start_checkout(open_until=clock.now().replace(hour=9, minute=30) + timedelta(days=1))

        (session,) = stripe_sim.state()["objects"]["checkout.session"]
        assert "15:00 (IST)" in session["custom_text"]["submit"]["message"]

    def test_refuses_to_run_inside_a_transaction(self, fake_gateway: FakeGateway) -> None:
        with pytest.raises(TransactionRefused), transaction():
            start_checkout()

        assert fake_gateway.calls == []

    def test_gives_the_same_page_the_second_time(self, fake_gateway: FakeGateway) -> None:
        first = start_checkout()

        again = start_checkout(by=first.payer, subject=first.subject)

        assert (again.pk, again.session_url) == (first.pk, first.session_url)
        assert fake_gateway.calls == ["open_session"]

    def test_sends_the_same_request_again_when_nobody_knows(self, fake_gateway: FakeGateway) -> None:
        fake_gateway.fail_next("dropped")
        with pytest.raises(operations.PaymentPageUnavailable):
            start_checkout(subject="booking:a")
        doubtful = Attempt.objects.get()
        assert doubtful.state == AttemptState.UNKNOWN

        attempt = start_checkout(by=doubtful.payer, subject="booking:a")

        assert (attempt.pk, attempt.state) == (doubtful.pk, AttemptState.OPEN)
        assert len(fake_gateway.sessions) == 1

    def test_opens_one_session_when_stripe_drops_after_its_commit(self, stripe_sim: RunningSim) -> None:
        stripe_sim.control("faults", route="POST /v1/checkout/sessions", action="drop_after_commit", times=2)
        with pytest.raises(operations.PaymentPageUnavailable):
            start_checkout(subject="booking:a")

        attempt = start_checkout(by=Attempt.objects.get().payer, subject="booking:a")

        (session,) = stripe_sim.state()["objects"]["checkout.session"]
        assert attempt.session_id == session["id"]

    def test_keeps_a_failed_attempt_when_stripe_says_no(self, fake_gateway: FakeGateway) -> None:
        fake_gateway.fail_next("refused")
        with pytest.raises(operations.PaymentPageUnavailable):
            start_checkout(subject="booking:a")

        failed = Attempt.objects.get()
        assert (failed.state, failed.is_settled, failed.last_error) == (AttemptState.FAILED, True, "No.")

    @pytest.mark.parametrize("action", ["429", "500", "503", "drop_before"])
    def test_stays_unknown_whatever_the_outage(self, stripe_sim: RunningSim, action: str) -> None:
        stripe_sim.control("faults", action=action, times=2)

        with pytest.raises(operations.PaymentPageUnavailable):
            start_checkout()

        assert Attempt.objects.get().state == AttemptState.UNKNOWN

    @pytest.mark.parametrize("paise", [49, 0, -1, -17_000_00])
    def test_refuses_less_than_50_paise(self, fake_gateway: FakeGateway, paise: int) -> None:
        with pytest.raises(operations.AmountTooSmall):
            start_checkout(amount=Money(paise))

        assert (Attempt.objects.count(), fake_gateway.calls) == (0, [])

    def test_takes_50_paise(self, stripe_sim: RunningSim) -> None:
        assert start_checkout(amount=Money(50)).state == AttemptState.OPEN

    def test_refuses_a_currency_that_is_not_the_accounts(self, fake_gateway: FakeGateway) -> None:
        with pytest.raises(operations.CurrencyNotTaken, match="INR"):
            start_checkout(amount=Money(17_000_00, "USD"))

        assert (Attempt.objects.count(), fake_gateway.calls) == (0, [])

    def test_refuses_what_is_paid(self, fake_gateway: FakeGateway) -> None:
        payment = create_payment()

        with pytest.raises(operations.AlreadyPaid):
            start_checkout(by=payment.payer, subject=payment.subject)

        assert Attempt.objects.count() == 1

    def test_closes_a_page_that_asks_for_another_amount_first(self, fake_gateway: FakeGateway) -> None:
        first = start_checkout(subject="booking:a")

        with pytest.raises(operations.EarlierPaymentOpen):
            start_checkout(by=first.payer, subject="booking:a", amount=DEPOSIT + Money(100))

        operations.expire_owed_sessions(on_paid=Confirmed())
        second = start_checkout(by=first.payer, subject="booking:a", amount=DEPOSIT + Money(100))
        assert (second.amount_paise, second.pk != first.pk) == (17_001_00, True)


class TestExpireOwedSessions:
    def test_leaves_a_page_whose_time_is_not_over(self, fake_gateway: FakeGateway) -> None:
        attempt = start_checkout()

        assert operations.expire_owed_sessions(on_paid=Confirmed()) == 0

        attempt.refresh_from_db()
        assert (attempt.state, fake_gateway.calls) == (AttemptState.OPEN, ["open_session"])

    def test_closes_a_page_whose_time_is_over(self, stripe_sim: RunningSim, travel: Travel) -> None:
        attempt = start_checkout()
        travel(601)

        assert operations.expire_owed_sessions(on_paid=Confirmed()) == 1

        attempt.refresh_from_db()
        (session,) = stripe_sim.state()["objects"]["checkout.session"]
        assert (session["status"], attempt.state, attempt.is_settled) == ("expired", AttemptState.EXPIRED, True)

    def test_treats_a_page_paid_at_the_last_second_as_money(self, stripe_sim: RunningSim, travel: Travel) -> None:
        attempt = start_checkout()
        stripe_sim.pay(attempt.session_id)
        travel(601)
        confirmed = Confirmed()

        operations.expire_owed_sessions(on_paid=confirmed)

        attempt.refresh_from_db()
        assert attempt.state == AttemptState.SUCCEEDED
        assert [payment.amount_paise for payment in confirmed] == [17_000_00]

    def test_owes_the_expiry_until_stripe_answers(self, fake_gateway: FakeGateway, travel: Travel) -> None:
        attempt = start_checkout()
        travel(601)
        fake_gateway.fail_next("down")
        assert operations.expire_owed_sessions(on_paid=Confirmed()) == 0
        attempt.refresh_from_db()
        assert (attempt.is_settled, attempt.last_error) == (False, "No answer.")

        travel(601 + 61)
        assert operations.expire_owed_sessions(on_paid=Confirmed()) == 1

        assert fake_gateway.sessions[attempt.session_id].state == "expired"

    def test_finds_and_closes_a_page_whose_id_was_never_stored(self, stripe_sim: RunningSim, travel: Travel) -> None:
        stripe_sim.control("faults", route="POST /v1/checkout/sessions", action="drop_after_commit", times=2)
        with pytest.raises(operations.PaymentPageUnavailable):
            start_checkout()
        travel(601)

        operations.expire_owed_sessions(on_paid=Confirmed())

        (session,) = stripe_sim.state()["objects"]["checkout.session"]
        attempt = Attempt.objects.get()
        assert (session["status"], attempt.state, attempt.session_id) == ("expired", "expired", session["id"])

    def test_settles_an_attempt_that_never_reached_stripe(self, stripe_sim: RunningSim, travel: Travel) -> None:
        stripe_sim.control("faults", action="drop_before", times=2)
        with pytest.raises(operations.PaymentPageUnavailable):
            start_checkout()
        travel(601)
        # By now the frozen request asks for an expiry that is too near, so Stripe opens nothing for it.
        stripe_sim.advance(601)

        operations.expire_owed_sessions(on_paid=Confirmed())

        attempt = Attempt.objects.get()
        assert (attempt.state, attempt.is_settled) == (AttemptState.EXPIRED, True)
        assert stripe_sim.state()["objects"]["checkout.session"] == []


class TestReleaseSession:
    def test_makes_the_expiry_due_now(self, fake_gateway: FakeGateway) -> None:
        attempt = start_checkout()

        with transaction():
            operations.release_session(subject=attempt.subject)

        assert operations.expire_owed_sessions(on_paid=Confirmed()) == 1
        attempt.refresh_from_db()
        assert attempt.state == AttemptState.EXPIRED

    def test_leaves_what_is_over_alone(self, fake_gateway: FakeGateway) -> None:
        payment = create_payment()
        before = payment.attempt.open_until

        with transaction():
            operations.release_session(subject=payment.subject)

        payment.attempt.refresh_from_db()
        assert payment.attempt.open_until == before


class TestSettleOpenAttempts:
    def test_finds_money_whose_webhook_never_came(self, fake_gateway: FakeGateway, travel: Travel) -> None:
        attempt = start_checkout()
        fake_gateway.pay(attempt.session_id)
        travel(90)
        confirmed = Confirmed()

        assert operations.settle_open_attempts(on_paid=confirmed) == 1

        assert [payment.subject for payment in confirmed] == [attempt.subject]

    def test_learns_what_became_of_one_that_nobody_knew_about(self, fake_gateway: FakeGateway, travel: Travel) -> None:
        fake_gateway.fail_next("dropped")
        with pytest.raises(operations.PaymentPageUnavailable):
            start_checkout()
        fake_gateway.pay("cs_1")
        travel(300)

        assert operations.settle_open_attempts(on_paid=Confirmed()) == 1

        assert Attempt.objects.get().state == AttemptState.SUCCEEDED

    @pytest.mark.parametrize("later", [601 + 3600, 86_400, 5 * 86_400])
    def test_asks_after_one_that_nobody_knew_about_for_days(
        self, fake_gateway: FakeGateway, travel: Travel, later: int
    ) -> None:
        """At five minutes by `settle_open_attempts`; from the end of its time on by the expiry it owes."""
        fake_gateway.fail_next("dropped")
        with pytest.raises(operations.PaymentPageUnavailable):
            start_checkout()
        travel(601)
        fake_gateway.fail_next("down", "down")
        operations.expire_owed_sessions(on_paid=Confirmed())
        fake_gateway.pay("cs_1")
        fake_gateway._faults.clear()
        travel(later)

        operations.expire_owed_sessions(on_paid=Confirmed())

        assert Attempt.objects.get().state == AttemptState.SUCCEEDED

    def test_stops_at_the_first_one_when_stripe_is_down(self, fake_gateway: FakeGateway, travel: Travel) -> None:
        start_checkout()
        start_checkout()
        travel(90)
        fake_gateway.calls.clear()
        fake_gateway.fail_next("down", "down")

        assert operations.settle_open_attempts(on_paid=Confirmed()) == 0

        assert fake_gateway.calls == ["get_session"]
