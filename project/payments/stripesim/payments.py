"""Payment intents: made, confirmed and cancelled through the API, with the person there or without."""

from project.payments.stripesim import mandates, objects
from project.payments.stripesim.charging import Asked, ask_card, dispute_at_once
from project.payments.stripesim.connect import check_destination
from project.payments.stripesim.errors import ApiError, CardDeclined, Json, ResourceMissing, check_modelled
from project.payments.stripesim.methods import Choice, check_customer, choice_again, chosen_method, taken
from project.payments.stripesim.simulation import Simulation

# The least Stripe takes, in the smallest unit. Half a unit is right for every currency we may meet.
SMALLEST_AMOUNT = 50
_CREATE = {
    "allowed_payment_method_types", "amount", "application_fee_amount", "automatic_payment_methods", "confirm",
    "currency", "customer", "description", "excluded_payment_method_types", "expand", "mandate", "metadata", "off_session", "on_behalf_of", "payment_method", "receipt_email", "return_url",
    "setup_future_usage", "statement_descriptor", "statement_descriptor_suffix", "transfer_data", "transfer_group",
}  # fmt: skip
_CONFIRM = {
    "expand", "mandate", "off_session", "payment_method", "receipt_email", "return_url",
    "setup_future_usage",
}  # fmt: skip
# Only with `confirm`: before that nothing is asked of anybody.
_FOR_CONFIRMING = ("off_session", "mandate", "return_url")
_OPEN = ("requires_payment_method", "requires_confirmation", "requires_action")


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
    check_modelled(params, _CREATE)
    check_amount(params["amount"], params["currency"], param="amount")
    check_customer(sim, params)
    check_destination(sim, params)
    if not params.get("confirm"):
        return _unconfirmed(sim, params)
    choice = _choice_of(sim, params, params.get("customer"))
    asked = _circumstances(sim, params, choice, params["amount"])
    intent = open_intent(sim, amount=params["amount"], currency=params["currency"], params=params)
    return _confirmed(sim, intent, choice, asked)


def confirm_payment_intent(sim: Simulation, params: Json, id: str) -> Json:
    """Ask the named card, or the one that is set, for the money.

    Raises: ApiError when the intent is no longer open, CardDeclined when the card says no.
    """
    check_modelled(params, _CONFIRM)
    intent = find_intent(sim, id)
    if intent["status"] not in ("requires_payment_method", "requires_confirmation"):
        raise _unexpected(intent, "confirm")
    if sim.store.hidden(id).get("of_checkout"):
        raise ApiError("You cannot confirm the PaymentIntent of a Checkout Session.")
    named = {"payment_method": intent["payment_method"], **params}
    choice = _choice_of(sim, named, intent["customer"], own=intent["payment_method"])
    asked = _circumstances(sim, named, choice, intent["amount"])
    changed = {name: params[name] for name in ("receipt_email", "setup_future_usage") if name in params}
    return _confirmed(sim, intent | changed, choice, asked)


def cancel_payment_intent(sim: Simulation, params: Json, id: str) -> Json:
    """End an intent that nobody has paid.

    Raises: ApiError when money is on its way or here, or when it is a session's.
    """
    intent = find_intent(sim, id)
    if intent["status"] not in _OPEN:
        raise _unexpected(intent, "cancel")
    if sim.store.hidden(id).get("of_checkout"):
        raise ApiError("You cannot cancel the PaymentIntent of a Checkout Session: expire the session instead.")
    return cancel_intent(sim, intent, params.get("cancellation_reason"))


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


def cancel_intent(sim: Simulation, intent: Json, reason: str | None) -> Json:
    """End an intent that nobody will pay any more."""
    intent |= {
        "status": "canceled",
        "canceled_at": sim.clock.now(),
        "cancellation_reason": reason,
        "next_action": None,
    }
    sim.store.save(intent)
    sim.events.record("payment_intent.canceled", intent)
    return intent


def find_intent(sim: Simulation, id: str) -> Json:
    """Find an intent by its id.

    Raises: ResourceMissing.
    """
    intent = sim.store.get("payment_intent", id)
    if intent is None:
        raise ResourceMissing("payment_intent", id, param="intent")
    return intent


def _unconfirmed(sim: Simulation, params: Json) -> Json:
    for name in _FOR_CONFIRMING:
        if params.get(name):
            raise ApiError(f"You can only set {name} when `confirm` is true.", param=name)
    named = params.get("payment_method")
    choice = chosen_method(sim, named, params.get("customer")) if named else None
    intent = open_intent(sim, amount=params["amount"], currency=params["currency"], params=params)
    if choice is not None:
        intent |= {"payment_method": taken(sim, choice)["id"], "status": "requires_confirmation"}
        sim.store.save(intent)
    return intent


def _choice_of(sim: Simulation, params: Json, customer: str | None, *, own: str | None = None) -> Choice:
    """Find the card to ask; the method that is set on the intent already is its own, used or not."""
    named = params.get("payment_method") or ""
    if own and named == own:
        return choice_again(sim, own)
    return chosen_method(sim, named, customer)


def _circumstances(sim: Simulation, params: Json, choice: Choice, amount: int) -> Asked:
    off_session = params.get("off_session") not in (None, False, "false")
    if off_session and params.get("setup_future_usage"):
        raise ApiError("You cannot set up future usage with off_session.", param="setup_future_usage")
    mandate = mandates.usable(sim, params, choice) if off_session else None
    return Asked(
        email=params.get("receipt_email"),
        off_session=off_session,
        return_url=params.get("return_url"),
        mandate=mandate,
        needs_approval=mandate is not None and mandates.needs_approval(sim, mandate, amount),
    )


def _confirmed(sim: Simulation, intent: Json, choice: Choice, asked: Asked) -> Json:
    intent = ask_card(sim, intent, choice, asked)
    if intent["last_payment_error"]:
        raise CardDeclined(intent["last_payment_error"], payment_intent=intent)
    dispute_at_once(sim, intent)
    return intent


def _unexpected(intent: Json, verb: str) -> ApiError:
    return ApiError(
        f"You cannot {verb} this PaymentIntent because it has a status of {intent['status']}.",
        code="payment_intent_unexpected_state",
        payment_intent=intent,
    )
