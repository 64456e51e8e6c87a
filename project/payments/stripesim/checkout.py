"""Checkout sessions: opened by the product, paid or left by a person, expired by either or by time."""

from project.payments.stripesim import objects
from project.payments.stripesim.cards import Card
from project.payments.stripesim.errors import ApiError, Json, NotModelled, ResourceMissing
from project.payments.stripesim.payments import (
    ask_card,
    cancel_intent,
    check_amount,
    check_customer,
    find_intent,
    open_intent,
    refuse_verification,
)
from project.payments.stripesim.simulation import Simulation

SHORTEST = 30 * 60
LONGEST = 24 * 3600
_MODELLED = {
    "allowed_payment_method_types", "billing_address_collection", "branding_settings", "cancel_url",
    "client_reference_id", "currency", "custom_text", "customer", "customer_creation", "customer_email",
    "excluded_payment_method_types", "expand", "expires_at", "integration_identifier", "line_items", "locale",
    "metadata", "mode", "payment_intent_data", "submit_type", "success_url", "ui_mode",
}  # fmt: skip
_INTENT_DATA = {"description", "metadata", "receipt_email", "statement_descriptor", "statement_descriptor_suffix"}


def create_session(sim: Simulation, params: Json) -> Json:
    """Open a session that a person can pay on the hosted page.

    Raises: ApiError naming the parameter that Stripe would not take.
    """
    _check_modelled(params)
    _check_addresses(params)
    check_customer(sim, params)
    now = sim.clock.now()
    params = {**params, "expires_at": _expiry(params.get("expires_at", now + LONGEST), now)}
    currency = _one_currency(params)
    items = [_line_item(sim, item, now) for item in params["line_items"]]
    amount = sum(item["amount_total"] for item in items)
    check_amount(amount, currency, param="line_items")
    session_id = sim.store.next_id("cs_test_", 58)
    session = objects.checkout_session(
        id=session_id,
        created=now,
        url=f"{sim.public_url}/pay/{session_id}",
        amount=amount,
        currency=currency,
        merchant=sim.merchant,
        params=params,
    )
    intent_data = {"customer": params.get("customer"), **params.get("payment_intent_data", {})}
    return sim.store.add(session, due=session["expires_at"], items=items, intent=intent_data, attempts=0)


def expire_session(sim: Simulation, id: str) -> Json:
    """Close an open session, so that nobody can pay it any more.

    Raises: ApiError when it is complete or has expired already.
    """
    session = find_session(sim, id)
    if session["status"] != "open":
        raise ApiError(
            'Only Checkout Sessions with a status in ["open"] can be expired. '
            f"This Checkout Session has a status of `{session['status']}`."
        )
    return _expire(sim, session)


def expire_due_sessions(sim: Simulation) -> None:
    """Close the sessions whose time is over."""
    for session in sim.store.take_due("checkout.session", sim.clock.now()):
        if session["status"] == "open":
            _expire(sim, session)


def find_session(sim: Simulation, id: str) -> Json:
    """Find a session by its id.

    Raises: ResourceMissing.
    """
    session = sim.store.get("checkout.session", id)
    if session is None:
        raise ResourceMissing("checkout.session", id, param="session")
    return session


def line_items(sim: Simulation, id: str) -> list[Json]:
    """List what a session is for, in the order it was given."""
    items: list[Json] = sim.store.hidden(find_session(sim, id)["id"])["items"]
    return items


# What a person does on the hosted page


def pay_session(sim: Simulation, id: str, card: Card, *, email: str | None, attempt: int | None = None) -> Json:
    """Ask the card for the money of an open session and give the session as it stands then.

    `attempt` is how often it was tried when the form was shown: a second click on the same form finds another
    number and changes nothing.
    """
    with sim.store.transaction():
        session = find_session(sim, id)
        hidden = sim.store.hidden(id)
        if session["status"] != "open" or attempt not in (None, hidden["attempts"]):
            return session
        intent = _intent_of(sim, session, hidden)
        email = email or session["customer_email"]
        intent = ask_card(sim, intent, card, email=email)
        sim.store.save(session, attempts=hidden["attempts"] + 1, email=email, card=card.number)
        return _complete(sim, session, email) if intent["status"] == "succeeded" else session


