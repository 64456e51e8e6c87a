"""Stripe's SDK against the stand-in, over HTTP: what each answer means in our words."""

from datetime import UTC, datetime, timedelta

import pytest
import stripe

from project.kernel.money import Money
from project.payments.gateways import gateway
from project.payments.gateways.gateway import (
    Capture,
    GatewayMissing,
    GatewayRefused,
    GatewayUnclear,
    MovementKind,
    Notice,
    RefundProgress,
    SessionState,
)
from project.payments.gateways.stripe import API_VERSION, StripeGateway
from project.payments.stripesim.testing import DECLINED_CARD, RunningSim

SOON = timedelta(minutes=35)


def request(**changes: object) -> dict[str, object]:
    price = {"currency": "inr", "unit_amount": 850_000, "product_data": {"name": "Deposit"}}
    body: dict[str, object] = {
        "mode": "payment",
        "line_items": [{"quantity": 1, "price_data": price}],
        "client_reference_id": "ref-1",
        "success_url": "http://127.0.0.1:8000/back/",
        "expires_at": int((datetime.now(UTC) + SOON).timestamp()),
    }
    return body | changes


class TestOpenSession:
    def test_gives_the_page(self, stripe_sim: RunningSim) -> None:
        session = gateway().open_session(key="att:1", request=request())

        assert (session.state, session.reference, session.capture) == (SessionState.OPEN, "ref-1", None)
        assert session.url == f"{stripe_sim.base_url}/pay/{session.id}"

    def test_gives_the_same_page_for_the_same_key(self, stripe_sim: RunningSim) -> None:
        body = request()

        assert gateway().open_session(key="att:1", request=body) == gateway().open_session(key="att:1", request=body)

    def test_takes_the_same_key_with_another_body_for_no_answer(self, stripe_sim: RunningSim) -> None:
        """The first request may have opened a page, so nobody may conclude that there is none."""
        gateway().open_session(key="att:1", request=request())

        with pytest.raises(GatewayUnclear, match="IdempotencyError"):
            gateway().open_session(key="att:1", request=request(client_reference_id="other"))

    def test_says_no_to_what_stripe_does_not_take(self, stripe_sim: RunningSim) -> None:
        with pytest.raises(GatewayRefused, match="InvalidRequestError 400"):
            gateway().open_session(key="att:1", request=request(expires_at=1))

    @pytest.mark.parametrize("action", ["429", "500", "503", "drop_before", "drop_after_commit"])
    def test_says_unclear_when_nobody_knows(self, stripe_sim: RunningSim, action: str) -> None:
        stripe_sim.control("faults", action=action, times=2)

        with pytest.raises(GatewayUnclear):
            gateway().open_session(key="att:1", request=request())

    def test_tries_once_more_by_itself(self, stripe_sim: RunningSim) -> None:
        stripe_sim.control("faults", action="503", times=1)

        assert gateway().open_session(key="att:1", request=request()).state is SessionState.OPEN


class TestExpireSession:
    def test_closes_an_open_page(self, stripe_sim: RunningSim) -> None:
        session = gateway().open_session(key="att:1", request=request())

        assert gateway().expire_session(session.id).state is SessionState.EXPIRED

    def test_gives_the_money_when_the_person_was_faster(self, stripe_sim: RunningSim) -> None:
        session = gateway().open_session(key="att:1", request=request())
        stripe_sim.pay(session.id)

        ended = gateway().expire_session(session.id)

        assert ended.state is SessionState.PAID
        assert ended.capture is not None
        assert (ended.capture.amount, ended.capture.method) == (Money(850_000), "Visa ···· 4242")

    def test_says_so_when_it_was_closed_before(self, stripe_sim: RunningSim) -> None:
        session = gateway().open_session(key="att:1", request=request())
        gateway().expire_session(session.id)

        assert gateway().expire_session(session.id).state is SessionState.EXPIRED

    def test_knows_no_page_of_somebody_else(self, stripe_sim: RunningSim) -> None:
        with pytest.raises(GatewayMissing):
            gateway().expire_session("cs_test_of_somebody_else")


class TestFindSession:
    def test_finds_the_page_of_a_reference(self, stripe_sim: RunningSim) -> None:
        session = gateway().open_session(key="att:1", request=request())
        gateway().open_session(key="att:2", request=request(client_reference_id="ref-2"))
        now = datetime.now(UTC)

        found = gateway().find_session(reference="ref-1", since=now - SOON, until=now + SOON)

        assert found == session

    def test_finds_nothing_outside_the_time(self, stripe_sim: RunningSim) -> None:
        gateway().open_session(key="att:1", request=request())
        now = datetime.now(UTC)

        assert gateway().find_session(reference="ref-1", since=now + SOON, until=now + SOON * 2) is None


class TestRefund:
    def test_sends_it_and_finds_it_again(self, stripe_sim: RunningSim) -> None:
        session = gateway().open_session(key="att:1", request=request())
        stripe_sim.pay(session.id)
        capture = gateway().get_session(session.id).capture
        assert capture is not None

        made = gateway().refund(key="ref:1", intent_id=capture.intent_id, amount=Money(100), reference="mine")

        assert (made.amount, made.progress, made.reference) == (Money(100), RefundProgress.ARRIVED, "mine")
        assert gateway().get_refund(made.id) == made
        assert gateway().find_refund(intent_id=capture.intent_id, reference="mine") == made
        assert gateway().find_refund(intent_id=capture.intent_id, reference="other") is None

    def test_refuses_more_than_was_paid(self, stripe_sim: RunningSim) -> None:
        session = gateway().open_session(key="att:1", request=request())
        stripe_sim.pay(session.id)
        capture = gateway().get_session(session.id).capture
        assert capture is not None

        with pytest.raises(GatewayRefused, match="greater than"):
            gateway().refund(key="ref:1", intent_id=capture.intent_id, amount=Money(850_001), reference="mine")


