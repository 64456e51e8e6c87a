"""Payment intents and charges: what happens when somebody's card is asked for money."""

from project.payments.stripesim import objects
from project.payments.stripesim.balance import book
from project.payments.stripesim.cards import Card, card_for_method
from project.payments.stripesim.errors import ApiError, CardDeclined, Json, NotModelled, ResourceMissing
from project.payments.stripesim.simulation import Simulation

# The least Stripe takes, in the smallest unit. Half a unit is right for every currency we may meet.
SMALLEST_AMOUNT = 50
_MODELLED = {
    "amount", "automatic_payment_methods", "confirm", "currency", "customer", "description", "expand", "metadata",
    "payment_method", "receipt_email", "return_url", "statement_descriptor", "statement_descriptor_suffix",
}  # fmt: skip


def check_amount(amount: int, currency: str, *, param: str) -> None:
    """Check that Stripe would take so little.

    Raises: ApiError when it would not.
    """
    if amount < SMALLEST_AMOUNT:
        raise ApiError(
            f"The amount is too small: at least {SMALLEST_AMOUNT} of the smallest unit of {currency} is needed.",
            code="amount_too_small",
            param=param,
        )


def create_payment_intent(sim: Simulation, params: Json) -> Json:
    """Make a payment intent and, when asked, confirm it at once.

    Raises: ApiError when it cannot be made, CardDeclined when the card says no.
    """
    for name in sorted(set(params) - _MODELLED):
        raise NotModelled(name)
    check_amount(params["amount"], params["currency"], param="amount")
    check_customer(sim, params)
    card = _card_of(params) if params.get("confirm") else None
    intent = open_intent(sim, amount=params["amount"], currency=params["currency"], params=params)
    return _confirmed(sim, intent, card) if card else intent


def confirm_payment_intent(sim: Simulation, params: Json, id: str) -> Json:
    """Ask the named card for the money.

    Raises: ApiError when the intent is no longer open, CardDeclined when the card says no.
    """
    intent = find_intent(sim, id)
    if intent["status"] not in ("requires_payment_method", "requires_confirmation"):
        raise ApiError(
            f"You cannot confirm this PaymentIntent because it has a status of {intent['status']}.",
            code="payment_intent_unexpected_state",
            payment_intent=intent,
        )
    if sim.store.hidden(id).get("of_checkout"):
        raise ApiError("You cannot confirm the PaymentIntent of a Checkout Session.")
    return _confirmed(sim, intent, _card_of(params))


def open_intent(sim: Simulation, *, amount: int, currency: str, params: Json, of_checkout: bool = False) -> Json:
    """Make an intent that waits for a card."""
    intent = objects.payment_intent(
        id=sim.store.next_id("pi_"),
        secret=sim.store.next_id(""),
        created=sim.clock.now(),
        amount=amount,
        currency=currency,
        params=params,
    )
    sim.store.add(intent, of_checkout=of_checkout)
    sim.events.record("payment_intent.created", intent)
    return intent


def ask_card(sim: Simulation, intent: Json, card: Card, *, email: str | None = None, verified: bool = False) -> Json:
    """Try to take the money and give the intent as it stands then."""
    intent |= {"payment_method": sim.store.next_id("pm_"), "next_action": None, "last_payment_error": None}
    if card.asks_to_verify and not verified:
        return _wait_for_verification(sim, intent)
    charge = objects.charge(id=sim.store.next_id("ch_"), created=sim.clock.now(), intent=intent, card=card, email=email)
    intent["latest_charge"] = charge["id"]
    return _declined(sim, intent, charge, card) if card.decline_code else _succeeded(sim, intent, charge)


def refuse_verification(sim: Simulation, intent: Json) -> Json:
    """End a verification that the person refused: no charge was made."""
    return _failed(sim, intent, objects.verification_error())


def cancel_intent(sim: Simulation, intent: Json, reason: str) -> None:
    """End an intent that nobody will pay any more."""
    intent |= {
        "status": "canceled",
        "canceled_at": sim.clock.now(),
        "cancellation_reason": reason,
        "next_action": None,
    }
    sim.store.save(intent)
    sim.events.record("payment_intent.canceled", intent)


def find_intent(sim: Simulation, id: str) -> Json:
    """Find an intent by its id.

    Raises: ResourceMissing.
    """
    intent = sim.store.get("payment_intent", id)
    if intent is None:
        raise ResourceMissing("payment_intent", id, param="intent")
    return intent


def check_customer(sim: Simulation, params: Json) -> None:
    """Check that the customer whom a request names exists.

    Raises: ResourceMissing.
    """
    named = params.get("customer")
    if named and sim.store.get("customer", named) is None:
        raise ResourceMissing("customer", named, param="customer", status=400)


def _card_of(params: Json) -> Card:
    method = params.get("payment_method", "")
    card = card_for_method(method)
    if card is None:
        raise ResourceMissing("PaymentMethod", method, param="payment_method", status=400)
    return card


def _confirmed(sim: Simulation, intent: Json, card: Card) -> Json:
    intent = ask_card(sim, intent, card)
    if card.decline_code:
        raise CardDeclined(intent["last_payment_error"], payment_intent=intent)
    return intent


def _wait_for_verification(sim: Simulation, intent: Json) -> Json:
    url = f"{sim.public_url}/verify/{intent['id']}"
    intent |= {
        "status": "requires_action",
        "next_action": {"type": "redirect_to_url", "redirect_to_url": {"url": url, "return_url": None}},
    }
    sim.store.save(intent)
    sim.events.record("payment_intent.requires_action", intent)
    return intent


def _declined(sim: Simulation, intent: Json, charge: Json, card: Card) -> Json:
    sim.store.add(charge)
    sim.events.record("charge.failed", charge)
    return _failed(sim, intent, objects.decline_error(card, charge["id"]))


def _failed(sim: Simulation, intent: Json, error: Json) -> Json:
    intent |= {
        "status": "requires_payment_method",
        "last_payment_error": error,
        "next_action": None,
        "payment_method": None,
    }
    sim.store.save(intent)
    sim.events.record("payment_intent.payment_failed", intent)
    return intent


def _succeeded(sim: Simulation, intent: Json, charge: Json) -> Json:
    charge["balance_transaction"] = book(sim, charge, charge["amount"], "charge")
    intent |= {"status": "succeeded", "amount_received": intent["amount"]}
    sim.store.add(charge)
    sim.store.save(intent)
    sim.events.record("charge.succeeded", charge)
    sim.events.record("payment_intent.succeeded", intent)
    return intent
