"""Payment methods: cards as the API names them, of nobody or of a customer."""

from dataclasses import dataclass

from project.payments.stripesim import objects
from project.payments.stripesim.cards import Card, card_for_method, card_numbered
from project.payments.stripesim.errors import ApiError, CardDeclined, Json, ResourceMissing
from project.payments.stripesim.listing import list_kind
from project.payments.stripesim.simulation import Simulation


@dataclass(frozen=True)
class Choice:
    """A card that somebody chose, and the method that it is already, if it is one."""

    card: Card
    stored: Json | None = None


def chosen_method(sim: Simulation, name: str, customer: str | None) -> Choice:
    """Find what a name like `pm_card_visa` or the id of a method stands for, and check that it may be used.

    Raises: ResourceMissing, or ApiError when it is another customer's or was used up.
    """
    card = card_for_method(name)
    if card is not None:
        return Choice(card)
    method = find_method(sim, name, param="payment_method", status=400)
    if method["customer"] not in (None, customer):
        raise ApiError(
            f"The PaymentMethod {name} belongs to a customer: name that customer to use it.", param="payment_method"
        )
    if method["customer"] is None and sim.store.hidden(name).get("used"):
        raise _used_up(name)
    return Choice(card_of(sim, name), method)


def choice_again(sim: Simulation, id: str) -> Choice:
    """Choose the method that an intent has already, used or not."""
    return Choice(card_of(sim, id), sim.store.need("payment_method", id))


def taken(sim: Simulation, choice: Choice, email: str | None = None) -> Json:
    """Give the chosen method, made on the spot when it was only a card."""
    if choice.stored is not None:
        return sim.store.save(choice.stored, used=True)
    method = objects.payment_method(id=sim.store.next_id("pm_"), created=sim.clock.now(), card=choice.card, email=email)
    return sim.store.add(method, card=choice.card.number, used=True)


def card_of(sim: Simulation, method_id: str) -> Card:
    """Give the card behind a method."""
    card = card_numbered(sim.store.hidden(method_id)["card"])
    if card is None:
        raise LookupError(method_id)
    return card


def give_to(sim: Simulation, method_id: str, customer: str) -> Json:
    """Make a method a customer's own."""
    method = sim.store.need("payment_method", method_id)
    if method["customer"] != customer:
        method["customer"] = customer
        sim.store.save(method)
        sim.events.record("payment_method.attached", method)
    return method


def attach_method(sim: Simulation, params: Json, id: str) -> Json:
    """Save a method for a customer.

    Raises: ApiError when there is no such method or customer, CardDeclined when the bank refuses.
    """
    if "customer" not in params:
        raise ApiError("Missing required param: customer.", code="parameter_missing", param="customer")
    check_customer(sim, params)
    choice = chosen_method(sim, id, params["customer"])
    if choice.card.refusal and choice.card.refused_when_saved:
        raise CardDeclined(objects.card_error(choice.card.refusal))
    return give_to(sim, taken(sim, choice)["id"], params["customer"])


def detach_method(sim: Simulation, _params: Json, id: str) -> Json:
    """Forget a method for its customer; it can never be used again.

    Raises: ApiError when it is nobody's.
    """
    method = find_method(sim, id)
    if method["customer"] is None:
        raise ApiError(
            f"The payment method you provided is not attached to a customer so detachment is impossible: {id}",
            param="payment_method",
        )
    method["customer"] = None
    sim.store.save(method, used=True)
    sim.events.record("payment_method.detached", method)
    return method


def list_methods(sim: Simulation, params: Json) -> Json:
    """List the methods of one customer."""
    check_customer(sim, params)
    return list_kind(sim, "payment_method", "/v1/payment_methods", params)


def list_methods_of(sim: Simulation, params: Json, id: str) -> Json:
    """List the methods of the customer in the address."""
    if sim.store.get("customer", id) is None:
        raise ResourceMissing("customer", id, param="customer")
    return list_kind(sim, "payment_method", f"/v1/customers/{id}/payment_methods", {**params, "customer": id})


def get_method_of(sim: Simulation, _params: Json, id: str, method: str) -> Json:
    """Give one method of the customer in the address."""
    found = find_method(sim, method)
    if found["customer"] != id:
        raise ResourceMissing("PaymentMethod", method, param="payment_method")
    return found


def find_method(sim: Simulation, id: str, *, param: str = "payment_method", status: int = 404) -> Json:
    """Find a method by its id.

    Raises: ResourceMissing.
    """
    method = sim.store.get("payment_method", id)
    if method is None:
        raise ResourceMissing("PaymentMethod", id, param=param, status=status)
    return method


def check_customer(sim: Simulation, params: Json) -> None:
    """Check that the customer whom a request names exists.

    Raises: ResourceMissing.
    """
    named = params.get("customer")
    if named and sim.store.get("customer", named) is None:
        raise ResourceMissing("customer", named, param="customer", status=400)


def _used_up(id: str) -> ApiError:
    return ApiError(
        f"The provided PaymentMethod {id} was used before without a customer, or was detached from one: "
        "it may not be used again.",
        param="payment_method",
    )
