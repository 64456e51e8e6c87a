"""What happens when somebody's card is asked for money."""

from dataclasses import dataclass

from project.payments.stripesim import connect, disputes, objects
from project.payments.stripesim.balance import book, card_fee
from project.payments.stripesim.cards import AUTHENTICATION_REQUIRED, Card, Refusal
from project.payments.stripesim.errors import Json
from project.payments.stripesim.methods import Choice, card_of, choice_again, give_to, taken
from project.payments.stripesim.simulation import Simulation

# An Indian bank tells its customer a day before; Stripe waits a little longer.
NOTICE = 26 * 3600


@dataclass(frozen=True)
class Asked:
    """The circumstances: is the person there, and what did they allow before."""

    email: str | None = None
    verified: bool = False
    off_session: bool = False
    return_url: str | None = None
    mandate: str | None = None
    needs_approval: bool = False


ON_SESSION = Asked()


def ask_card(sim: Simulation, intent: Json, choice: Choice, asked: Asked = ON_SESSION) -> Json:
    """Try to take the money and give the intent as it stands then."""
    method = taken(sim, choice, asked.email)
    intent |= {"payment_method": method["id"], "next_action": None, "last_payment_error": None}
    if asked.off_session and choice.card.needs_mandate and asked.mandate:
        return _announce(sim, intent, asked)
    if asked.off_session and (choice.card.needs_mandate or choice.card.asks_to_verify):
        return settle(sim, intent, choice.card, AUTHENTICATION_REQUIRED, asked)
    if choice.card.asks_to_verify and not asked.verified:
        return _wait_for_verification(sim, intent, asked)
    return settle(sim, intent, choice.card, choice.card.refusal, asked)


def settle(sim: Simulation, intent: Json, card: Card, refusal: Refusal | None, asked: Asked) -> Json:
    """Write down what the bank answered."""
    charge = objects.charge(
        id=sim.store.next_id("ch_"),
        created=sim.clock.now(),
        intent=intent,
        card=card,
        refusal=refusal,
        email=asked.email,
        mandate=asked.mandate,
    )
    intent["latest_charge"] = charge["id"]
    if refusal is None:
        return _succeeded(sim, intent, charge)
    sim.store.add(charge)
    sim.events.record("charge.failed", charge)
    return fail(sim, intent, objects.card_error(refusal, charge["id"]))


def fail(sim: Simulation, intent: Json, error: Json) -> Json:
    """Make an intent wait for another card."""
    intent |= {
        "status": "requires_payment_method",
        "last_payment_error": error,
        "next_action": None,
        "payment_method": None,
        "processing": None,
    }
    sim.store.save(intent)
    sim.events.record("payment_intent.payment_failed", intent)
    return intent


def answer_bank(sim: Simulation, intent: Json, *, accepted: bool, email: str | None = None) -> Json:
    """Go on with an intent that waits for the person: with the money, or without when they refused."""
    if not accepted:
        return fail(sim, intent, objects.verification_error("payment_intent"))
    return ask_card(sim, intent, choice_again(sim, intent["payment_method"]), Asked(email=email, verified=True))


def dispute_at_once(sim: Simulation, intent: Json) -> None:
    """Dispute the charge when it was made with the card that always does so."""
    if intent["status"] == "succeeded" and (reason := card_of(sim, intent["payment_method"]).disputed_as):
        disputes.open_dispute(sim, sim.store.need("charge", intent["latest_charge"]), reason=reason)


def _announce(sim: Simulation, intent: Json, asked: Asked) -> Json:
    """Have the bank tell its customer first; the money is asked for when the notice is over."""
    completes_at = sim.clock.now() + NOTICE
    notice = {"approval_requested": asked.needs_approval, "completes_at": completes_at}
    intent |= {
        "status": "processing",
        "processing": {"type": "card", "card": {"customer_notification": notice}},
    }
    sim.store.save(intent, mandate=asked.mandate)
    sim.store.wake_at(intent["id"], completes_at)
    sim.events.record("payment_intent.processing", intent)
    return intent


def _wait_for_verification(sim: Simulation, intent: Json, asked: Asked) -> Json:
    url = f"{sim.public_url}/bank/{intent['id']}"
    intent |= {"status": "requires_action", "next_action": objects.redirect(url, asked.return_url)}
    sim.store.save(intent)
    sim.events.record("payment_intent.requires_action", intent)
    return intent


def _succeeded(sim: Simulation, intent: Json, charge: Json) -> Json:
    charge["balance_transaction"] = book(sim, charge, charge["amount"], "charge", fee=card_fee(charge["amount"]))
    intent |= {"status": "succeeded", "amount_received": intent["amount"], "processing": None}
    sim.store.add(charge)
    sim.store.save(intent)
    connect.pass_on(sim, charge)
    sim.events.record("charge.succeeded", charge)
    sim.events.record("payment_intent.succeeded", intent)
    if intent["setup_future_usage"] and intent["customer"]:
        give_to(sim, intent["payment_method"], intent["customer"])
    return intent
