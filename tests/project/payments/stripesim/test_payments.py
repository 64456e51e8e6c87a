import pytest
import stripe

from project.payments.stripesim.testing import DECLINED_CARD, RunningSim

from .conftest import OpenSession, hook_types


class TestCreatePaymentIntent:
    def test_pays_at_once_when_confirmed(self, sim: RunningSim, client: stripe.StripeClient) -> None:
        intent = client.v1.payment_intents.create(
            {"amount": 5000, "currency": "inr", "confirm": True, "payment_method": "pm_card_in"}
        )

        assert (intent.status, intent.amount_received) == ("succeeded", 5000)
        assert hook_types(sim) == ["payment_intent.created", "charge.succeeded", "payment_intent.succeeded"]

    def test_waits_for_a_card_otherwise(self, client: stripe.StripeClient) -> None:
        intent = client.v1.payment_intents.create({"amount": 5000, "currency": "inr"})

        assert intent.status == "requires_payment_method"
        assert client.v1.payment_intents.retrieve(intent.id).to_dict() == intent.to_dict()

    def test_answers_402_with_the_intent_inside_when_declined(
        self, sim: RunningSim, client: stripe.StripeClient
    ) -> None:
        with pytest.raises(stripe.CardError) as refusal:
            client.v1.payment_intents.create(
                {"amount": 5000, "currency": "inr", "confirm": True, "payment_method": "pm_card_chargeDeclined"}
            )

        assert (refusal.value.http_status, refusal.value.code) == (402, "card_declined")
        assert refusal.value.error is not None
        assert refusal.value.error.decline_code == "generic_decline"
        embedded = refusal.value.error.payment_intent
        assert embedded is not None
        assert client.v1.payment_intents.retrieve(embedded.id).status == "requires_payment_method"
        assert hook_types(sim) == ["payment_intent.created", "charge.failed", "payment_intent.payment_failed"]

    @pytest.mark.parametrize(
        ("params", "code"),
        [
            ({"amount": 49}, "amount_too_small"),
            ({"confirm": True}, "resource_missing"),
            ({"confirm": True, "payment_method": "pm_unknown"}, "resource_missing"),
            ({"customer": "cus_nobody"}, "resource_missing"),
            ({"payment_method_types": ["card"]}, "payment_method_types_no_longer_supported"),
            ({"capture_method": "manual"}, "parameter_unknown"),
        ],
    )
    def test_refuses_and_keeps_nothing(self, client: stripe.StripeClient, params: dict[str, object], code: str) -> None:
        with pytest.raises(stripe.InvalidRequestError) as refusal:
            client.v1.payment_intents.create({"amount": 5000, "currency": "inr", **params})

        assert refusal.value.code == code
        assert client.v1.payment_intents.list().data == []

    def test_keeps_the_card_for_confirming(self, client: stripe.StripeClient) -> None:
        intent = client.v1.payment_intents.create({"amount": 5000, "currency": "inr", "payment_method": "pm_card_visa"})

        paid = client.v1.payment_intents.confirm(intent.id)

        assert (intent.status, paid.status) == ("requires_confirmation", "succeeded")
        assert paid.payment_method == intent.payment_method

    @pytest.mark.parametrize(("accept", "status"), [(True, "succeeded"), (False, "requires_payment_method")])
    def test_waits_for_the_bank(self, sim: RunningSim, client: stripe.StripeClient, accept: bool, status: str) -> None:
        intent = client.v1.payment_intents.create(
            {
                "amount": 5000,
                "currency": "inr",
                "confirm": True,
                "payment_method": "pm_card_authenticationRequired",
                "return_url": "https://nivas.example/back/",
            }
        )
        assert intent.status == "requires_action"
        assert "asks for ₹50." in sim.request("GET", f"/bank/{intent.id}").body

        first = sim.confirm_with_bank(intent.id, accept=accept)
        sim.confirm_with_bank(intent.id, accept=not accept)

        assert first.headers["Location"] == "https://nivas.example/back/"
        assert client.v1.payment_intents.retrieve(intent.id).status == status

    def test_uses_a_card_of_nobody_once(self, client: stripe.StripeClient) -> None:
        asked = {"amount": 5000, "currency": "inr", "confirm": True}
        paid = client.v1.payment_intents.create({**asked, "payment_method": "pm_card_visa"})

        with pytest.raises(stripe.InvalidRequestError, match="may not be used again"):
            client.v1.payment_intents.create({**asked, "payment_method": str(paid.payment_method)})

        assert len(client.v1.payment_intents.list().data) == 1


