import pytest
import stripe

from project.payments.stripesim.testing import DECLINED_CARD, RunningSim

from .conftest import OpenSession, hook_types, session_params

HALF_AN_HOUR, DAY = 1800, 86_400


class TestCreateSession:
    def test_opens_a_page_that_can_be_paid(self, sim: RunningSim, open_session: OpenSession) -> None:
        session = open_session(customer_email="asha@example.com")

        assert session.url == f"{sim.base_url}/pay/{session.id}"
        assert (session.status, session.payment_status, session.payment_intent) == ("open", "unpaid", None)
        assert (session.amount_total, session.currency) == (850_000, "inr")
        assert session.metadata is not None
        assert session.metadata.to_dict() == {"subject": "booking:7"}
        assert (session.client_reference_id, session.customer_email) == ("attempt-7", "asha@example.com")
        assert session.id.startswith("cs_test_")
        assert not session.livemode

    def test_lasts_a_day_unless_told_otherwise(self, sim: RunningSim, open_session: OpenSession) -> None:
        sim.control("clock", set=1_795_000_000, frozen=True)

        assert open_session().expires_at == 1_795_000_000 + DAY
        assert open_session(expires_at=1_795_000_000 + 2100).expires_at == 1_795_002_100

    @pytest.mark.parametrize(("lasts", "allowed"), [(HALF_AN_HOUR, 1), (HALF_AN_HOUR - 1, 0), (DAY, 1), (DAY + 1, 0)])
    def test_lasts_from_half_an_hour_to_a_day(
        self, sim: RunningSim, client: stripe.StripeClient, open_session: OpenSession, lasts: int, allowed: int
    ) -> None:
        sim.control("clock", set=1_795_000_000, frozen=True)

        if allowed:
            open_session(expires_at=1_795_000_000 + lasts)
        else:
            with pytest.raises(stripe.InvalidRequestError) as refusal:
                open_session(expires_at=1_795_000_000 + lasts)
            assert refusal.value.param == "expires_at"
        assert len(client.v1.checkout.sessions.list().data) == allowed

    def test_adds_up_its_line_items(self, client: stripe.StripeClient, open_session: OpenSession) -> None:
        [deposit] = session_params()["line_items"]
        lunch = {**deposit, "quantity": 3, "price_data": {**deposit["price_data"], "unit_amount": 12_050}}

        session = open_session(line_items=[deposit, lunch])

        assert session.amount_total == 886_150
        items = client.v1.checkout.sessions.line_items.list(session.id, {"limit": 1})
        assert [item.amount_total for item in items.data] == [850_000]
        assert items.has_more
        assert [item.amount_total for item in items.auto_paging_iter()] == [850_000, 36_150]

    @pytest.mark.parametrize("paise", [50, 49])
    def test_takes_fifty_paise_and_no_less(self, open_session: OpenSession, paise: int) -> None:
        if paise == 50:
            assert open_session(amount=50).amount_total == 50
            return
        with pytest.raises(stripe.InvalidRequestError) as refusal:
            open_session(amount=49)
        assert refusal.value.code == "amount_too_small"

    @pytest.mark.parametrize(
        ("params", "code", "param"),
        [
            ({"payment_method_types": ["card"]}, "payment_method_types_no_longer_supported", "payment_method_types"),
            ({"mode": "pay"}, "parameter_invalid", "mode"),
            ({"mode": "subscription"}, "parameter_unknown", "mode"),
            ({"expire_at": 5}, "parameter_unknown", "expire_at"),
            ({"discounts": [{"coupon": "x"}]}, "parameter_unknown", "discounts"),
            ({"success_url": ""}, "parameter_invalid_empty", "success_url"),
            ({"success_url": "nivas.example/paid"}, "url_invalid", "success_url"),
            ({"cancel_url": "javascript:alert(1)"}, "url_invalid", "cancel_url"),
            ({"line_items": []}, "parameter_missing", "line_items"),
            ({"currency": "usd"}, None, "line_items"),
            ({"customer": "cus_nobody"}, "resource_missing", "customer"),
            ({"metadata": {"k" * 41: "v"}}, None, "metadata"),
            ({"payment_intent_data": {"metadata": {"k": "v" * 501}}}, None, "metadata"),
        ],
    )
    def test_refuses_and_keeps_nothing(
        self,
        client: stripe.StripeClient,
        open_session: OpenSession,
        params: dict[str, object],
        code: str | None,
        param: str,
    ) -> None:
        with pytest.raises(stripe.InvalidRequestError) as refusal:
            open_session(**params)

        assert (refusal.value.http_status, refusal.value.code, refusal.value.param) == (400, code, param)
        assert client.v1.checkout.sessions.list().data == []


