"""Customers: those who pay, known again the next time."""

from project.payments.stripesim import objects
from project.payments.stripesim.errors import ApiError, Json, ResourceMissing, check_modelled
from project.payments.stripesim.metadata import merged
from project.payments.stripesim.methods import find_method
from project.payments.stripesim.simulation import Simulation

_FIELDS = ("description", "email", "name", "phone")
_CREATE = {*_FIELDS, "expand", "metadata"}
_UPDATE = {*_CREATE, "invoice_settings"}


def create_customer(sim: Simulation, params: Json) -> Json:
    """Make somebody who pays.

    Raises: ApiError.
    """
    check_modelled(params, _CREATE)
    customer = objects.customer(id=sim.store.next_id("cus_", 14), created=sim.clock.now(), params=params)
    sim.store.add(customer)
    sim.events.record("customer.created", customer)
    return customer


def update_customer(sim: Simulation, params: Json, id: str) -> Json:
    """Change what is known of somebody, or the method that is theirs by default.

    Raises: ApiError when there is no such customer, or the method is not theirs.
    """
    check_modelled(params, _UPDATE)
    customer = sim.store.get("customer", id)
    if customer is None:
        raise ResourceMissing("customer", id)
    settings = params.get("invoice_settings", {})
    check_modelled(settings, {"default_payment_method"}, "invoice_settings")
    if settings:
        customer["invoice_settings"]["default_payment_method"] = _own_method(sim, id, settings)
    customer |= {name: params[name] for name in _FIELDS if name in params}
    if "metadata" in params:
        customer["metadata"] = merged(customer["metadata"], params["metadata"])
    sim.store.save(customer)
    sim.events.record("customer.updated", customer)
    return customer


def _own_method(sim: Simulation, customer: str, settings: Json) -> str:
    named: str = settings["default_payment_method"]
    if find_method(sim, named, param="invoice_settings[default_payment_method]", status=400)["customer"] != customer:
        raise ApiError("This payment method is not the customer's.", param="invoice_settings[default_payment_method]")
    return named
