"""`/_sim/*`: how a test or an operator moves the clock, plans faults, plays with hooks and looks inside."""

import json
from collections.abc import Callable

from project.payments.stripesim import api, connect, disputes, mandates
from project.payments.stripesim.errors import ApiError, Json, ResourceMissing
from project.payments.stripesim.idempotency import Answer
from project.payments.stripesim.invariants import expected_balance, violations
from project.payments.stripesim.payments import find_intent
from project.payments.stripesim.simulation import Simulation

_KINDS = (
    "checkout.session", "payment_intent", "charge", "refund", "balance_transaction", "event", "customer", "dispute",
    "payment_method", "setup_intent", "mandate", "account", "transfer", "transfer_reversal", "application_fee",
    "fee_refund",
)  # fmt: skip


def answer(sim: Simulation, method: str, path: str, text: str, content_type: str) -> Answer:
    """Answer one control request; both ways it speaks JSON."""
    action = _ACTIONS.get((method, path))
    try:
        if action is None:
            raise ApiError(f"No such control: {method} {path}", status=404)
        return Answer(200, action(sim, _asked(method, text, content_type)))
    except ApiError as error:
        return Answer(error.status, error.body)
    except (KeyError, TypeError, ValueError) as error:
        return Answer(400, ApiError(f"Cannot read what was asked: {error!r}").body)


def _asked(method: str, text: str, content_type: str) -> Json:
    """Read the JSON body. A form on a foreign web page can post to this machine too, but never as JSON."""
    if method == "GET":
        return {}
    if not content_type.startswith("application/json"):
        raise ApiError("Send application/json.", status=415)
    asked = json.loads(text or "{}")
    if not isinstance(asked, dict):
        raise ApiError("Send a JSON object.")
    return asked


def _health(sim: Simulation, _: Json) -> Json:
    sim.store.rows("SELECT 1")
    return {"status": "ok", "now": sim.clock.now()}


def _get_clock(sim: Simulation, _: Json) -> Json:
    return {"now": sim.clock.now(), **sim.clock.saved()}


def _move_clock(sim: Simulation, asked: Json) -> Json:
    sim.move_clock(**asked)
    api.tend(sim)
    return _get_clock(sim, asked)


def _set_target(sim: Simulation, asked: Json) -> Json:
    sim.events.send_to(url=asked.get("url"), secret=asked.get("secret", ""))
    return {"url": asked.get("url")}


def _hold(sim: Simulation, _: Json) -> Json:
    sim.events.hold(on=True)
    return {"held": True}


def _release(sim: Simulation, asked: Json) -> Json:
    return {"released": sim.deliveries.release(asked.get("order", "as_sent"))}


def _deliver(sim: Simulation, _: Json) -> Json:
    return {"delivered": sim.deliveries.deliver_due()}


def _collect(sim: Simulation, _: Json) -> Json:
    return {"hooks": sim.deliveries.collect()}


def _resend(sim: Simulation, asked: Json) -> Json:
    sim.deliveries.resend(asked["event"], disguise=asked.get("as", "none"), times=int(asked.get("times", 1)))
    return {"queued": int(asked.get("times", 1))}


def _plan_hook(sim: Simulation, asked: Json) -> Json:
    sim.faults.add(
        scope="hook", target=asked.get("type", "*"), action=asked["action"], times=int(asked.get("times", 1))
    )
    return _get_faults(sim, asked)


def _plan_fault(sim: Simulation, asked: Json) -> Json:
    sim.faults.add(
        scope="api",
        target=asked.get("route", "*"),
        action=str(asked["action"]),
        times=int(asked.get("times", 1)),
        seconds=float(asked.get("seconds", 0)),
    )
    return _get_faults(sim, asked)


def _get_faults(sim: Simulation, _: Json) -> Json:
    return {"faults": sim.faults.planned()}


def _clear_faults(sim: Simulation, asked: Json) -> Json:
    sim.faults.clear()
    return _get_faults(sim, asked)


def _plan_refunds(sim: Simulation, asked: Json) -> Json:
    plan = {"delay": int(asked.get("delay", 0)), "outcome": asked.get("outcome", "succeeded")}
    if plan["outcome"] not in ("succeeded", "failed"):
        raise ApiError("A refund ends as succeeded or failed.", param="outcome")
    sim.store.set_setting("refunds", plan)
    return plan


def _seed(sim: Simulation, asked: Json) -> Json:
    with sim.store.transaction():
        sim.store.set_setting("seed", asked["seed"])
        sim.store.set_setting("drawn", 0)
    return {"seed": asked["seed"]}


