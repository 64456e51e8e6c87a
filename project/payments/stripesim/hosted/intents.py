"""Intents outside a session: the bank's question, and a card form in the place of the one Stripe's script draws."""

from project.payments.stripesim import charging, setups
from project.payments.stripesim.errors import Json
from project.payments.stripesim.hosted.parts import (
    FILLED_IN,
    Html,
    Page,
    card_form,
    notice,
    page,
    read_card,
    redirect,
)
from project.payments.stripesim.hosted.payment import bank_question
from project.payments.stripesim.methods import Choice
from project.payments.stripesim.money import amount_text
from project.payments.stripesim.payments import find_intent
from project.payments.stripesim.simulation import Simulation


def show_question(sim: Simulation, id: str, _form: Json) -> Page:
    """Show what the bank asks about an intent."""
    intent = _find(sim, id)
    session = sim.store.hidden(id).get("session")
    if session:
        return redirect(f"/pay/{session}/verify", None)
    if intent["status"] != "requires_action":
        return notice("There is nothing to confirm", "You can close this page.")
    amount = amount_text(intent["amount"], intent["currency"]) if "amount" in intent else ""
    return bank_question(merchant=sim.merchant, amount=amount, action=f"/bank/{id}", back=_way_back(intent))


def answer_question(sim: Simulation, id: str, form: Json) -> Page:
    """Take the answer; asked twice, only the first counts."""
    with sim.store.transaction():
        intent = _find(sim, id)
        back = _way_back(intent)
        waits = intent["status"] == "requires_action" and not sim.store.hidden(id).get("session")
        if waits and form.get("answer") in ("accept", "refuse"):
            _answer(sim, intent, accepted=form["answer"] == "accept")
    return redirect(back, back) if waits and back else redirect(f"/bank/{id}", None)


def show_card_form(sim: Simulation, id: str, form: Json) -> Page:
    """Show a form that saves a card, as a page with Stripe's own script would."""
    setup = setups.find_setup(sim, id)
    if setup["status"] in ("succeeded", "canceled"):
        return notice("There is nothing to save", "You can close this page.")
    if setup["status"] == "requires_action":
        return redirect(f"/bank/{id}", _way_back(setup))
    return _form(sim, setup, {**FILLED_IN, **form}, {})


def save_card(sim: Simulation, id: str, form: Json) -> Page:
    """Take the card form."""
    card, errors = read_card(form, now=sim.clock.now(), needs_email=False)
    back = _checked(form.get("return_url"))
    with sim.store.transaction():
        setup = setups.find_setup(sim, id)
        if card is None:
            return _form(sim, setup, form, errors)
        if setup["status"] in ("requires_payment_method", "requires_confirmation"):
            setup = setups.try_card(sim, setup, Choice(card), return_url=back)
    if setup["status"] == "requires_action":
        return redirect(f"/bank/{id}", back)
    if setup["last_setup_error"]:
        return _form(sim, setup, form, {})
    return redirect(back or f"/setup/{id}", back)


def _form(sim: Simulation, setup: Json, values: Json, errors: dict[str, str]) -> Page:
    back = _checked(values.get("return_url"))
    return page(
        "save.html",
        back,
        status=422 if errors else 200,
        title=f"A card for {sim.merchant}",
        merchant=sim.merchant,
        verb="Save this card",
        message="",
        hidden="return_url",
        attempt=back or "",
        action=f"/setup/{setup['id']}",
        back=Html(""),
        **card_form(values, errors, setup["last_setup_error"], email="", nothing="Nothing was saved."),
    )


def _answer(sim: Simulation, intent: Json, *, accepted: bool) -> None:
    if intent["object"] == "setup_intent":
        setups.answer_bank(sim, intent, accepted=accepted)
        return
    charging.dispute_at_once(sim, charging.answer_bank(sim, intent, accepted=accepted))


def _find(sim: Simulation, id: str) -> Json:
    return setups.find_setup(sim, id) if id.startswith("seti_") else find_intent(sim, id)


def _way_back(intent: Json) -> str | None:
    step = intent["next_action"]
    return _checked(step["redirect_to_url"]["return_url"]) if step else None


def _checked(url: str | None) -> str | None:
    return url if url and url.startswith(("http://", "https://")) else None
