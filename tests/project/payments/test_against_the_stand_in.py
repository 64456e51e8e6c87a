"""All of payments against the stand-in over HTTP: whatever goes wrong on the way, the books equal its balance."""

from collections.abc import Callable
from typing import Any

import pytest

from project.kernel.money import Money
from project.ledger.models import AccountKind
from project.ledger.queries import balance
from project.payments import operations
from project.payments.models import Dispute, Payment, ReconciliationRun, Refund, RunKind, RunState, SuspenseItem
from project.payments.stripesim.testing import RunningSim
from tests.factories.identity import create_administrator
from tests.factories.payments import DEPOSIT, create_refund, start_checkout

pytestmark = pytest.mark.django_db

Travel = Callable[[int], None]


def paid(sim: RunningSim) -> Payment:
    """Money that arrived at the stand-in."""
    attempt = start_checkout()
    sim.pay(attempt.session_id)
    payment = operations.settle(attempt=attempt)
    assert payment is not None
    return payment


def reconciled() -> ReconciliationRun:
    run = operations.reconcile(kind=RunKind.NIGHTLY, on_paid=print)
    assert run is not None
    return run


def sum_at_the_gateway(sim: RunningSim) -> Money:
    """What the stand-in says we have there."""
    return Money(sum(line["net"] for line in sim.state()["objects"]["balance_transaction"]))


def tell(sim: RunningSim) -> None:
    """Deliver what the stand-in has to say, and work it through."""
    for hook in sim.collect_hooks():
        operations.store_webhook(payload=hook["body"].encode(), signature=hook["signature"])
    operations.work_inbox(on_paid=print)


class TestClearing:
    def test_equals_the_gateways_balance_at_every_step(self, stripe_sim: RunningSim) -> None:
        seen = []

        def compare() -> None:
            seen.append((balance(AccountKind.STRIPE_CLEARING), sum_at_the_gateway(stripe_sim)))

        payment = paid(stripe_sim)
        compare()
        create_refund(payment, amount=Money(5_000_00))
        operations.send_refunds()
        compare()
        disputed = stripe_sim.control("disputes", payment_intent=paid(stripe_sim).intent_id)
        tell(stripe_sim)
        compare()
        stripe_sim.control("disputes/decide", dispute=disputed["id"], outcome="won")
        tell(stripe_sim)
        compare()

        assert [ours for ours, _ in seen] == [theirs for _, theirs in seen]
        assert len({ours for ours, _ in seen}) == 4

    def test_learns_the_fee_with_the_payment_in_one_call(self, stripe_sim: RunningSim) -> None:
        paid(stripe_sim)

        assert balance(AccountKind.STRIPE_FEES) == Money(401_20)


class TestReconcile:
    def test_learns_everything_when_every_hook_was_dropped(self, stripe_sim: RunningSim) -> None:
        attempt = start_checkout()
        stripe_sim.pay(attempt.session_id)
        kept = paid(stripe_sim)
        client: Any = stripe_sim.client().v1
        client.refunds.create({"payment_intent": kept.intent_id, "amount": 100_00})
        foreign = client.payment_intents.create(
            {"amount": 777_00, "currency": "inr", "confirm": True, "payment_method": "pm_card_visa"}
        )
        stripe_sim.control("disputes", payment_intent=foreign.id)

        run = reconciled()

        assert (run.state, run.difference) == (RunState.DONE, Money(0))
        assert balance(AccountKind.STRIPE_CLEARING) == sum_at_the_gateway(stripe_sim)
        assert (Payment.objects.count(), Refund.objects.get().amount) == (2, Money(100_00))
        assert SuspenseItem.objects.get().intent_id == Dispute.objects.get().intent_id == foreign.id
        again = reconciled()
        assert (again.findings.count(), again.difference) == (0, Money(0))

    def test_goes_through_more_than_a_page(self, stripe_sim: RunningSim) -> None:
        client: Any = stripe_sim.client().v1
        asked = {"amount": 100_00, "currency": "inr", "confirm": True, "payment_method": "pm_card_visa"}
        for _ in range(101):
            client.payment_intents.create(asked)

        run = reconciled()

        assert (SuspenseItem.objects.count(), run.difference) == (101, Money(0))

    def test_fails_and_repairs_later_when_the_gateway_is_down(self, stripe_sim: RunningSim) -> None:
        attempt = start_checkout()
        stripe_sim.pay(attempt.session_id)
        stripe_sim.control("faults", action="503", times=2)
        assert (reconciled().state, Payment.objects.count()) == (RunState.FAILED, 0)

        assert (reconciled().difference, Payment.objects.count()) == (Money(0), 1)


class TestSuspense:
    def test_goes_back_to_where_it_came_from(self, stripe_sim: RunningSim) -> None:
        client: Any = stripe_sim.client().v1
        client.payment_intents.create(
            {"amount": 777_00, "currency": "inr", "confirm": True, "payment_method": "pm_card_visa"}
        )
        tell(stripe_sim)
        item = SuspenseItem.objects.get()

        operations.return_suspense(item=item, by=create_administrator())
        operations.send_returns()
        tell(stripe_sim)

        item.refresh_from_db()
        (charge,) = stripe_sim.state()["objects"]["charge"]
        assert (item.state, charge["refunded"]) == ("returned", True)
        assert (balance(AccountKind.SUSPENSE), Refund.objects.count()) == (Money(0), 0)
        assert balance(AccountKind.STRIPE_CLEARING) == sum_at_the_gateway(stripe_sim)


class TestDisputes:
    def disputed(self, sim: RunningSim) -> Dispute:
        sim.control("disputes", payment_intent=paid(sim).intent_id)
        tell(sim)
        return Dispute.objects.get()

    def test_are_answered_and_won(self, stripe_sim: RunningSim) -> None:
        dispute = self.disputed(stripe_sim)
        evidence = {"explanation": "winning_evidence", "what_was_provided": "A room in Jacaranda House."}

        operations.submit_evidence(dispute=dispute, by=create_administrator(), evidence=evidence)
        operations.send_evidence()
        tell(stripe_sim)

        dispute.refresh_from_db()
        assert (dispute.state, dispute.is_settled, dispute.returned_paise) == ("won", True, DEPOSIT.paise)
        assert balance(AccountKind.DISPUTE_HOLDING) == Money(0)
        assert balance(AccountKind.STRIPE_CLEARING) == sum_at_the_gateway(stripe_sim)

    def test_are_lost_when_nobody_answers(self, stripe_sim: RunningSim) -> None:
        dispute = self.disputed(stripe_sim)
        assert dispute.respond_by is not None

        stripe_sim.advance(10 * 86_400)
        assert dispute.can_be_answered
        reconciled()

        dispute.refresh_from_db()
        assert (dispute.state, balance(AccountKind.TENANT_RECEIVABLE)) == ("lost", DEPOSIT)

    def test_stop_a_refund_which_then_asks_for_a_person(self, stripe_sim: RunningSim) -> None:
        dispute = self.disputed(stripe_sim)

        refund = create_refund(dispute.payment)
        operations.send_refunds()

        refund.refresh_from_db()
        assert (refund.state, balance(AccountKind.UNAPPLIED)) == ("failed", -DEPOSIT)