def _reset(sim: Simulation, asked: Json) -> Json:
    sim.reset(seed=asked.get("seed"))
    return {"seed": sim.store.setting("seed", None)}


def _open_dispute(sim: Simulation, asked: Json) -> Json:
    with sim.store.transaction():
        charge = asked.get("charge") or find_intent(sim, asked["payment_intent"])["latest_charge"]
        found = sim.store.get("charge", charge or "")
        if found is None:
            raise ResourceMissing("charge", str(charge), param="charge")
        return disputes.open_dispute(sim, found, amount=asked.get("amount"), reason=asked.get("reason", "fraudulent"))


def _decide_dispute(sim: Simulation, asked: Json) -> Json:
    with sim.store.transaction():
        return disputes.decide_dispute(sim, asked["dispute"], asked["outcome"])


def _approve(sim: Simulation, asked: Json) -> Json:
    with sim.store.transaction():
        return mandates.approve(sim, asked["payment_intent"], approved=asked.get("approved", True))


def _end_mandate(sim: Simulation, asked: Json) -> Json:
    with sim.store.transaction():
        return mandates.end(sim, asked["mandate"], reason=asked.get("reason", "canceled"))


def _enable_account(sim: Simulation, asked: Json) -> Json:
    with sim.store.transaction():
        return connect.enable_account(sim, asked["account"], enabled=asked.get("enabled", True))


def _ledger(sim: Simulation, _: Json) -> Json:
    """The money alone, by currency where it is a sum: what a set of books elsewhere should agree with."""
    with sim.store.transaction():
        objects = {kind: sim.store.all(kind) for kind in _KINDS if kind != "event"}
        wrong = violations({**objects, "event": []})
    lines = objects["balance_transaction"]
    return {
        "now": sim.clock.now(),
        "balance_transactions": lines,
        "gross": _sums(lines, "amount"),
        "fees": _sums(lines, "fee"),
        "net": _sums(lines, "net"),
        "expected_gross": dict(expected_balance(objects)),
        "captured": _sums(objects["charge"], "amount_captured"),
        "refunded": _sums(objects["charge"], "amount_refunded"),
        "disputed": _sums([each for each in objects["dispute"] if each["status"] != "won"], "amount"),
        "violations": wrong,
    }


def _sums(rows: list[Json], name: str) -> dict[str, int]:
    sums: dict[str, int] = {}
    for row in rows:
        sums[row["currency"]] = sums.get(row["currency"], 0) + row[name]
    return sums


def _state(sim: Simulation, _: Json) -> Json:
    """Everything at once, with what should never be so: an empty list of `violations` is the good case."""
    with sim.store.transaction():
        objects = {kind: sim.store.all(kind) for kind in _KINDS}
        return {
            "now": sim.clock.now(),
            "objects": objects,
            "deliveries": sim.store.rows("SELECT * FROM deliveries ORDER BY rank, id"),
            "faults": sim.faults.planned(),
            "drift": list(sim.drift),
            "violations": violations(objects),
        }


_ACTIONS: dict[tuple[str, str], Callable[[Simulation, Json], Json]] = {
    ("GET", "/_sim/health"): _health,
    ("GET", "/_sim/state"): _state,
    ("GET", "/_sim/clock"): _get_clock,
    ("POST", "/_sim/clock"): _move_clock,
    ("POST", "/_sim/webhook_target"): _set_target,
    ("POST", "/_sim/hooks/hold"): _hold,
    ("POST", "/_sim/hooks/release"): _release,
    ("POST", "/_sim/hooks/deliver"): _deliver,
    ("POST", "/_sim/hooks/collect"): _collect,
    ("POST", "/_sim/hooks/resend"): _resend,
    ("POST", "/_sim/hooks/plan"): _plan_hook,
    ("GET", "/_sim/faults"): _get_faults,
    ("POST", "/_sim/faults"): _plan_fault,
    ("POST", "/_sim/faults/clear"): _clear_faults,
    ("POST", "/_sim/refunds"): _plan_refunds,
    ("GET", "/_sim/ledger"): _ledger,
    ("POST", "/_sim/disputes"): _open_dispute,
    ("POST", "/_sim/disputes/decide"): _decide_dispute,
    ("POST", "/_sim/approvals"): _approve,
    ("POST", "/_sim/mandates/end"): _end_mandate,
    ("POST", "/_sim/accounts"): _enable_account,
    ("POST", "/_sim/seed"): _seed,
    ("POST", "/_sim/reset"): _reset,
}
