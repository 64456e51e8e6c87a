from typing import Any

import pytest
import stripe

from project.payments.stripesim.testing import DISPUTED_CARD, RunningSim

from .conftest import OpenSession, hook_types

NINE_DAYS = 9 * 86_400


@pytest.fixture
def charge(sim: RunningSim, client: stripe.StripeClient, open_session: OpenSession) -> str:
    """₹8,500, paid; its hooks are out of the way."""
    sim.pay(open_session().id)
    sim.collect_hooks()
    return client.v1.charges.list().data[0].id


@pytest.fixture
def dispute(sim: RunningSim, charge: str) -> str:
    """All of it disputed; its hooks are out of the way."""
    opened: str = sim.dispute(charge)["id"]
    sim.collect_hooks()
    return opened


class TestOpenDispute:
    def test_takes_the_money_and_a_fee(self, sim: RunningSim, client: stripe.StripeClient, charge: str) -> None:
        opened = sim.dispute(charge, reason="product_not_received")

        found = client.v1.disputes.retrieve(opened["id"])
        assert (found.amount, found.status, found.reason) == (850_000, "needs_response", "product_not_received")
        assert client.v1.charges.retrieve(charge).disputed
        [line] = found.balance_transactions
        assert (line.type, line.reporting_category) == ("adjustment", "dispute")
        assert (line.amount, line.fee, line.net) == (-850_000, 118_000, -968_000)
        assert hook_types(sim) == ["charge.dispute.created", "charge.dispute.funds_withdrawn"]

    def test_follows_the_card_that_always_disputes(
        self, sim: RunningSim, client: stripe.StripeClient, open_session: OpenSession
    ) -> None:
        session = open_session()
        sim.pay(session.id, DISPUTED_CARD)

        assert hook_types(sim) == [
            "payment_intent.created",
            "charge.succeeded",
            "payment_intent.succeeded",
            "checkout.session.completed",
            "charge.dispute.created",
            "charge.dispute.funds_withdrawn",
        ]
        intent = client.v1.checkout.sessions.retrieve(session.id).payment_intent
        [dispute] = client.v1.disputes.list({"payment_intent": str(intent)}).data
        assert dispute.reason == "fraudulent"

    def test_is_for_what_is_left_after_a_refund(
        self, sim: RunningSim, client: stripe.StripeClient, charge: str
    ) -> None:
        client.v1.refunds.create({"charge": charge, "amount": 350_000})

        assert sim.dispute(charge)["amount"] == 500_000

    def test_may_come_after_everything_was_refunded(
        self, sim: RunningSim, client: stripe.StripeClient, charge: str
    ) -> None:
        client.v1.refunds.create({"charge": charge})

        assert sim.dispute(charge)["amount"] == 850_000
        assert sim.ledger()["gross"] == {"inr": -850_000}

    @pytest.mark.parametrize("asked", [{"amount": 850_001}, {"amount": 0}])
    def test_is_never_for_more_than_was_paid(
        self, sim: RunningSim, client: stripe.StripeClient, charge: str, asked: dict[str, Any]
    ) -> None:
        with pytest.raises(AssertionError, match="cannot be disputed"):
            sim.dispute(charge, **asked)

        assert client.v1.disputes.list().data == []

    def test_comes_once(self, sim: RunningSim, client: stripe.StripeClient, charge: str, dispute: str) -> None:
        with pytest.raises(AssertionError, match="cannot be disputed"):
            sim.dispute(charge)

        assert [found.id for found in client.v1.disputes.list({"charge": charge}).data] == [dispute]

    def test_stops_refunds(self, client: stripe.StripeClient, charge: str, dispute: str) -> None:
        assert dispute
        with pytest.raises(stripe.InvalidRequestError) as refusal:
            client.v1.refunds.create({"charge": charge})

        assert refusal.value.code == "charge_disputed"
        assert client.v1.refunds.list().data == []


class TestUpdateDispute:
    def test_keeps_evidence_until_it_is_submitted(
        self, sim: RunningSim, client: stripe.StripeClient, dispute: str
    ) -> None:
        staged = client.v1.disputes.update(dispute, {"evidence": {"customer_name": "Asha"}, "submit": False})
        sent = client.v1.disputes.update(dispute, {"submit": True, "metadata": {"case": "7"}})

        assert (staged.status, staged.evidence_details.submission_count) == ("needs_response", 0)
        assert (sent.status, sent.evidence_details.submission_count) == ("under_review", 1)
        assert sent.evidence.customer_name == "Asha"
        assert sent.metadata["case"] == "7"
        assert hook_types(sim) == ["charge.dispute.updated"] * 2

    @pytest.mark.parametrize(("text", "status"), [("winning_evidence", "won"), ("losing_evidence", "lost")])
    def test_decides_at_once_as_a_sandbox_does(
        self, client: stripe.StripeClient, dispute: str, text: str, status: str
    ) -> None:
        updated = client.v1.disputes.update(dispute, {"evidence": {"uncategorized_text": text}})

        assert updated.status == status

    def test_refuses_evidence_after_the_end(self, client: stripe.StripeClient, dispute: str) -> None:
        client.v1.disputes.close(dispute)

        with pytest.raises(stripe.InvalidRequestError, match="status of lost"):
            client.v1.disputes.update(dispute, {"evidence": {"customer_name": "Asha"}})

        assert not client.v1.disputes.retrieve(dispute).evidence_details.has_evidence

    def test_says_so_when_it_would_ignore_a_file(self, client: stripe.StripeClient, dispute: str) -> None:
        with pytest.raises(stripe.InvalidRequestError) as refusal:
            client.v1.disputes.update(dispute, {"evidence": {"receipt": "file_1"}})

        assert refusal.value.code == "parameter_unknown"


class TestEnd:
    def test_gives_the_money_back_but_not_the_fee_when_won(
        self, sim: RunningSim, client: stripe.StripeClient, charge: str, dispute: str
    ) -> None:
        sim.decide(dispute, "won")

        taken, given = client.v1.disputes.retrieve(dispute).balance_transactions
        assert (taken.net, given.amount, given.fee) == (-968_000, 850_000, 0)
        assert hook_types(sim) == ["charge.dispute.closed", "charge.dispute.funds_reinstated"]
        assert client.v1.refunds.create({"charge": charge}).status == "succeeded"

    def test_gives_nothing_when_lost(
        self, sim: RunningSim, client: stripe.StripeClient, charge: str, dispute: str
    ) -> None:
        sim.decide(dispute, "lost")

        assert len(client.v1.disputes.retrieve(dispute).balance_transactions) == 1
        assert hook_types(sim) == ["charge.dispute.closed"]
        with pytest.raises(stripe.InvalidRequestError, match="charged back"):
            client.v1.refunds.create({"charge": charge})

    def test_is_lost_when_nobody_answers_in_time(
        self, sim: RunningSim, client: stripe.StripeClient, charge: str
    ) -> None:
        sim.control("clock", frozen=True)
        dispute = sim.dispute(charge)["id"]

        sim.advance(NINE_DAYS - 1)
        assert client.v1.disputes.retrieve(dispute).status == "needs_response"
        sim.advance(1)

        ended = client.v1.disputes.retrieve(dispute)
        assert (ended.status, ended.evidence_details.past_due) == ("lost", True)

    def test_comes_once(self, sim: RunningSim, client: stripe.StripeClient, dispute: str) -> None:
        sim.decide(dispute, "won")

        with pytest.raises(AssertionError, match="status of won"):
            sim.decide(dispute, "lost")

        assert client.v1.disputes.retrieve(dispute).status == "won"