class TestCancelPaymentIntent:
    def test_ends_what_nobody_paid(self, sim: RunningSim, client: stripe.StripeClient) -> None:
        intent = client.v1.payment_intents.create({"amount": 5000, "currency": "inr"})

        ended = client.v1.payment_intents.cancel(intent.id, {"cancellation_reason": "abandoned"})

        assert (ended.status, ended.cancellation_reason) == ("canceled", "abandoned")
        assert hook_types(sim) == ["payment_intent.created", "payment_intent.canceled"]

    def test_refuses_what_is_paid_or_ended(self, client: stripe.StripeClient) -> None:
        asked = {"amount": 5000, "currency": "inr"}
        paid = client.v1.payment_intents.create({**asked, "confirm": True, "payment_method": "pm_card_visa"})
        ended = client.v1.payment_intents.cancel(client.v1.payment_intents.create(asked).id)

        for intent in (paid, ended):
            with pytest.raises(stripe.InvalidRequestError) as refusal:
                client.v1.payment_intents.cancel(intent.id)
            assert refusal.value.code == "payment_intent_unexpected_state"
            assert client.v1.payment_intents.retrieve(intent.id).status == intent.status

    def test_refuses_the_intent_of_a_session(
        self, sim: RunningSim, client: stripe.StripeClient, open_session: OpenSession
    ) -> None:
        sim.pay(open_session().id, DECLINED_CARD)
        [intent] = client.v1.payment_intents.list().data

        with pytest.raises(stripe.InvalidRequestError, match="expire the session"):
            client.v1.payment_intents.cancel(intent.id)

        assert client.v1.payment_intents.retrieve(intent.id).status == "requires_payment_method"


class TestConfirmPaymentIntent:
    def test_takes_another_card_after_a_decline(self, client: stripe.StripeClient) -> None:
        intent = client.v1.payment_intents.create({"amount": 5000, "currency": "inr"})
        with pytest.raises(stripe.CardError):
            client.v1.payment_intents.confirm(intent.id, {"payment_method": "pm_card_chargeDeclinedInsufficientFunds"})

        paid = client.v1.payment_intents.confirm(intent.id, {"payment_method": "pm_card_visa"})

        assert paid.status == "succeeded"
        assert paid.last_payment_error is None

    def test_refuses_what_is_paid(self, client: stripe.StripeClient) -> None:
        intent = client.v1.payment_intents.create(
            {"amount": 5000, "currency": "inr", "confirm": True, "payment_method": "pm_card_visa"}
        )

        with pytest.raises(stripe.InvalidRequestError) as refusal:
            client.v1.payment_intents.confirm(intent.id, {"payment_method": "pm_card_visa"})

        assert refusal.value.code == "payment_intent_unexpected_state"
        assert len(client.v1.charges.list().data) == 1

    def test_refuses_the_intent_of_a_session(
        self, sim: RunningSim, client: stripe.StripeClient, open_session: OpenSession
    ) -> None:
        sim.pay(open_session().id, DECLINED_CARD)
        [intent] = client.v1.payment_intents.list().data

        with pytest.raises(stripe.InvalidRequestError, match="Checkout Session"):
            client.v1.payment_intents.confirm(intent.id, {"payment_method": "pm_card_visa"})


class TestCustomer:
    def test_is_kept_and_named_by_what_it_paid(
        self, sim: RunningSim, client: stripe.StripeClient, open_session: OpenSession
    ) -> None:
        asha = client.v1.customers.create({"email": "asha@example.com", "name": "Asha"})
        session = open_session(customer=asha.id)
        sim.pay(session.id)
        sim.pay(open_session().id)

        assert client.v1.customers.retrieve(asha.id).email == "asha@example.com"
        assert [found.id for found in client.v1.checkout.sessions.list({"customer": asha.id}).data] == [session.id]
        assert len(client.v1.charges.list({"customer": asha.id}).data) == 1
