import pytest
import stripe

from project.payments.stripesim.testing import DECLINED_CARD, RunningSim

from .conftest import OpenSession, hook_types


@pytest.fixture
def intent(sim: RunningSim, client: stripe.StripeClient, open_session: OpenSession) -> stripe.PaymentIntent:
    """₹8,500, paid; its hooks are out of the way."""
    sim.pay(open_session().id)
    sim.collect_hooks()
    return client.v1.payment_intents.list().data[0]


class TestCreateRefund:
    def test_gives_everything_back_at_once(
        self, sim: RunningSim, client: stripe.StripeClient, intent: stripe.PaymentIntent
    ) -> None:
        refund = client.v1.refunds.create({"payment_intent": intent.id, "metadata": {"key": "late:7"}})

        assert (refund.amount, refund.status, refund.payment_intent) == (850_000, "succeeded", intent.id)
        charge = client.v1.charges.retrieve(str(intent.latest_charge))
        assert (charge.amount_refunded, charge.refunded) == (850_000, True)
        assert hook_types(sim) == ["refund.created", "charge.refunded", "refund.updated"]
        assert [found.id for found in client.v1.refunds.list({"payment_intent": intent.id}).data] == [refund.id]

    def test_gives_parts_back_down_to_zero(self, client: stripe.StripeClient, intent: stripe.PaymentIntent) -> None:
        charge = str(intent.latest_charge)

        for amount in (1, 849_998):
            client.v1.refunds.create({"charge": charge, "amount": amount})
        assert not client.v1.charges.retrieve(charge).refunded
        last = client.v1.refunds.create({"charge": charge})

        assert last.amount == 1
        assert client.v1.charges.retrieve(charge).refunded

    @pytest.mark.parametrize("amount", [850_001, 0, -5])
    def test_refuses_more_than_is_left_or_nothing(
        self, sim: RunningSim, client: stripe.StripeClient, intent: stripe.PaymentIntent, amount: int
    ) -> None:
        with pytest.raises(stripe.InvalidRequestError) as refusal:
            client.v1.refunds.create({"payment_intent": intent.id, "amount": amount})

        assert (refusal.value.http_status, refusal.value.param) == (400, "amount")
        assert client.v1.refunds.list().data == []
        assert hook_types(sim) == []

    def test_refuses_a_second_full_refund(self, client: stripe.StripeClient, intent: stripe.PaymentIntent) -> None:
        client.v1.refunds.create({"payment_intent": intent.id})

        with pytest.raises(stripe.InvalidRequestError) as refusal:
            client.v1.refunds.create({"payment_intent": intent.id})

        assert refusal.value.code == "charge_already_refunded"
        assert len(client.v1.refunds.list().data) == 1

    def test_refuses_what_was_never_paid(
        self, sim: RunningSim, client: stripe.StripeClient, open_session: OpenSession
    ) -> None:
        sim.pay(open_session().id, DECLINED_CARD)
        [intent] = client.v1.payment_intents.list().data

        for params in ({"payment_intent": intent.id}, {"charge": str(intent.latest_charge)}, {"charge": "ch_no"}, {}):
            with pytest.raises(stripe.InvalidRequestError):
                client.v1.refunds.create(params)

        assert client.v1.refunds.list().data == []


class TestArrival:
    def test_comes_later_when_asked_to(
        self, sim: RunningSim, client: stripe.StripeClient, intent: stripe.PaymentIntent
    ) -> None:
        sim.control("clock", frozen=True)
        sim.control("refunds", delay=60)

        refund = client.v1.refunds.create({"payment_intent": intent.id})
        sim.advance(59)
        assert (refund.status, client.v1.refunds.retrieve(refund.id).status) == ("pending", "pending")
        assert hook_types(sim) == ["refund.created", "charge.refunded"]
        sim.advance(1)

        assert client.v1.refunds.retrieve(refund.id).status == "succeeded"
        assert hook_types(sim) == ["refund.updated"]

    def test_may_fail_and_leave_the_charge_as_it_was(
        self, sim: RunningSim, client: stripe.StripeClient, intent: stripe.PaymentIntent
    ) -> None:
        sim.control("refunds", delay=60, outcome="failed")

        refund = client.v1.refunds.create({"payment_intent": intent.id, "amount": 500})
        sim.advance(60)

        failed = client.v1.refunds.retrieve(refund.id, {"expand": ["failure_balance_transaction"]})
        assert (failed.status, failed.failure_reason) == ("failed", "expired_or_canceled_card")
        assert isinstance(failed.failure_balance_transaction, stripe.BalanceTransaction)
        assert failed.failure_balance_transaction.amount == 500
        assert client.v1.charges.retrieve(str(intent.latest_charge)).amount_refunded == 0
        assert hook_types(sim) == ["refund.created", "charge.refunded", "refund.updated", "refund.failed"]


class TestBalance:
    def test_follows_every_move_of_money(self, client: stripe.StripeClient, intent: stripe.PaymentIntent) -> None:
        refund = client.v1.refunds.create({"payment_intent": intent.id, "amount": 350_000})

        rows = client.v1.balance_transactions.list().data

        assert [(row.type, row.amount, row.fee, row.net) for row in rows] == [
            ("refund", -350_000, 0, -350_000),
            ("charge", 850_000, 20_060, 829_940),
        ]
        assert client.v1.balance_transactions.list({"source": refund.id}).data[0].id == refund.balance_transaction
        assert [row.type for row in client.v1.balance_transactions.list({"type": "charge"}).data] == ["charge"]