class TestExpireSession:
    def test_closes_an_open_session(
        self, sim: RunningSim, client: stripe.StripeClient, open_session: OpenSession
    ) -> None:
        session = open_session()

        expired = client.v1.checkout.sessions.expire(session.id)

        assert (expired.status, expired.payment_status, expired.url) == ("expired", "unpaid", None)
        assert hook_types(sim) == ["checkout.session.expired"]
        assert sim.pay(session.id).headers["Location"] == f"/pay/{session.id}"
        assert client.v1.charges.list().data == []

    @pytest.mark.parametrize("end", ["complete", "expired"])
    def test_refuses_a_session_that_has_ended(
        self, sim: RunningSim, client: stripe.StripeClient, open_session: OpenSession, end: str
    ) -> None:
        session = open_session()
        if end == "complete":
            sim.pay(session.id)
        else:
            client.v1.checkout.sessions.expire(session.id)

        with pytest.raises(stripe.InvalidRequestError, match=f"has a status of `{end}`"):
            client.v1.checkout.sessions.expire(session.id)

        assert client.v1.checkout.sessions.retrieve(session.id).status == end

    def test_cancels_the_intent_of_an_earlier_decline(
        self, sim: RunningSim, client: stripe.StripeClient, open_session: OpenSession
    ) -> None:
        session = open_session()
        sim.pay(session.id, DECLINED_CARD)

        client.v1.checkout.sessions.expire(session.id)

        [intent] = client.v1.payment_intents.list().data
        assert (intent.status, intent.cancellation_reason) == ("canceled", "expired")

    def test_knows_no_foreign_session(self, client: stripe.StripeClient) -> None:
        with pytest.raises(stripe.InvalidRequestError) as refusal:
            client.v1.checkout.sessions.expire("cs_test_nobody")

        assert (refusal.value.http_status, refusal.value.code) == (404, "resource_missing")


class TestTime:
    def test_closes_a_session_at_its_expiry_and_not_before(
        self, sim: RunningSim, client: stripe.StripeClient, open_session: OpenSession
    ) -> None:
        sim.control("clock", set=1_795_000_000, frozen=True)
        session = open_session(expires_at=1_795_001_800)

        sim.advance(1799)
        assert client.v1.checkout.sessions.retrieve(session.id).status == "open"
        sim.advance(1)

        assert client.v1.checkout.sessions.retrieve(session.id).status == "expired"
        assert hook_types(sim) == ["checkout.session.expired"]

    def test_lets_a_person_pay_in_the_last_second(
        self, sim: RunningSim, client: stripe.StripeClient, open_session: OpenSession
    ) -> None:
        sim.control("clock", set=1_795_000_000, frozen=True)
        session = open_session(expires_at=1_795_001_800)
        sim.advance(1799)

        sim.pay(session.id)
        sim.advance(1)

        assert client.v1.checkout.sessions.retrieve(session.id).status == "complete"

    def test_leaves_a_paid_session_alone(
        self, sim: RunningSim, client: stripe.StripeClient, open_session: OpenSession
    ) -> None:
        session = open_session()
        sim.pay(session.id)

        sim.advance(2 * DAY)

        assert client.v1.checkout.sessions.retrieve(session.id).status == "complete"
        assert "checkout.session.expired" not in hook_types(sim)
