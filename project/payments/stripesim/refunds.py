"""Refunds: asked for, on their way, arrived or come back."""

from project.payments.stripesim import connect, disputes, objects
from project.payments.stripesim.balance import book
from project.payments.stripesim.errors import ApiError, Json, ResourceMissing, check_modelled
from project.payments.stripesim.simulation import Simulation

_MODELLED = {
    "amount", "charge", "expand", "metadata", "payment_intent", "reason", "refund_application_fee", "reverse_transfer",
}  # fmt: skip


def create_refund(sim: Simulation, params: Json) -> Json:
    """Give money back, all that is left of the charge unless an amount is named.

    Raises: ApiError when there is no such charge, or not that much left of it.
    """
    check_modelled(params, _MODELLED)
    charge = _charge_of(sim, params)
    _check_undisputed(sim, charge)
    _check_passed_on(charge, params)
    amount = _amount_of(charge, params)
    plan = sim.refund_plan()
    waits = plan["delay"] > 0 or plan["outcome"] == "failed"
    refund = objects.refund(
        id=sim.store.next_id("re_"),
        created=sim.clock.now(),
        charge=charge,
        amount=amount,
        status="pending" if waits else "succeeded",
        params=params,
    )
    refund["balance_transaction"] = book(sim, refund, -amount, "refund")
    sim.store.add(refund, due=sim.clock.now() + plan["delay"] if waits else None, outcome=plan["outcome"])
    note_on_charge(sim, charge, amount)
    connect.take_back(
        sim,
        charge,
        refund,
        transfer=params.get("reverse_transfer", False),
        fee=params.get("refund_application_fee", False),
    )
    sim.events.record("refund.created", refund)
    sim.events.record("charge.refunded", charge)
    if not waits:
        sim.events.record("refund.updated", refund)
    return refund


def end_due_refunds(sim: Simulation) -> None:
    """End the refunds whose time has come."""
    for refund in sim.store.take_due("refund", sim.clock.now()):
        if sim.store.hidden(refund["id"])["outcome"] == "failed":
            _fail(sim, refund)
        else:
            refund["status"] = "succeeded"
            sim.store.save(refund)
            sim.events.record("refund.updated", refund)


def _fail(sim: Simulation, refund: Json) -> None:
    """Take the money back: the charge counts as less refunded again."""
    refund |= {"status": "failed", "failure_reason": "expired_or_canceled_card"}
    refund["failure_balance_transaction"] = book(sim, refund, refund["amount"], "refund_failure")
    sim.store.save(refund)
    charge = sim.store.need("charge", refund["charge"])
    note_on_charge(sim, charge, -refund["amount"])
    sim.events.record("refund.updated", refund)
    sim.events.record("refund.failed", refund)


def _charge_of(sim: Simulation, params: Json) -> Json:
    if ("charge" in params) == ("payment_intent" in params):
        raise ApiError("Name one of these parameters: charge, payment_intent.", code="parameter_missing")
    if "charge" in params:
        return _paid_charge(sim, params["charge"])
    intent = sim.store.get("payment_intent", params["payment_intent"])
    if intent is None:
        raise ResourceMissing("payment_intent", params["payment_intent"], param="payment_intent")
    if intent["status"] != "succeeded":
        raise ApiError(
            f"This PaymentIntent ({intent['id']}) does not have a successful charge to refund.",
            code="payment_intent_unexpected_state",
            param="payment_intent",
        )
    return _paid_charge(sim, intent["latest_charge"])


def _paid_charge(sim: Simulation, id: str) -> Json:
    charge = sim.store.get("charge", id)
    if charge is None:
        raise ResourceMissing("charge", id, param="charge")
    if not charge["paid"]:
        raise ApiError(f"Charge {id} failed and cannot be refunded.", param="charge")
    return charge


def _amount_of(charge: Json, params: Json) -> int:
    left = charge["amount_captured"] - charge["amount_refunded"]
    amount: int = params.get("amount", left)
    if left == 0:
        raise ApiError(f"Charge {charge['id']} has already been refunded.", code="charge_already_refunded")
    if amount < 1:
        raise ApiError("Invalid positive integer", code="parameter_invalid_integer", param="amount")
    if amount > left:
        raise ApiError(f"Refund amount ({amount}) is greater than unrefunded amount on charge ({left})", param="amount")
    return amount


def _check_undisputed(sim: Simulation, charge: Json) -> None:
    if charge["disputed"] and disputes.stops_refunds(sim, charge["id"]):
        raise ApiError(
            f"Charge {charge['id']} has been charged back; cannot issue a refund.",
            code="charge_disputed",
            param="charge",
        )


def _check_passed_on(charge: Json, params: Json) -> None:
    for name in ("reverse_transfer", "refund_application_fee"):
        if params.get(name) and charge["transfer_data"] is None:
            raise ApiError(f"Charge {charge['id']} was not passed on, so {name} means nothing.", param=name)


def note_on_charge(sim: Simulation, charge: Json, amount: int) -> None:
    """Have a charge say how much of it went back in all."""
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["amount_refunded"] == charge["amount_captured"]
    sim.store.save(charge)
