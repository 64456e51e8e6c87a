"""Checkout sessions: opened by the product, paid or left by a person, expired by either or by time."""

from project.payments.stripesim import objects
from project.payments.stripesim.connect import check_destination
from project.payments.stripesim.errors import ApiError, Json, NotModelled, ResourceMissing, check_modelled
from project.payments.stripesim.methods import check_customer
from project.payments.stripesim.payments import cancel_intent, check_amount, find_intent
from project.payments.stripesim.setups import cancel_setup_intent, open_setup
from project.payments.stripesim.simulation import Simulation

SHORTEST = 30 * 60
LONGEST = 24 * 3600
_MODELLED = {
    "allowed_payment_method_types", "billing_address_collection", "branding_settings", "cancel_url",
    "client_reference_id", "currency", "custom_text", "customer", "customer_creation", "customer_email",
    "excluded_payment_method_types", "expand", "expires_at", "integration_identifier", "line_items", "locale",
    "metadata", "mode", "payment_intent_data", "setup_intent_data", "submit_type", "success_url", "ui_mode",
}  # fmt: skip
_INTENT_DATA = {
    "application_fee_amount", "description", "metadata", "on_behalf_of", "receipt_email", "setup_future_usage",
    "statement_descriptor", "statement_descriptor_suffix", "transfer_data", "transfer_group",
}  # fmt: skip
_SETUP_DATA = {"description", "metadata"}
# Each mode with the parameters that only it takes.
_MODES = {"payment": {"line_items", "payment_intent_data", "submit_type"}, "setup": {"setup_intent_data"}}


def create_session(sim: Simulation, params: Json) -> Json:
    """Open a session that a person can pay on the hosted page.

    Raises: ApiError naming the parameter that Stripe would not take.
    """
    _check_modelled(params)
    _check_addresses(params)
    check_customer(sim, params)
    now = sim.clock.now()
    params = {**params, "expires_at": _expiry(params.get("expires_at", now + LONGEST), now)}
    return _open_payment(sim, params, now) if params["mode"] == "payment" else _open_setup(sim, params, now)


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


def _expire(sim: Simulation, session: Json) -> Json:
    session |= {"status": "expired", "url": None}
    sim.store.save(session)
    if session["payment_intent"] is not None:
        cancel_intent(sim, find_intent(sim, session["payment_intent"]), "expired")
    if session["setup_intent"] is not None:
        cancel_setup_intent(sim, {}, session["setup_intent"])
    sim.events.record("checkout.session.expired", session)
    return session


def _open_payment(sim: Simulation, params: Json, now: int) -> Json:
    currency = _one_currency(params)
    items = [_line_item(sim, item, now) for item in params["line_items"]]
    amount = sum(item["amount_total"] for item in items)
    check_amount(amount, currency, param="line_items")
    intent = {"customer": params.get("customer"), **params.get("payment_intent_data", {})}
    check_destination(sim, {"amount": amount, **intent})
    session = _session(sim, params, now, currency=currency, amount=amount)
    return sim.store.add(session, due=session["expires_at"], items=items, intent=intent, attempts=0)


def _open_setup(sim: Simulation, params: Json, now: int) -> Json:
    if "currency" not in params:
        raise ApiError("You must provide currency in setup mode.", code="parameter_missing", param="currency")
    session = _session(sim, params, now, currency=params["currency"], amount=None)
    setup = open_setup(sim, {"customer": params.get("customer"), **params.get("setup_intent_data", {})})
    session["setup_intent"] = setup["id"]
    return sim.store.add(session, due=session["expires_at"], items=[], attempts=0)


def _session(sim: Simulation, params: Json, now: int, *, currency: str, amount: int | None) -> Json:
    session_id = sim.store.next_id("cs_test_", 58)
    return objects.checkout_session(
        id=session_id,
        created=now,
        url=f"{sim.public_url}/pay/{session_id}",
        amount=amount,
        currency=currency,
        merchant=sim.merchant,
        params=params,
    )


# Checks


def _check_modelled(params: Json) -> None:
    check_modelled(params, _MODELLED)
    check_modelled(params.get("payment_intent_data", {}), _INTENT_DATA, "payment_intent_data")
    check_modelled(params.get("setup_intent_data", {}), _SETUP_DATA, "setup_intent_data")
    if "mode" not in params:
        raise ApiError("You must provide mode.", code="parameter_missing", param="mode")
    if params["mode"] not in _MODES:
        raise NotModelled("mode")
    for mode, names in _MODES.items():
        for name in sorted(names & set(params)) if mode != params["mode"] else ():
            raise ApiError(f"You can not pass `{name}` in `{params['mode']}` mode.", param=name)
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
