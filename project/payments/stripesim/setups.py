"""Setup intents: a card is saved for later, and an Indian one with a mandate."""

from project.payments.stripesim import mandates, objects
from project.payments.stripesim.errors import ApiError, CardDeclined, Json, ResourceMissing, check_modelled
from project.payments.stripesim.methods import Choice, check_customer, choice_again, chosen_method, give_to, taken
from project.payments.stripesim.simulation import Simulation

_CREATE = {
    "allowed_payment_method_types", "automatic_payment_methods", "confirm", "customer", "description",
    "excluded_payment_method_types", "expand", "metadata", "payment_method", "payment_method_options", "return_url",
    "usage",
}  # fmt: skip
_CONFIRM = {"expand", "payment_method", "return_url"}
_WAITING = ("requires_payment_method", "requires_confirmation", "requires_action")
# How far from now a mandate may begin.
_ONE_DAY = 86_400


def create_setup_intent(sim: Simulation, params: Json) -> Json:
    """Make a setup intent and, when asked, confirm it at once.

    Raises: ApiError when it cannot be made, CardDeclined when the bank refuses.
    """
    check_modelled(params, _CREATE)
    check_customer(sim, params)
    _check_options(sim, params)
    choice = _choice(sim, params) if params.get("payment_method") or params.get("confirm") else None
    setup = open_setup(sim, params)
    if choice is None:
        return setup
    if params.get("confirm"):
        return _confirmed(sim, setup, choice, params.get("return_url"))
    setup |= {"payment_method": taken(sim, choice)["id"], "status": "requires_confirmation"}
    return sim.store.save(setup)


def confirm_setup_intent(sim: Simulation, params: Json, id: str) -> Json:
    """Ask the bank whether the card may be saved.

    Raises: ApiError when it is no longer open, CardDeclined when the bank refuses.
    """
    check_modelled(params, _CONFIRM)
    setup = find_setup(sim, id)
    if setup["status"] not in ("requires_payment_method", "requires_confirmation"):
        raise _unexpected(setup, "confirm")
    named, own = params.get("payment_method") or setup["payment_method"], setup["payment_method"]
    choice = choice_again(sim, own) if own and named == own else _choice(sim, {**setup, "payment_method": named})
    return _confirmed(sim, setup, choice, params.get("return_url"))


def cancel_setup_intent(sim: Simulation, params: Json, id: str) -> Json:
    """End a setup intent that saved nothing.

    Raises: ApiError when it did.
    """
    setup = find_setup(sim, id)
    if setup["status"] not in _WAITING:
        raise _unexpected(setup, "cancel")
    setup |= {"status": "canceled", "cancellation_reason": params.get("cancellation_reason"), "next_action": None}
    return _noted(sim, setup, "setup_intent.canceled")


def open_setup(sim: Simulation, params: Json) -> Json:
    """Make a setup intent that waits for a card."""
    setup = objects.setup_intent(
        id=sim.store.next_id("seti_"), secret=sim.store.next_id(""), created=sim.clock.now(), params=params
    )
    sim.store.add(setup)
    sim.events.record("setup_intent.created", setup)
    return setup


def try_card(sim: Simulation, setup: Json, choice: Choice, *, return_url: str | None, email: str | None = None) -> Json:
    """Ask the bank whether a card may be saved, and give the setup intent as it stands then."""
    setup |= {"payment_method": taken(sim, choice, email)["id"], "last_setup_error": None}
    if choice.card.refusal and choice.card.refused_when_saved:
        return _failed(sim, setup, objects.card_error(choice.card.refusal))
    if not choice.card.asks_to_verify:
        return _succeeded(sim, setup)
    url = f"{sim.public_url}/bank/{setup['id']}"
    setup |= {"status": "requires_action", "next_action": objects.redirect(url, return_url)}
    return _noted(sim, setup, "setup_intent.requires_action")


def answer_bank(sim: Simulation, setup: Json, *, accepted: bool) -> Json:
    """Go on with a setup intent that waits for the person."""
    if accepted:
        return _succeeded(sim, setup)
    return _failed(sim, setup, objects.verification_error("setup_intent"))


def find_setup(sim: Simulation, id: str) -> Json:
    """Find a setup intent by its id.

    Raises: ResourceMissing.
    """
    setup = sim.store.get("setup_intent", id)
    if setup is None:
        raise ResourceMissing("setupintent", id, param="intent")
    return setup


def _confirmed(sim: Simulation, setup: Json, choice: Choice, return_url: str | None) -> Json:
    setup = try_card(sim, setup, choice, return_url=return_url)
    if setup["last_setup_error"]:
        raise CardDeclined(setup["last_setup_error"], setup_intent=setup)
    return setup


def _succeeded(sim: Simulation, setup: Json) -> Json:
    if setup["customer"]:
        give_to(sim, setup["payment_method"], setup["customer"])
    setup |= {"status": "succeeded", "next_action": None, "mandate": mandates.grant(sim, setup)}
    return _noted(sim, setup, "setup_intent.succeeded")


def _failed(sim: Simulation, setup: Json, error: Json) -> Json:
    setup |= {
        "status": "requires_payment_method",
        "last_setup_error": error,
        "next_action": None,
        "payment_method": None,
    }
    return _noted(sim, setup, "setup_intent.setup_failed")


def _noted(sim: Simulation, setup: Json, event: str) -> Json:
    sim.store.save(setup)
    sim.events.record(event, setup)
    return setup


def _choice(sim: Simulation, params: Json) -> Choice:
    return chosen_method(sim, params.get("payment_method") or "", params.get("customer"))


def _check_options(sim: Simulation, params: Json) -> None:
    options = params.get("payment_method_options", {})
    check_modelled(options, {"card"}, "payment_method_options")
    card = options.get("card", {})
    check_modelled(card, {"mandate_options"}, "payment_method_options[card]")
    mandate = card.get("mandate_options")
    if mandate is not None and abs(mandate["start_date"] - sim.clock.now()) > _ONE_DAY:
        raise ApiError(
            "The start date of a mandate must be within a day of now.",
            param="payment_method_options[card][mandate_options][start_date]",
        )


def _unexpected(setup: Json, verb: str) -> ApiError:
    return ApiError(
        f"You cannot {verb} this SetupIntent because it has a status of {setup['status']}.",
        code="setup_intent_unexpected_state",
        setup_intent=setup,
    )
