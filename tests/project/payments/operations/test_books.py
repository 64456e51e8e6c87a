"""What payments writes into the ledger, fact by fact."""

from dataclasses import replace

import pytest

from project.kernel.money import Money
from project.ledger.models import AccountKind, Posting
from project.ledger.queries import balance
from project.payments import operations
from project.payments.gateways.fake import FakeGateway
from project.payments.gateways.gateway import RefundProgress
from project.payments.models import Payment, Refund, RefundState
from tests.factories.payments import DEPOSIT, books, create_payment, create_refund, start_checkout

pytestmark = pytest.mark.django_db

FEE = DEPOSIT.paise // 50


def facts() -> list[str]:
    """The kinds of postings, in order."""
    return list(Posting.objects.order_by("id").values_list("kind", flat=True))


class TestMoneyThatArrived:
    def test_stands_to_its_payers_credit_less_the_fee_at_the_gateway(self, fake_gateway: FakeGateway) -> None:
        payment = create_payment()

        assert books() == {"stripe_clearing": DEPOSIT.paise - FEE, "stripe_fees": FEE, "unapplied": -DEPOSIT.paise}
        assert balance(AccountKind.UNAPPLIED, person=payment.payer, subject=payment.subject) == -DEPOSIT
        assert set(Posting.objects.values_list("source", "kind", "posted_at")) == {
            (f"payment:{payment.public_id}", "payment.received", payment.paid_at),
            (f"payment:{payment.public_id}", "payment.fee", payment.paid_at),
        }

    def test_is_posted_once_however_often_it_is_settled(self, fake_gateway: FakeGateway) -> None:
        attempt = start_checkout()
        fake_gateway.pay(attempt.session_id)

        for _ in range(4):
            operations.settle(attempt=attempt)

        assert facts() == ["payment.received", "payment.fee"]

    def test_is_posted_without_a_fee_that_is_not_known_yet(self, fake_gateway: FakeGateway) -> None:
        attempt = start_checkout()
        fake_gateway.pay(attempt.session_id)
        forget_fee(fake_gateway, attempt.session_id)

        operations.settle(attempt=attempt)

        assert facts() == ["payment.received"]

    def test_lies_in_suspense_when_it_is_not_as_asked(self, fake_gateway: FakeGateway) -> None:
        attempt = start_checkout()
        fake_gateway.pay(attempt.session_id, amount=Money(16_000_00))

        operations.settle(attempt=attempt)

        assert books() == {"stripe_clearing": 15_680_00, "stripe_fees": 320_00, "suspense": -16_000_00}
        assert facts() == ["payment.unmatched", "payment.fee"]


class TestMoneyThatWentBack:
    def test_leaves_the_payers_credit_when_the_gateway_has_it(self, fake_gateway: FakeGateway) -> None:
        refund = create_refund(create_payment(), amount=Money(5_000_00))
        assert "refund.sent" not in facts()

        operations.send_refunds()

        assert balance(AccountKind.UNAPPLIED) == Money(-12_000_00)
        assert Posting.objects.get(kind="refund.sent").source == f"refund:{refund.public_id}"

    def test_is_posted_once_on_its_way_and_on_arrival(self, fake_gateway: FakeGateway) -> None:
        refund = create_refund(create_payment())
        operations.send_refunds()
        refund.refresh_from_db()
        answer = fake_gateway.refunds[refund.gateway_id]

        operations.update_refund(refund=refund, answer=replace(answer, progress=RefundProgress.ARRIVED))

        assert Refund.objects.get().state == RefundState.ARRIVED
        assert facts().count("refund.sent") == 1

    def test_counts_again_when_the_bank_sent_it_back(self, fake_gateway: FakeGateway) -> None:
        refund = create_refund(create_payment())
        before = books()
        operations.send_refunds()
        refund.refresh_from_db()
        fake_gateway.fail_refund(refund.gateway_id)

        operations.update_refund(refund=refund, answer=fake_gateway.refunds[refund.gateway_id])

        assert books() == before
        assert facts()[-1] == "refund.sent.reversed"

    def test_is_not_unposted_when_it_never_left(self, fake_gateway: FakeGateway) -> None:
        create_refund(create_payment())
        fake_gateway.fail_next("refused")

        operations.send_refunds()

        assert facts() == ["payment.received", "payment.fee"]


class TestPostMissing:
    def test_posts_what_is_older_than_the_ledger_once(self, fake_gateway: FakeGateway) -> None:
        payment = payment_around_the_ledger()
        refund = Refund.objects.create(
            payment=payment, amount_paise=100, state=RefundState.ARRIVED, reason="x", gateway_key="ref:old"
        )

        first, again = list(operations.post_missing()), list(operations.post_missing())

        assert first == [(payment.source, DEPOSIT), (refund.source, Money(100))]
        assert again == []
        assert books() == {"stripe_clearing": DEPOSIT.paise - 100, "unapplied": 100 - DEPOSIT.paise}

    def test_puts_old_money_that_is_not_as_asked_into_suspense(self, fake_gateway: FakeGateway) -> None:
        payment = payment_around_the_ledger(is_as_asked=False)

        list(operations.post_missing())

        assert payment.suspense.why == "not_as_asked"
        assert books() == {"stripe_clearing": DEPOSIT.paise, "suspense": -DEPOSIT.paise}

    def test_leaves_refunds_that_never_left(self, fake_gateway: FakeGateway) -> None:
        payment = create_payment()
        for state in ("started", "failed"):
            Refund.objects.create(payment=payment, amount_paise=1, state=state, reason="x", gateway_key=state)

        assert list(operations.post_missing()) == []

    def test_leaves_what_is_posted(self, fake_gateway: FakeGateway) -> None:
        create_refund(create_payment())
        operations.send_refunds()

        assert list(operations.post_missing()) == []


def payment_around_the_ledger(**changes: object) -> Payment:
    """Money from before there was a ledger."""
    attempt = start_checkout()
    return Payment.objects.create(
        attempt=attempt,
        payer=attempt.payer,
        subject=attempt.subject,
        amount_paise=DEPOSIT.paise,
        intent_id=f"pi_{attempt.pk}",
        paid_at=attempt.created_at,
        **changes,
    )


def forget_fee(fake: FakeGateway, session_id: str) -> None:
    """Let the gateway not know yet what it will keep."""
    session = fake.sessions[session_id]
    fake.sessions[session_id] = replace(session, capture=replace(session.capture, fee=None))
