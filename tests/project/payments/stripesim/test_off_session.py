"""Charging somebody who is not there: with a saved card, and in India with a mandate."""

from typing import Any

import pytest
import stripe

from project.payments.stripesim.testing import RunningSim

from .conftest import hook_types

T0 = 1_795_000_000
NOTICE = 26 * 3600
MANDATED = "pm_card_indiaRecurringMandateSetupAndRenewalsSuccess"
STOPPED = "pm_card_indiaRecurringPaymentFailureAfterPreDebitNotification"
UNANNOUNCED = "pm_card_indiaRecurringPaymentFailureUndeliveredDebitNotification"
CANCELED = "pm_card_indiaRecurringPaymentFailureCanceledMandate"


@pytest.fixture
def asha(sim: RunningSim, client: stripe.StripeClient) -> str:
    sim.control("clock", set=T0, frozen=True)
    return client.v1.customers.create({"email": "asha@example.com"}).id


def mandate_options(amount: int = 2_000_000) -> Any:
    return {
        "card": {
            "mandate_options": {
                "amount": amount,
                "amount_type": "maximum",
                "currency": "inr",
                "interval": "month",
                "reference": "lease-7",
                "start_date": T0,
                "supported_types": ["india"],
            }
        }
    }


def save(sim: RunningSim, customer: str, card: str, **params: Any) -> stripe.SetupIntent:
    """Save a card, saying yes to the bank when it asks."""
    client = sim.client()
    setup = client.v1.setup_intents.create(
        {"customer": customer, "payment_method": card, "confirm": True, "return_url": "https://nivas.example", **params}
    )
    if setup.status == "requires_action":
        sim.confirm_with_bank(setup.id)
    sim.collect_hooks()
    return client.v1.setup_intents.retrieve(setup.id)


def charge(client: stripe.StripeClient, setup: stripe.SetupIntent, amount: int = 850_000) -> stripe.PaymentIntent:
    return client.v1.payment_intents.create(
        {
            "amount": amount,
            "currency": "inr",
            "customer": str(setup.customer),
            "payment_method": str(setup.payment_method),
            "off_session": True,
            "confirm": True,
        }
    )


class TestSavedCard:
    def test_is_charged_at_once(self, sim: RunningSim, client: stripe.StripeClient, asha: str) -> None:
        intent = charge(client, save(sim, asha, "pm_card_visa"))

        assert (intent.status, intent.customer) == ("succeeded", asha)
        assert hook_types(sim) == ["payment_intent.created", "charge.succeeded", "payment_intent.succeeded"]

    @pytest.mark.parametrize(
        ("card", "code"),
        [
            ("pm_card_chargeCustomerFail", "card_declined"),
            ("pm_card_authenticationRequired", "authentication_required"),
            ("pm_card_in", "authentication_required"),
        ],
    )
    def test_may_be_declined(
        self, sim: RunningSim, client: stripe.StripeClient, asha: str, card: str, code: str
    ) -> None:
        setup = save(sim, asha, card)

        with pytest.raises(stripe.CardError) as refusal:
            charge(client, setup)

        assert refusal.value.code == code
        [intent] = client.v1.payment_intents.list({"customer": asha}).data
        assert intent.status == "requires_payment_method"
        assert hook_types(sim) == ["payment_intent.created", "charge.failed", "payment_intent.payment_failed"]

    def test_is_its_owners_alone(self, sim: RunningSim, client: stripe.StripeClient, asha: str) -> None:
        setup = save(sim, asha, "pm_card_visa")

        with pytest.raises(stripe.InvalidRequestError, match="belongs to a customer"):
            client.v1.payment_intents.create(
                {"amount": 5000, "currency": "inr", "confirm": True, "payment_method": str(setup.payment_method)}
            )

        assert client.v1.payment_intents.list().data == []


