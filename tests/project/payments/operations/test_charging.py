"""Charging a saved method without its person."""

import json
from collections.abc import Callable

import pytest

from project.kernel.money import Money
from project.payments import operations, queries
from project.payments.gateways.fake import GOOD_SIGNATURE, FakeGateway
from project.payments.gateways.saving import MandateProgress
from project.payments.models import Attempt, AttemptState, Charge, Interval, Payment
from tests.factories.identity import create_tenant
from tests.factories.methods import RENT, charge, create_method, mandate_of
from tests.factories.payments import books, create_payment, start_checkout

pytestmark = pytest.mark.django_db

Travel = Callable[[int], None]
DAY = 86_400


def nothing_was_asked(fake: FakeGateway) -> bool:
    return "open_session" not in fake.calls and Attempt.objects.count() == 0


class TestChargeSavedMethod:
    def test_waits_a_day_for_the_bank(self, fake_gateway: FakeGateway) -> None:
        attempt = charge(create_method())

        assert (attempt.state, attempt.amount, attempt.session_url) == (AttemptState.OPEN, RENT, "")
        assert attempt.charge.decided_by == fake_gateway.sessions[attempt.session_id or ""].decided_by
        assert (Payment.objects.count(), books()) == (0, {})

    def test_is_settled_like_any_other_money(self, fake_gateway: FakeGateway) -> None:
        attempt = charge(create_method())
        fake_gateway.decide(attempt.session_id or "", paid=True)

        payment = operations.settle(attempt=attempt)

        assert payment is not None
        assert (payment.amount, payment.subject) == (RENT, attempt.subject)
        assert books()["unapplied"] == -RENT.paise

    def test_fails_when_the_bank_does_not_pay_in_the_end(self, fake_gateway: FakeGateway) -> None:
        attempt = charge(create_method())
        fake_gateway.decide(attempt.session_id or "", paid=False)
        body = {"id": "m_1", "topic": "charge", "about": attempt.session_id}

        operations.store_webhook(payload=json.dumps(body).encode(), signature=GOOD_SIGNATURE)
        operations.work_inbox(on_paid=print)

        attempt.refresh_from_db()
        assert (attempt.state, attempt.is_settled, Payment.objects.count()) == (AttemptState.FAILED, True, 0)

    def test_sends_nothing_new_while_one_is_under_way(self, fake_gateway: FakeGateway) -> None:
        method = create_method()
        first = charge(method, subject="booking:a")

        again = charge(method, subject="booking:a")

        assert (again.pk, fake_gateway.calls.count("open_session")) == (first.pk, 1)

    def test_refuses_another_amount_while_one_is_under_way(self, fake_gateway: FakeGateway) -> None:
        method = create_method()
        charge(method, subject="booking:a")

        with pytest.raises(operations.ChargeUnderWay):
            charge(method, subject="booking:a", amount=Money(100_00))

        assert Attempt.objects.count() == 1

    def test_refuses_while_a_page_is_open(self, fake_gateway: FakeGateway) -> None:
        method = create_method()
        page = start_checkout(by=method.person)

        with pytest.raises(operations.EarlierPaymentOpen):
            charge(method, subject=page.subject)

        assert Charge.objects.count() == 0

    def test_keeps_a_page_from_opening(self, fake_gateway: FakeGateway) -> None:
        attempt = charge(create_method())

        with pytest.raises(operations.ChargeUnderWay):
            start_checkout(by=attempt.payer, subject=attempt.subject, amount=RENT)

        assert Attempt.objects.count() == 1

    def test_refuses_what_is_paid(self, fake_gateway: FakeGateway) -> None:
        method = create_method()
        paid = create_payment(by=method.person)

        with pytest.raises(operations.AlreadyPaid):
            charge(method, subject=paid.subject)

        assert Charge.objects.count() == 0

    @pytest.mark.parametrize("progress", [MandateProgress.PENDING, MandateProgress.INACTIVE])
    def test_charges_nothing_without_an_active_mandate(
        self, fake_gateway: FakeGateway, progress: MandateProgress
    ) -> None:
        method = create_method(progress=progress)

        with pytest.raises(operations.PayOnThePage) as refusal:
            charge(method)

        assert refusal.value.code == "no_active_mandate"
        assert nothing_was_asked(fake_gateway)

    def test_charges_the_whole_limit(self, fake_gateway: FakeGateway) -> None:
        assert charge(create_method(limit=Money(15_000_00)), amount=Money(15_000_00)).state == AttemptState.OPEN

    @pytest.mark.parametrize(
        ("limit", "amount", "most"), [(12_000_00, 12_000_01, "₹12,000"), (15_000_00, 15_000_01, "₹15,000")]
    )
    def test_refuses_more_than_the_person_or_the_law_allows(
        self, fake_gateway: FakeGateway, limit: int, amount: int, most: str
    ) -> None:
        method = create_method(limit=Money(limit))

        with pytest.raises(operations.AboveTheLimit) as refusal:
            charge(method, amount=Money(amount))

        assert most in str(refusal.value)
        assert nothing_was_asked(fake_gateway)

    @pytest.mark.parametrize("paise", [49, 0, -1])
    def test_refuses_less_than_50_paise(self, fake_gateway: FakeGateway, paise: int) -> None:
        method = create_method()

        with pytest.raises(operations.AmountTooSmall):
            charge(method, amount=Money(paise))

        assert nothing_was_asked(fake_gateway)

    def test_refuses_a_method_that_was_removed(self, fake_gateway: FakeGateway) -> None:
        method = create_method()
        operations.remove_method(by=method.person, method=method)

        with pytest.raises(operations.MethodGone):
            charge(method)

        assert nothing_was_asked(fake_gateway)

    def test_refuses_somebody_elses(self, fake_gateway: FakeGateway) -> None:
        method = create_method()

        with pytest.raises(operations.MethodGone):
            charge(method, by=create_tenant())

        assert nothing_was_asked(fake_gateway)

    def test_leads_to_the_page_when_the_bank_says_no(self, fake_gateway: FakeGateway) -> None:
        method = create_method()
        fake_gateway.change_mandate(mandate_of(method).gateway_id, MandateProgress.INACTIVE)

        with pytest.raises(operations.ChargeDeclined):
            charge(method, subject="booking:a")

        assert Attempt.objects.get().state == AttemptState.FAILED
        assert start_checkout(by=method.person, subject="booking:a").state == AttemptState.OPEN

    def test_asks_once_a_month_under_a_monthly_mandate(self, fake_gateway: FakeGateway) -> None:
        method = create_method(interval=Interval.MONTH)
        charge(method)

        with pytest.raises(operations.UsedThisMonth):
            charge(method)

        assert Charge.objects.count() == 1

    def test_charges_once_when_nobody_knows(self, fake_gateway: FakeGateway) -> None:
        method = create_method()
        fake_gateway.fail_next("dropped")
        with pytest.raises(operations.ChargeUnclear):
            charge(method, subject="booking:a")
        assert Attempt.objects.get().state == AttemptState.UNKNOWN

        attempt = charge(method, subject="booking:a")

        assert attempt.state == AttemptState.OPEN
        assert list(fake_gateway.sessions) == [attempt.session_id]

    def test_finds_a_charge_whose_key_is_forgotten(self, fake_gateway: FakeGateway) -> None:
        method = create_method()
        fake_gateway.fail_next("dropped")
        with pytest.raises(operations.ChargeUnclear):
            charge(method)
        doubtful = Attempt.objects.get()
        (made,) = fake_gateway.sessions
        fake_gateway.decide(made, paid=True)

        payment = operations.settle(attempt=doubtful)

        assert payment is not None
        assert payment.amount == RENT


class TestSweeping:
    def test_does_not_ask_while_the_notice_runs(self, fake_gateway: FakeGateway, travel: Travel) -> None:
        charge(create_method())
        fake_gateway.calls.clear()
        travel(DAY)

        assert operations.settle_open_attempts(on_paid=print) == 0
        assert fake_gateway.calls == []

    def test_finds_the_money_when_no_message_came(self, fake_gateway: FakeGateway, travel: Travel) -> None:
        attempt = charge(create_method())
        fake_gateway.decide(attempt.session_id or "", paid=True)
        travel(DAY + 3 * 3600)

        assert operations.settle_open_attempts(on_paid=print) == 1
        assert list(queries.charges_under_way(attempt.payer)) == []

    def test_never_ends_a_charge_that_the_bank_has_not_decided(self, fake_gateway: FakeGateway, travel: Travel) -> None:
        attempt = charge(create_method())
        session = fake_gateway.sessions[attempt.session_id or ""]
        travel(4 * DAY)

        assert operations.expire_owed_sessions(on_paid=print) == 0

        attempt.refresh_from_db()
        assert (attempt.state, attempt.is_settled, session.state) == (AttemptState.OPEN, False, "processing")
