"""Customers, payment methods and setup intents."""

from typing import Any

import pytest
import stripe

from project.payments.stripesim.testing import (
    DECLINED_CARD,
    MANDATE_CARD,
    VERIFIED_CARD,
    RunningSim,
)

from .conftest import hook_types

BACK = "https://nivas.example/cards/"


@pytest.fixture
def asha(sim: RunningSim, client: stripe.StripeClient) -> str:
    customer = client.v1.customers.create(
        {"email": "asha@example.com", "name": "Asha", "metadata": {"a": "1", "b": "2"}}
    )
    sim.collect_hooks()
    return customer.id


def session_that_saves(client: stripe.StripeClient, customer: str, **params: Any) -> Any:
    return client.v1.checkout.sessions.create(
        {"mode": "setup", "currency": "inr", "customer": customer, "success_url": BACK, **params}
    )


class TestCustomer:
    def test_changes_what_is_named_and_keeps_the_rest(
        self, sim: RunningSim, client: stripe.StripeClient, asha: str
    ) -> None:
        changed = client.v1.customers.update(asha, {"phone": "+919800000000", "metadata": {"a": "", "c": "3"}})

        assert (changed.name, changed.phone) == ("Asha", "+919800000000")
        assert changed.to_dict()["metadata"] == {"b": "2", "c": "3"}
        assert hook_types(sim) == ["customer.updated"]

    def test_has_a_method_by_default_only_when_it_is_theirs(self, client: stripe.StripeClient, asha: str) -> None:
        method = client.v1.payment_methods.attach("pm_card_visa", {"customer": asha})
        other = client.v1.payment_methods.attach("pm_card_visa", {"customer": client.v1.customers.create({}).id})

        changed = client.v1.customers.update(asha, {"invoice_settings": {"default_payment_method": method.id}})
        with pytest.raises(stripe.InvalidRequestError):
            client.v1.customers.update(asha, {"invoice_settings": {"default_payment_method": other.id}})

        assert changed.invoice_settings is not None
        assert changed.invoice_settings.default_payment_method == method.id
        found = client.v1.customers.retrieve(asha).invoice_settings
        assert found is not None
        assert found.default_payment_method == method.id


class TestPaymentMethod:
    def test_is_attached_listed_and_detached(self, sim: RunningSim, client: stripe.StripeClient, asha: str) -> None:
        method = client.v1.payment_methods.attach("pm_card_visa", {"customer": asha})

        assert (method.customer, method.card and method.card.last4) == (asha, "4242")
        assert [found.id for found in client.v1.customers.payment_methods.list(asha).data] == [method.id]
        assert client.v1.customers.payment_methods.retrieve(asha, method.id).id == method.id
        assert client.v1.payment_methods.detach(method.id).customer is None
        assert client.v1.payment_methods.list({"customer": asha}).data == []
        assert hook_types(sim) == ["payment_method.attached", "payment_method.detached"]

    def test_is_gone_for_good_once_detached(self, client: stripe.StripeClient, asha: str) -> None:
        method = client.v1.payment_methods.attach("pm_card_visa", {"customer": asha})
        client.v1.payment_methods.detach(method.id)

        with pytest.raises(stripe.InvalidRequestError, match="may not be used again"):
            client.v1.payment_methods.attach(method.id, {"customer": asha})
        with pytest.raises(stripe.InvalidRequestError, match="not attached"):
            client.v1.payment_methods.detach(method.id)

    def test_is_saved_even_when_it_will_never_pay(self, client: stripe.StripeClient, asha: str) -> None:
        client.v1.payment_methods.attach("pm_card_chargeCustomerFail", {"customer": asha})

        assert len(client.v1.payment_methods.list({"customer": asha}).data) == 1

    def test_is_not_saved_when_its_bank_refuses(self, client: stripe.StripeClient, asha: str) -> None:
        with pytest.raises(stripe.CardError) as refusal:
            client.v1.payment_methods.attach("pm_card_chargeDeclined", {"customer": asha})

        assert refusal.value.code == "card_declined"
        assert client.v1.payment_methods.list({"customer": asha}).data == []

    def test_is_saved_by_a_payment_that_asks_for_it(self, client: stripe.StripeClient, asha: str) -> None:
        client.v1.payment_intents.create(
            {
                "amount": 5000,
                "currency": "inr",
                "customer": asha,
                "payment_method": "pm_card_visa",
                "setup_future_usage": "off_session",
                "confirm": True,
            }
        )

        assert len(client.v1.payment_methods.list({"customer": asha}).data) == 1