class TestMandate:
    def test_is_granted_with_the_card(self, sim: RunningSim, client: stripe.StripeClient, asha: str) -> None:
        setup = save(sim, asha, MANDATED, payment_method_options=mandate_options())

        mandate = client.v1.mandates.retrieve(str(setup.mandate))
        assert (mandate.status, mandate.payment_method) == ("active", setup.payment_method)

    def test_is_not_granted_unless_asked_for(self, sim: RunningSim, asha: str) -> None:
        assert save(sim, asha, MANDATED).mandate is None
        assert save(sim, asha, "pm_card_visa", payment_method_options=mandate_options()).mandate is None

    def test_announces_a_payment_and_charges_it_26_hours_later(
        self, sim: RunningSim, client: stripe.StripeClient, asha: str
    ) -> None:
        setup = save(sim, asha, MANDATED, payment_method_options=mandate_options())

        intent = charge(client, setup)
        assert (intent.status, intent.latest_charge) == ("processing", None)
        assert notice(intent) == {"approval_requested": False, "completes_at": T0 + NOTICE}
        sim.advance(NOTICE - 1)
        assert client.v1.payment_intents.retrieve(intent.id).status == "processing"
        sim.advance(1)

        paid = client.v1.payment_intents.retrieve(intent.id, {"expand": ["latest_charge"]})
        assert (paid.status, paid.processing) == ("succeeded", None)
        assert isinstance(paid.latest_charge, stripe.Charge)
        assert paid.latest_charge.payment_method_details.card.mandate == setup.mandate
        assert hook_types(sim) == [
            "payment_intent.created",
            "payment_intent.processing",
            "charge.succeeded",
            "payment_intent.succeeded",
        ]

    @pytest.mark.parametrize(
        ("cap", "amount", "asks"),
        [
            (2_000_000, 1_500_000, False),
            (2_000_000, 1_500_001, True),
            (500_000, 500_000, False),
            (500_000, 500_001, True),
        ],
    )
    def test_asks_for_approval_above_the_banks_limit_and_its_own(
        self, sim: RunningSim, client: stripe.StripeClient, asha: str, cap: int, amount: int, asks: bool
    ) -> None:
        setup = save(sim, asha, MANDATED, payment_method_options=mandate_options(cap))

        intent = charge(client, setup, amount)

        assert notice(intent)["approval_requested"] is asks

    @pytest.mark.parametrize(("approved", "status"), [(True, "succeeded"), (False, "requires_payment_method")])
    def test_takes_the_persons_answer(
        self, sim: RunningSim, client: stripe.StripeClient, asha: str, approved: bool, status: str
    ) -> None:
        setup = save(sim, asha, MANDATED, payment_method_options=mandate_options())
        intent = charge(client, setup, 1_600_000)

        sim.control("approvals", payment_intent=intent.id, approved=approved)
        sim.advance(NOTICE)

        assert client.v1.payment_intents.retrieve(intent.id).status == status

    def test_takes_silence_for_a_no(self, sim: RunningSim, client: stripe.StripeClient, asha: str) -> None:
        setup = save(sim, asha, MANDATED, payment_method_options=mandate_options())
        intent = charge(client, setup, 1_600_000)

        sim.advance(NOTICE)

        failed = client.v1.payment_intents.retrieve(intent.id)
        assert failed.last_payment_error is not None
        assert failed.last_payment_error.decline_code == "transaction_not_approved"

    @pytest.mark.parametrize(
        ("card", "code"),
        [
            (STOPPED, "card_declined"),
            (UNANNOUNCED, "processing_error"),
            (CANCELED, "india_recurring_payment_mandate_canceled"),
        ],
    )
    def test_may_fail_when_the_notice_is_over(
        self, sim: RunningSim, client: stripe.StripeClient, asha: str, card: str, code: str
    ) -> None:
        intent = charge(client, save(sim, asha, card, payment_method_options=mandate_options()))

        sim.advance(NOTICE)

        failed = client.v1.payment_intents.retrieve(intent.id)
        assert failed.last_payment_error is not None
        assert (failed.status, failed.last_payment_error.code) == ("requires_payment_method", code)
        assert client.v1.balance_transactions.list().data == []

    def test_charges_nothing_once_its_owner_ended_it(
        self, sim: RunningSim, client: stripe.StripeClient, asha: str
    ) -> None:
        setup = save(sim, asha, MANDATED, payment_method_options=mandate_options())
        announced = charge(client, setup)
        sim.control("mandates/end", mandate=str(setup.mandate))

        with pytest.raises(stripe.InvalidRequestError) as refusal:
            charge(client, setup)
        sim.advance(NOTICE)

        assert refusal.value.code == "payment_intent_mandate_invalid"
        failed = client.v1.payment_intents.retrieve(announced.id)
        assert failed.last_payment_error is not None
        assert failed.last_payment_error.code == "india_recurring_payment_mandate_canceled"
        ended = client.v1.mandates.retrieve(str(setup.mandate))
        assert ended.status == "inactive"

    def test_cannot_be_stopped_by_cancelling_the_intent(
        self, sim: RunningSim, client: stripe.StripeClient, asha: str
    ) -> None:
        setup = save(sim, asha, MANDATED, payment_method_options=mandate_options())
        intent = charge(client, setup)

        with pytest.raises(stripe.InvalidRequestError) as refusal:
            client.v1.payment_intents.cancel(intent.id)

        assert refusal.value.code == "payment_intent_unexpected_state"
        assert client.v1.payment_intents.retrieve(intent.id).status == "processing"


def notice(intent: stripe.PaymentIntent) -> dict[str, Any]:
    assert intent.processing is not None
    return dict(intent.processing.to_dict()["card"]["customer_notification"])
