"""India's mandates: a person allows their bank once, and the bank announces each automatic payment a day before."""

from typing import Any

from project.payments.stripesim import objects
from project.payments.stripesim.cards import MANDATE_CANCELED, NOT_APPROVED, Card, Refusal
from project.payments.stripesim.charging import Asked, dispute_at_once, settle
from project.payments.stripesim.errors import ApiError, Json, ResourceMissing
from project.payments.stripesim.methods import Choice, card_of
from project.payments.stripesim.simulation import Simulation

# Above this, in paise, the Reserve Bank wants the person to approve each payment.
FREE_OF_APPROVAL = 15_000_00
_CANCELED = "canceled"


def grant(sim: Simulation, setup: Json) -> str | None:
    """Make the mandate that a saved Indian card comes with, when options for one were given; it becomes active at once.

    Stripe may take half an hour for that.
    """
    options = setup["payment_method_options"]["card"]["mandate_options"]
    if not options or not card_of(sim, setup["payment_method"]).needs_mandate:
        return None
    now = sim.clock.now()
    mandate = objects.mandate(id=sim.store.next_id("mandate_"), accepted_at=now, method=setup["payment_method"])
    sim.store.add(mandate, created=now, options=options)
    mandate["status"] = "active"
    sim.store.save(mandate)
    sim.events.record("mandate.updated", mandate)
    mandate_id: str = mandate["id"]
    return mandate_id


def end(sim: Simulation, id: str, *, reason: str = _CANCELED) -> Json:
    """Make a mandate inactive, as its owner may do at their bank at any time.

    Raises: ApiError when there is no such mandate.
    """
    mandate = sim.store.get("mandate", id)
    if mandate is None:
        raise ResourceMissing("mandate", id, param="mandate")
    if mandate["status"] != "inactive":
        mandate["status"] = "inactive"
        mandate["payment_method_details"]["card"]["india"]["inactive_reason"] = reason
        sim.store.save(mandate)
        sim.events.record("mandate.updated", mandate)
    return mandate


def usable(sim: Simulation, params: Json, choice: Choice) -> str | None:
    """Give the mandate under which a card may be charged without its owner, None when it has none.

    Raises: ApiError when the mandate is another card's or no longer active.
    """
    named = params.get("mandate")
    mandate = _named(sim, named) if named else _latest(sim, choice)
    if mandate is None:
        return None
    wrong_card = choice.stored is None or mandate["payment_method"] != choice.stored["id"]
    if wrong_card or mandate["status"] != "active":
        raise ApiError(
            "The provided mandate is invalid and can not be used for the payment intent.",
            code="payment_intent_mandate_invalid",
            param="mandate",
        )
    mandate_id: str = mandate["id"]
    return mandate_id


def needs_approval(sim: Simulation, id: str, amount: int) -> bool:
    """Tell whether the person has to approve this payment: above the bank's limit, or above the mandate's own."""
    limit: int = sim.store.hidden(id)["options"]["amount"]
    return amount > min(limit, FREE_OF_APPROVAL)


def approve(sim: Simulation, intent_id: str, *, approved: bool) -> Json:
    """Answer the bank's question about an announced payment; it counts when the notice is over.

    Raises: ApiError when nothing is announced.
    """
    intent = sim.store.get("payment_intent", intent_id)
    if intent is None or intent["status"] != "processing":
        raise ApiError(f"No payment is announced: {intent_id}", param="payment_intent")
    return sim.store.save(intent, approved=approved)


def charge_due_intents(sim: Simulation) -> None:
    """Ask for the money of announced payments whose notice is over."""
    for intent in sim.store.take_due("payment_intent", sim.clock.now()):
        hidden = sim.store.hidden(intent["id"])
        mandate = sim.store.need("mandate", hidden["mandate"])
        card = card_of(sim, intent["payment_method"])
        refusal = _refusal(intent, mandate, card, hidden.get("approved"))
        settled = settle(sim, intent, card, refusal, Asked(off_session=True, mandate=mandate["id"]))
        if refusal is MANDATE_CANCELED:
            end(sim, mandate["id"])
        dispute_at_once(sim, settled)


def _refusal(intent: Json, mandate: Json, card: Card, approved: Any) -> Refusal | None:
    notice = intent["processing"]["card"]["customer_notification"]
    if mandate["status"] != "active":
        return MANDATE_CANCELED
    if approved is False or (notice["approval_requested"] and not approved):
        return NOT_APPROVED
    return card.renewal or card.refusal


def _named(sim: Simulation, id: str) -> Json:
    mandate = sim.store.get("mandate", id)
    if mandate is None:
        raise ResourceMissing("mandate", id, param="mandate", status=400)
    return mandate


def _latest(sim: Simulation, choice: Choice) -> Json | None:
    if choice.stored is None:
        return None
    granted = sim.store.all("mandate", "json_extract(body, '$.payment_method') = ?", (choice.stored["id"],))
    return granted[-1] if granted else None