class TestSetupIntent:
    def test_saves_a_card_at_once(self, sim: RunningSim, client: stripe.StripeClient, asha: str) -> None:
        setup = client.v1.setup_intents.create({"customer": asha, "metadata": {"lease": "7"}})
        done = client.v1.setup_intents.confirm(setup.id, {"payment_method": "pm_card_visa"})

        assert (setup.status, done.status) == ("requires_payment_method", "succeeded")
        assert client.v1.payment_methods.retrieve(str(done.payment_method)).customer == asha
        assert hook_types(sim) == ["setup_intent.created", "payment_method.attached", "setup_intent.succeeded"]

    @pytest.mark.parametrize(
        ("accept", "status", "saved"), [(True, "succeeded", 1), (False, "requires_payment_method", 0)]
    )
    def test_waits_for_the_bank(
        self, sim: RunningSim, client: stripe.StripeClient, asha: str, accept: bool, status: str, saved: int
    ) -> None:
        setup = client.v1.setup_intents.create(
            {
                "customer": asha,
                "payment_method": "pm_card_authenticationRequired",
                "confirm": True,
                "return_url": BACK,
            }
        )
        assert setup.status == "requires_action"

        reply = sim.confirm_with_bank(setup.id, accept=accept)

        assert reply.headers["Location"] == BACK
        assert client.v1.setup_intents.retrieve(setup.id).status == status
        assert len(client.v1.payment_methods.list({"customer": asha}).data) == saved

    def test_answers_402_when_the_bank_refuses(self, client: stripe.StripeClient, asha: str) -> None:
        with pytest.raises(stripe.CardError) as refusal:
            client.v1.setup_intents.create(
                {"customer": asha, "payment_method": "pm_card_chargeDeclined", "confirm": True}
            )

        assert refusal.value.error is not None
        assert refusal.value.error.setup_intent is not None
        setup = client.v1.setup_intents.retrieve(refusal.value.error.setup_intent.id)
        assert setup.status == "requires_payment_method"
        assert client.v1.payment_methods.list({"customer": asha}).data == []

    def test_ends_once(self, client: stripe.StripeClient, asha: str) -> None:
        setup = client.v1.setup_intents.create({"customer": asha})
        client.v1.setup_intents.cancel(setup.id)

        with pytest.raises(stripe.InvalidRequestError) as refusal:
            client.v1.setup_intents.confirm(setup.id, {"payment_method": "pm_card_visa"})

        assert refusal.value.code == "setup_intent_unexpected_state"
        assert client.v1.setup_intents.retrieve(setup.id).status == "canceled"

    def test_refuses_a_mandate_that_begins_another_day(self, client: stripe.StripeClient, asha: str) -> None:
        options = {
            "amount": 900_000,
            "amount_type": "maximum",
            "currency": "inr",
            "interval": "month",
            "reference": "lease-7",
            "start_date": 1,
        }

        with pytest.raises(stripe.InvalidRequestError, match="start date"):
            client.v1.setup_intents.create(
                {"customer": asha, "payment_method_options": {"card": {"mandate_options": options}}}
            )

        assert client.v1.setup_intents.list().data == []