class TestStripeGateway:
    def test_is_pinned_to_the_version_of_the_sdk(self) -> None:
        assert stripe.api_version == API_VERSION

    def test_never_sends_the_stand_ins_key_to_stripe(self) -> None:
        with pytest.raises(GatewayUnclear):
            StripeGateway(api_base="", key="sk_test_sim_nivas")

    def test_sends_no_telemetry(self) -> None:
        assert stripe.enable_telemetry is False


class TestReading:
    def paid(self, sim: RunningSim, **changes: object) -> Capture:
        session = gateway().open_session(key="att:1", request=request(**changes))
        sim.pay(session.id)
        capture = gateway().get_session(session.id).capture
        assert capture is not None
        return capture

    def test_knows_the_fee_with_the_money(self, stripe_sim: RunningSim) -> None:
        assert self.paid(stripe_sim).fee == Money(20_060)

    def test_reads_the_same_money_by_intent_by_charge_and_from_the_list(self, stripe_sim: RunningSim) -> None:
        mark = {"metadata": {"attempt": "a-1", "subject": "booking:1"}}
        capture = self.paid(stripe_sim, metadata=mark["metadata"], payment_intent_data=mark)

        assert capture.reference == "a-1"
        assert gateway().get_capture(capture.intent_id) == capture
        assert gateway().get_capture(capture.charge_id) == capture
        assert list(gateway().list_captures(since=None)) == [capture]

    def test_lists_only_what_falls_into_the_time(self, stripe_sim: RunningSim) -> None:
        at = self.paid(stripe_sim).paid_at

        assert len(list(gateway().list_captures(since=at, until=at + SOON))) == 1
        assert list(gateway().list_captures(since=at - SOON, until=at)) == []
        assert list(gateway().list_movements(since=at + SOON)) == []

    def test_finds_no_money_where_a_card_was_declined(self, stripe_sim: RunningSim) -> None:
        session = gateway().open_session(key="att:1", request=request())
        stripe_sim.pay(session.id, DECLINED_CARD)

        (charge,) = stripe_sim.state()["objects"]["charge"]
        assert gateway().get_capture(charge["id"]) is None
        assert list(gateway().list_captures(since=None)) == []

    def test_names_every_line_of_the_balance(self, stripe_sim: RunningSim) -> None:
        capture = self.paid(stripe_sim)
        refund = gateway().refund(key="ref:1", intent_id=capture.intent_id, amount=Money(100), reference="mine")
        dispute = stripe_sim.control("disputes", payment_intent=capture.intent_id)

        lines = {(line.kind, line.object_id, line.net.paise) for line in gateway().list_movements(since=None)}

        assert lines == {
            (MovementKind.CAPTURE, capture.charge_id, 850_000 - 20_060),
            (MovementKind.REFUND, refund.id, -100),
            (MovementKind.DISPUTE, dispute["id"], -849_900 - 118_000),
        }

    def test_says_what_a_dispute_took_and_gave_back(self, stripe_sim: RunningSim) -> None:
        capture = self.paid(stripe_sim)
        opened = stripe_sim.control("disputes", payment_intent=capture.intent_id)
        taken = gateway().get_dispute(opened["id"])
        stripe_sim.control("disputes/decide", dispute=opened["id"], outcome="won")

        won = gateway().get_dispute(opened["id"])

        assert (taken.intent_id, taken.progress, taken.reason) == (capture.intent_id, "needs_response", "fraudulent")
        assert (taken.taken, taken.taken_fee, taken.returned) == (Money(850_000), Money(118_000), Money(0))
        assert (won.progress, won.returned, won.returned_fee) == ("won", Money(850_000), Money(0))
        assert list(gateway().list_disputes(since=None)) == [won]

    def test_refunds_a_charge_that_has_no_intent_to_name(self, stripe_sim: RunningSim) -> None:
        capture = self.paid(stripe_sim)

        made = gateway().refund(key="ref:1", intent_id=capture.charge_id, amount=Money(100), reference="mine")

        assert gateway().find_refund(intent_id=capture.charge_id, reference="mine") == made
        assert made.key == "ref:1"


class TestReadNews:
    @pytest.mark.parametrize(
        ("event", "body", "news"),
        [
            ("checkout.session.completed", {"id": "cs_1", "client_reference_id": "a"}, ("session", "cs_1", "a")),
            ("payment_intent.succeeded", {"id": "pi_1", "metadata": {"attempt": "a"}}, ("capture", "pi_1", "a")),
            ("charge.succeeded", {"id": "ch_1", "payment_intent": "pi_1"}, ("capture", "pi_1", "")),
            ("charge.updated", {"id": "ch_1", "payment_intent": None}, ("capture", "ch_1", "")),
            ("refund.failed", {"id": "re_1"}, ("refund", "re_1", "")),
            (
                "charge.dispute.closed",
                {"id": "du_1", "charge": "ch_1", "payment_intent": "pi_1"},
                ("dispute", "du_1", ""),
            ),
            ("customer.created", {"id": "cus_1"}, ("nothing", "", "")),
        ],
    )
    def test_says_what_it_is_about(self, stripe_sim: RunningSim, event: str, body: object, news: object) -> None:
        told = gateway().read_news(Notice("evt_1", event, "", {"id": "evt_1", "data": {"object": body}}))

        assert (told.kind, told.object_id, told.reference) == news

    def test_names_another_account(self, stripe_sim: RunningSim) -> None:
        body = {"id": "evt_1", "account": "acct_2", "data": {"object": {"id": "re_1"}}}

        assert gateway().read_news(Notice("evt_1", "refund.failed", "", body)).account == "acct_2"
