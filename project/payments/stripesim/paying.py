"""What a person does on the page of a session: pay or save a card, answer their bank, leave."""

from project.payments.stripesim import charging, objects, setups
from project.payments.stripesim.cards import Card
from project.payments.stripesim.charging import Asked, ask_card, dispute_at_once
from project.payments.stripesim.checkout import find_session
from project.payments.stripesim.errors import Json
from project.payments.stripesim.methods import Choice
from project.payments.stripesim.payments import find_intent, open_intent
from project.payments.stripesim.simulation import Simulation


def use_card(sim: Simulation, id: str, card: Card, *, email: str | None, attempt: int | None = None) -> Json:
    """Ask the card for the money of an open session, or save it, and give the session as it stands then.

    `attempt` is how often it was tried when the form was shown: a second click on the same form finds another
    number and changes nothing.
    """
    with sim.store.transaction():
        session = find_session(sim, id)
        tried = sim.store.hidden(id)["attempts"]
        if session["status"] != "open" or attempt not in (None, tried):
            return session
        email = email or session["customer_email"]
        sim.store.save(session, attempts=tried + 1, email=email)
        intent = _try(sim, session, card, email)
        return _complete(sim, session, intent, email) if intent["status"] == "succeeded" else session


def answer_verification(sim: Simulation, id: str, *, accepted: bool) -> Json:
    """Finish or refuse what the bank asked; asked twice, only the first answer counts."""
    with sim.store.transaction():
        session = find_session(sim, id)
        intent = waiting_intent(sim, session)
        if session["status"] != "open" or intent is None:
            return session
        email = sim.store.hidden(id).get("email")
        if session["mode"] == "setup":
            intent = setups.answer_bank(sim, intent, accepted=accepted)
        else:
            intent = charging.answer_bank(sim, intent, accepted=accepted, email=email)
        return _complete(sim, session, intent, email) if intent["status"] == "succeeded" else session


def waiting_intent(sim: Simulation, session: Json) -> Json | None:
    """Give the session's intent when the bank waits for the person, else None."""
    intent = _intent_of(sim, session)
    return intent if intent and intent["status"] == "requires_action" else None


def last_error(sim: Simulation, session: Json) -> Json | None:
    """Give why the last card was of no use, if one was tried."""
    intent = _intent_of(sim, session)
    error: Json | None = intent and intent.get("last_payment_error", intent.get("last_setup_error"))
    return error


def _intent_of(sim: Simulation, session: Json) -> Json | None:
    if session["mode"] == "setup":
        return setups.find_setup(sim, session["setup_intent"])
    return find_intent(sim, session["payment_intent"]) if session["payment_intent"] else None


def _try(sim: Simulation, session: Json, card: Card, email: str | None) -> Json:
    intent = _intent_of(sim, session) or _open_intent(sim, session)
    sim.store.save(intent, session=session["id"])
    choice, back = Choice(card), session["success_url"]
    if session["mode"] == "setup":
        return setups.try_card(sim, intent, choice, return_url=back, email=email)
    return ask_card(sim, intent, choice, Asked(email=email, return_url=back))


def _open_intent(sim: Simulation, session: Json) -> Json:
    """Stripe makes the intent when somebody first tries to pay, and uses it again after a decline."""
    intent = open_intent(
        sim,
        amount=session["amount_total"],
        currency=session["currency"],
        params=sim.store.hidden(session["id"])["intent"],
        of_checkout=True,
    )
    sim.store.save(session | {"payment_intent": intent["id"]})
    session["payment_intent"] = intent["id"]
    return intent


def _complete(sim: Simulation, session: Json, intent: Json, email: str | None) -> Json:
    session |= {"status": "complete", "url": None, "customer_details": objects.customer_details(email)}
    if session["mode"] == "payment":
        session["payment_status"] = "paid"
    sim.store.save(session)
    sim.events.record("checkout.session.completed", session)
    if session["mode"] == "payment":
        dispute_at_once(sim, intent)
    return session