class TestSessionThatSaves:
    def test_saves_a_card_and_takes_nothing(self, sim: RunningSim, client: stripe.StripeClient, asha: str) -> None:
        session = session_that_saves(client, asha, setup_intent_data={"metadata": {"lease": "7"}})
        page = sim.request("GET", f"/pay/{session.id}").body
        sim.pay(session.id)

        found = client.v1.checkout.sessions.retrieve(session.id, {"expand": ["setup_intent"]})
        assert "Save this card" in page
        assert (found.status, found.payment_status, found.amount_total) == ("complete", "no_payment_required", None)
        assert isinstance(found.setup_intent, stripe.SetupIntent)
        assert found.setup_intent.to_dict()["metadata"] == {"lease": "7"}
        assert len(client.v1.payment_methods.list({"customer": asha}).data) == 1
        assert client.v1.payment_intents.list().data == []
        assert hook_types(sim)[-2:] == ["setup_intent.succeeded", "checkout.session.completed"]

    def test_asks_the_bank(self, sim: RunningSim, client: stripe.StripeClient, asha: str) -> None:
        session = session_that_saves(client, asha)
        sim.pay(session.id, VERIFIED_CARD)
        question = sim.request("GET", f"/pay/{session.id}/verify").body

        reply = sim.verify(session.id)

        assert "charge your card again later" in question
        assert reply.headers["Location"] == BACK
        assert client.v1.checkout.sessions.retrieve(session.id).status == "complete"

    def test_stays_open_when_the_card_is_refused(self, sim: RunningSim, client: stripe.StripeClient, asha: str) -> None:
        session = session_that_saves(client, asha)

        sim.pay(session.id, DECLINED_CARD)

        page = sim.request("GET", f"/pay/{session.id}").body
        assert "Nothing was saved. Your card was declined." in page
        assert client.v1.checkout.sessions.retrieve(session.id).status == "open"

    def test_takes_its_setup_with_it_when_it_expires(
        self, sim: RunningSim, client: stripe.StripeClient, asha: str
    ) -> None:
        session = session_that_saves(client, asha)

        expired = client.v1.checkout.sessions.expire(session.id)

        assert client.v1.setup_intents.retrieve(str(expired.setup_intent)).status == "canceled"

    @pytest.mark.parametrize(
        ("params", "param"),
        [({"currency": ""}, "currency"), ({"payment_intent_data": {"description": "x"}}, "payment_intent_data")],
    )
    def test_refuses_what_belongs_to_payments(
        self, client: stripe.StripeClient, asha: str, params: dict[str, Any], param: str
    ) -> None:
        with pytest.raises(stripe.InvalidRequestError) as refusal:
            session_that_saves(client, asha, **params)

        assert refusal.value.param == param
        assert client.v1.setup_intents.list().data == []


class TestPageInThePlaceOfTheScript:
    def test_saves_a_card_with_a_mandate(self, sim: RunningSim, client: stripe.StripeClient, asha: str) -> None:
        setup = client.v1.setup_intents.create({"customer": asha})
        shown = sim.request("GET", f"/setup/{setup.id}?return_url={BACK}").body
        form = {"number": MANDATE_CARD, "expiry": "12 / 34", "cvc": "123", "return_url": BACK}

        asked = sim.submit(f"/setup/{setup.id}", form)
        done = sim.confirm_with_bank(setup.id)

        assert f'value="{BACK}"' in shown
        assert asked.headers["Location"] == f"/bank/{setup.id}"
        assert done.headers["Location"] == BACK
        assert client.v1.setup_intents.retrieve(setup.id).status == "succeeded"

    def test_says_what_is_wrong(self, sim: RunningSim, client: stripe.StripeClient, asha: str) -> None:
        setup = client.v1.setup_intents.create({"customer": asha})

        reply = sim.submit(f"/setup/{setup.id}", {"number": "1", "expiry": "12 / 34", "cvc": "123"})

        assert reply.status == 422
        assert "Nothing was saved." in reply.body
        assert client.v1.setup_intents.retrieve(setup.id).status == "requires_payment_method"

    def test_has_nothing_to_ask_twice(self, sim: RunningSim, client: stripe.StripeClient, asha: str) -> None:
        setup = client.v1.setup_intents.create({"customer": asha, "payment_method": "pm_card_visa", "confirm": True})

        assert "There is nothing to save" in sim.request("GET", f"/setup/{setup.id}").body
        assert "There is nothing to confirm" in sim.request("GET", f"/bank/{setup.id}").body
        assert sim.request("GET", "/bank/seti_no").status == 404
