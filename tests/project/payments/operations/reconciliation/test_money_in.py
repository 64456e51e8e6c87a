"""Payments, fees and pages that no message told us of."""

from dataclasses import replace

import pytest

from project.kernel.money import Money
from project.ledger.models import AccountKind
from project.ledger.queries import balance
from project.payments import operations
from project.payments.gateways.fake import FakeGateway
from project.payments.models import Attempt, AttemptState, FindingKind, Payment, SuspenseItem
from tests.factories.payments import DEPOSIT, start_checkout
from tests.project.payments.operations.reconciliation.running import found, run

pytestmark = pytest.mark.django_db


class TestPayments:
    def test_records_a_payment_that_no_message_told(self, fake_gateway: FakeGateway) -> None:
        attempt, handed_on = start_checkout(), list[Payment]()
        fake_gateway.pay(attempt.session_id)

        made = run(handed_on.append)

        (payment,) = Payment.objects.all()
        assert handed_on == [payment]
        assert found(made) == [(FindingKind.PAYMENT_MISSING, payment.intent_id, True)]
        assert (made.difference, balance(AccountKind.UNAPPLIED)) == (Money(0), -DEPOSIT)

    def test_takes_money_for_an_attempt_that_was_given_up(self, fake_gateway: FakeGateway) -> None:
        attempt = start_checkout()
        fake_gateway.pay(attempt.session_id)
        Attempt.objects.update(state=AttemptState.EXPIRED, is_settled=True)

        run()

        assert Attempt.objects.get().state == AttemptState.SUCCEEDED
        assert Payment.objects.get().attempt == attempt

    def test_lists_foreign_money(self, fake_gateway: FakeGateway) -> None:
        fake_gateway.take("pi_foreign", Money(100_00))

        made = run()

        assert found(made) == [(FindingKind.MONEY_UNMATCHED, "pi_foreign", False)]
        assert (SuspenseItem.objects.get().amount, made.difference) == (Money(100_00), Money(0))

    def test_posts_a_fee_that_was_not_known_before(self, fake_gateway: FakeGateway) -> None:
        attempt = start_checkout()
        fake_gateway.pay(attempt.session_id)
        session = fake_gateway.sessions[attempt.session_id]
        fake_gateway.sessions[session.id] = replace(session, capture=replace(session.capture, fee=None))
        operations.settle(attempt=attempt)
        assert balance(AccountKind.STRIPE_FEES) == Money(0)

        made = run()

        assert found(made) == [(FindingKind.FEE_MISSING, session.capture.intent_id, True)]
        assert (balance(AccountKind.STRIPE_FEES), made.difference) == (Money(340_00), Money(0))

    def test_posts_what_is_older_than_the_ledger(self, fake_gateway: FakeGateway) -> None:
        attempt = start_checkout()
        fake_gateway.pay(attempt.session_id)
        capture = fake_gateway.sessions[attempt.session_id].capture
        payment = Payment.objects.create(
            attempt=attempt,
            payer=attempt.payer,
            subject=attempt.subject,
            amount_paise=DEPOSIT.paise,
            intent_id=capture.intent_id,
            paid_at=capture.paid_at,
        )

        made = run()

        assert (FindingKind.POSTING_MISSING, payment.source, True) in found(made)
        assert (made.difference, balance(AccountKind.UNAPPLIED)) == (Money(0), -DEPOSIT)


class TestPages:
    def test_closes_a_page_whose_end_no_message_told(self, fake_gateway: FakeGateway) -> None:
        attempt = start_checkout()
        fake_gateway.expire_session(attempt.session_id)

        run()

        attempt.refresh_from_db()
        assert (attempt.state, attempt.is_settled) == (AttemptState.EXPIRED, True)

    def test_names_a_page_that_the_gateway_does_not_know(self, fake_gateway: FakeGateway) -> None:
        attempt = start_checkout()
        fake_gateway.sessions.clear()

        made = run()

        assert found(made) == [(FindingKind.NOT_AT_GATEWAY, f"attempt:{attempt.public_id}", False)]
        assert Attempt.objects.get().state == AttemptState.OPEN
