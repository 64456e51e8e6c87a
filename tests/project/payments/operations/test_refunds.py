"""Money going back: owed at once, sent by a job, followed until it arrived."""

from collections.abc import Callable

import pytest

from project.events.models import Event
from project.kernel.money import Money
from project.kernel.transactions import TransactionRequired, transaction
from project.ledger.models import AccountKind
from project.ledger.queries import balance
from project.payments import operations, queries
from project.payments.gateways.fake import FakeGateway
from project.payments.gateways.gateway import RefundProgress
from project.payments.models import Payment, Refund, RefundState
from project.payments.stripesim.testing import RunningSim
from tests.factories.payments import DEPOSIT, create_payment, create_refund, start_checkout

pytestmark = pytest.mark.django_db


def told() -> list[str]:
    """What was published about refunds, in order."""
    return list(Event.objects.filter(type__startswith="refund.").order_by("id").values_list("type", flat=True))


def paid_at(sim: RunningSim) -> Payment:
    """Money that arrived at the stand-in."""
    attempt = start_checkout()
    sim.pay(attempt.session_id)
    payment = operations.settle(attempt=attempt)
    assert payment is not None
    return payment


def start(payment: Payment, amount: Money) -> Refund:
    """Ask for exactly this much back."""
    with transaction():
        return operations.start_refund(payment=payment, amount=amount, reason="x", key="x")


class TestStartRefund:
    def test_owes_the_money_and_tells_it(self, fake_gateway: FakeGateway) -> None:
        payment = create_payment()

        refund = create_refund(payment)

        assert (refund.amount_paise, refund.state, refund.gateway_key) == (
            17_000_00,
            RefundState.STARTED,
            f"ref:cancel:{payment.pk}",
        )
        assert (told(), "refund" in fake_gateway.calls) == (["refund.started"], False)

    def test_gives_the_same_refund_for_the_same_key(self, fake_gateway: FakeGateway) -> None:
        payment = create_payment()

        refunds = {create_refund(payment, key="late:1") for _ in range(3)}

        assert refunds == {Refund.objects.get()}
        assert told() == ["refund.started"]

    def test_refuses_more_than_is_left(self, fake_gateway: FakeGateway) -> None:
        payment = create_payment()
        create_refund(payment, amount=Money(10_000_00), key="a")

        with pytest.raises(operations.RefundTooLarge, match="₹7,000"):
            create_refund(payment, amount=Money(7_000_01), key="b")

        assert (Refund.objects.count(), queries.refundable(payment)) == (1, Money(7_000_00))

    @pytest.mark.parametrize("amount", [Money(0), Money(-1)])
    def test_refuses_nothing_and_less_than_nothing(self, fake_gateway: FakeGateway, amount: Money) -> None:
        payment = create_payment()

        with pytest.raises(operations.RefundIsNothing):
            start(payment, amount)

        assert (Refund.objects.count(), queries.refundable(payment)) == (0, DEPOSIT)

    def test_refuses_another_currency(self, fake_gateway: FakeGateway) -> None:
        payment = create_payment()

        with pytest.raises(operations.RefundCurrencyDiffers, match="INR"):
            start(payment, Money(1_00, "USD"))

        assert Refund.objects.count() == 0

    def test_refuses_the_whole_a_second_time(self, fake_gateway: FakeGateway) -> None:
        payment = create_payment()
        create_refund(payment, key="a")

        with pytest.raises(operations.RefundTooLarge, match="₹0"):
            create_refund(payment, key="b")

        assert Refund.objects.count() == 1

    def test_gives_money_that_is_not_as_asked_to_its_payer_first(self, fake_gateway: FakeGateway) -> None:
        attempt = start_checkout()
        fake_gateway.pay(attempt.session_id, amount=Money(16_000_00))
        operations.settle(attempt=attempt)

        create_refund(Payment.objects.get())
        operations.send_refunds()

        assert (balance(AccountKind.SUSPENSE), balance(AccountKind.UNAPPLIED)) == (Money(0), Money(0))

    def test_takes_parts_down_to_nothing(self, fake_gateway: FakeGateway) -> None:
        payment = create_payment()

        for number, paise in enumerate([1, 16_999_98, 1]):
            create_refund(payment, amount=Money(paise), key=str(number))

        assert queries.refundable(payment) == Money(0)

    def test_needs_its_callers_transaction(self, fake_gateway: FakeGateway) -> None:
        payment = create_payment()

        with pytest.raises(TransactionRequired):
            operations.start_refund(payment=payment, amount=DEPOSIT, reason="x", key="x")


