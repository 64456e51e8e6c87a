"""One account in which at least one object of every kind was made."""

from typing import Any

import stripe

from project.payments.stripesim.testing import VERIFIED_CARD, RunningSim

from .conftest import session_params


def make_one_of_everything(sim: RunningSim) -> dict[str, list[dict[str, Any]]]:
    """Live through a busy day and give all objects by kind."""
    client = sim.client()
    asha = client.v1.customers.create({"email": "asha@example.com"}).id
    _pay_in_sessions(sim, client, asha)
    _charge_with_a_mandate(sim, client, asha)
    _collect_for_somebody(sim, client)
    state = sim.state()
    assert (state["drift"], state["violations"]) == ([], [])
    objects: dict[str, list[dict[str, Any]]] = state["objects"]
    assert [kind for kind, made in objects.items() if not made] == []
    return objects


def _pay_in_sessions(sim: RunningSim, client: stripe.StripeClient, asha: str) -> None:
    client.v1.checkout.sessions.create(session_params())
    sim.pay(client.v1.checkout.sessions.create(session_params(customer=asha)).id)
    sim.pay(client.v1.checkout.sessions.create(session_params()).id, VERIFIED_CARD)
    [charge] = client.v1.charges.list().data
    sim.control("refunds", delay=60, outcome="failed")
    client.v1.refunds.create({"charge": charge.id, "amount": 100})
    sim.advance(60)
    sim.control("refunds")
    client.v1.refunds.create({"charge": charge.id, "amount": 100, "reason": "requested_by_customer"})
    sim.decide(sim.dispute(charge.id)["id"], "won")


def _charge_with_a_mandate(sim: RunningSim, client: stripe.StripeClient, asha: str) -> None:
    setup = client.v1.setup_intents.create(
        {
            "customer": asha,
            "payment_method": "pm_card_indiaRecurringMandateSetupAndRenewalsSuccess",
            "confirm": True,
            "payment_method_options": {"card": {"mandate_options": _mandate_options(sim)}},
        }
    )
    sim.confirm_with_bank(setup.id)
    for _ in range(2):
        client.v1.payment_intents.create(
            {
                "amount": 850_000,
                "currency": "inr",
                "customer": asha,
                "payment_method": str(setup.payment_method),
                "off_session": True,
                "confirm": True,
            }
        )
        sim.advance(13 * 3600)


def _mandate_options(sim: RunningSim) -> Any:
    return {
        "amount": 900_000,
        "amount_type": "maximum",
        "currency": "inr",
        "interval": "month",
        "reference": "lease-7",
        "start_date": sim.control("clock")["now"],
    }


def _collect_for_somebody(sim: RunningSim, client: stripe.StripeClient) -> None:
    host = client.v1.accounts.create({"email": "host@example.com"}).id
    sim.control("accounts", account=host)
    intent = client.v1.payment_intents.create(
        {
            "amount": 5000,
            "currency": "inr",
            "payment_method": "pm_card_visa",
            "confirm": True,
            "application_fee_amount": 500,
            "transfer_data": {"destination": host},
        }
    )
    client.v1.refunds.create(
        {"payment_intent": intent.id, "amount": 999, "reverse_transfer": True, "refund_application_fee": True}
    )
