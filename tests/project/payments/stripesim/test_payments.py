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
            ({"off_session": True}, "parameter_unknown"),
        ],
    )
    def test_refuses_and_keeps_nothing(self, client: stripe.StripeClient, params: dict[str, object], code: str) -> None:
        with pytest.raises(stripe.InvalidRequestError) as refusal:
            client.v1.payment_intents.create({"amount": 5000, "currency": "inr", **params})

        assert refusal.value.code == code
        assert client.v1.payment_intents.list().data == []


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