class TestSendRefunds:
    def test_sends_and_follows_it_until_it_arrived(self, stripe_sim: RunningSim, travel: Callable[[int], None]) -> None:
        stripe_sim.control("refunds", delay=3600)
        refund = create_refund(paid_at(stripe_sim))

        assert operations.send_refunds() == 1
        refund.refresh_from_db()
        assert (refund.state, refund.gateway_id[:3]) == (RefundState.SENT, "re_")

        travel(600)
        stripe_sim.advance(3601)
        assert operations.send_refunds() == 1

        refund.refresh_from_db()
        assert refund.state == RefundState.ARRIVED
        assert told() == ["refund.started", "refund.sent", "refund.arrived"]

    def test_notes_one_that_the_bank_sent_back(self, stripe_sim: RunningSim, travel: Callable[[int], None]) -> None:
        stripe_sim.control("refunds", delay=60, outcome="failed")
        payment = paid_at(stripe_sim)
        refund = create_refund(payment)
        operations.send_refunds()
        travel(600)
        stripe_sim.advance(61)

        operations.send_refunds()

        refund.refresh_from_db()
        assert (refund.state, refund.last_error) == (RefundState.FAILED, "expired_or_canceled_card")
        assert queries.refundable(payment) == DEPOSIT

    def test_sends_it_once_though_stripe_drops_after_its_commit(
        self, stripe_sim: RunningSim, travel: Callable[[int], None]
    ) -> None:
        payment = paid_at(stripe_sim)
        refund = create_refund(payment, amount=Money(5_000_00))
        stripe_sim.control("faults", route="POST /v1/refunds", action="drop_after_commit", times=2)
        assert operations.send_refunds() == 0
        assert Refund.objects.get().state == RefundState.STARTED

        # Two days later Stripe has forgotten the key; the trace of the first try is found instead.
        stripe_sim.advance(2 * 86_400)
        travel(600)
        operations.send_refunds()

        (made,) = stripe_sim.state()["objects"]["refund"]
        refund.refresh_from_db()
        assert (refund.gateway_id, refund.state, made["amount"]) == (made["id"], RefundState.ARRIVED, 5_000_00)

    def test_owes_it_while_stripe_is_down(self, fake_gateway: FakeGateway) -> None:
        refund = create_refund(create_payment())
        fake_gateway.fail_next("down")

        assert operations.send_refunds() == 0

        refund.refresh_from_db()
        assert (refund.state, refund.tries, refund.last_error) == (RefundState.STARTED, 1, "No answer.")

    def test_shows_a_definite_no_as_failed(self, fake_gateway: FakeGateway) -> None:
        refund = create_refund(create_payment())
        fake_gateway.fail_next("refused")

        operations.send_refunds()

        refund.refresh_from_db()
        assert (refund.state, refund.last_error) == (RefundState.FAILED, "No.")
        assert told() == ["refund.started", "refund.failed"]


class TestUpdateRefund:
    def test_never_goes_back(self, fake_gateway: FakeGateway) -> None:
        fake_gateway.refund_progress = RefundProgress.ARRIVED
        refund = create_refund(create_payment())
        operations.send_refunds()
        refund.refresh_from_db()
        late_news = fake_gateway.refunds[refund.gateway_id]
        earlier = type(late_news)(late_news.id, "pi", DEPOSIT, RefundProgress.SENT, late_news.reference)

        assert operations.update_refund(refund=refund, answer=earlier) is False

        refund.refresh_from_db()
        assert refund.state == RefundState.ARRIVED