def answer_verification(sim: Simulation, id: str, card: Card, *, accepted: bool) -> Json:
    """Finish or refuse what the bank asked; asked twice, only the first answer counts."""
    with sim.store.transaction():
        session = find_session(sim, id)
        intent = waiting_intent(sim, session)
        if session["status"] != "open" or intent is None:
            return session
        email = sim.store.hidden(id).get("email")
        if not accepted:
            refuse_verification(sim, intent)
            return session
        ask_card(sim, intent, card, email=email, verified=True)
        return _complete(sim, session, email)


def waiting_intent(sim: Simulation, session: Json) -> Json | None:
    """Give the session's intent when the bank waits for the person, else None."""
    if session["payment_intent"] is None:
        return None
    intent = find_intent(sim, session["payment_intent"])
    return intent if intent["status"] == "requires_action" else None


def last_error(sim: Simulation, session: Json) -> Json | None:
    """Give why the last card did not pay, if one was tried."""
    if session["payment_intent"] is None:
        return None
    error: Json | None = find_intent(sim, session["payment_intent"])["last_payment_error"]
    return error


def _intent_of(sim: Simulation, session: Json, hidden: Json) -> Json:
    """Stripe makes the intent when somebody first tries to pay, and uses it again after a decline."""
    if session["payment_intent"] is not None:
        return find_intent(sim, session["payment_intent"])
    intent = open_intent(
        sim,
        amount=session["amount_total"],
        currency=session["currency"],
        params=hidden["intent"],
        of_checkout=True,
    )
    session["payment_intent"] = intent["id"]
    return intent


def _complete(sim: Simulation, session: Json, email: str | None) -> Json:
    session |= {
        "status": "complete",
        "payment_status": "paid",
        "url": None,
        "customer_details": objects.customer_details(email),
    }
    sim.store.save(session)
    sim.events.record("checkout.session.completed", session)
    return session


def _expire(sim: Simulation, session: Json) -> Json:
    session |= {"status": "expired", "url": None}
    sim.store.save(session)
    if session["payment_intent"] is not None:
        cancel_intent(sim, find_intent(sim, session["payment_intent"]), "expired")
    sim.events.record("checkout.session.expired", session)
    return session


# Checks


def _check_modelled(params: Json) -> None:
    for name in sorted(set(params) - _MODELLED):
        raise NotModelled(name)
    for name in sorted(set(params.get("payment_intent_data", {})) - _INTENT_DATA):
        raise NotModelled(f"payment_intent_data[{name}]")
    if params.get("mode") != "payment":
        raise (
            NotModelled("mode")
            if "mode" in params
            else ApiError("You must provide mode.", code="parameter_missing", param="mode")
        )
    if params.get("ui_mode", "hosted_page") != "hosted_page":
        raise NotModelled("ui_mode")


def _check_addresses(params: Json) -> None:
    if "success_url" not in params:
        raise ApiError("Missing required param: success_url.", code="parameter_missing", param="success_url")
    for name in ("success_url", "cancel_url"):
        if not params.get(name, "https://").startswith(("http://", "https://")):
            raise ApiError("Not a valid URL", code="url_invalid", param=name)


def _expiry(moment: int, now: int) -> int:
    if not now + SHORTEST <= moment <= now + LONGEST:
        raise ApiError(
            "The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.",
            param="expires_at",
        )
    return moment


def _one_currency(params: Json) -> str:
    if not params.get("line_items"):
        raise ApiError("You must provide line_items.", code="parameter_missing", param="line_items")
    for number, item in enumerate(params["line_items"]):
        _check_item(item, f"line_items[{number}]")
    currencies = {item["price_data"]["currency"] for item in params["line_items"]}
    currencies |= {params["currency"]} if "currency" in params else set()
    if len(currencies) > 1:
        raise ApiError("All line items must have the same currency.", param="line_items")
    currency: str = currencies.pop()
    return currency


def _check_item(item: Json, path: str) -> None:
    data = item.get("price_data", {})
    for name in sorted(set(item) - {"price_data", "quantity", "metadata"}):
        raise NotModelled(f"{path}[{name}]")
    if "product_data" not in data or "unit_amount" not in data or "recurring" in data:
        raise NotModelled(f"{path} without price_data[product_data] and price_data[unit_amount]")
    if data["unit_amount"] < 0 or item.get("quantity", 1) < 1:
        raise ApiError("Invalid non-negative integer", code="parameter_invalid_integer", param=path)


def _line_item(sim: Simulation, params: Json, now: int) -> Json:
    return objects.line_item(
        id=sim.store.next_id("li_"),
        price=sim.store.next_id("price_"),
        product=sim.store.next_id("prod_"),
        created=now,
        params=params,
    )
