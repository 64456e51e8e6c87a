"""Disputes: a bank takes the money back first, and gives it again only to whoever answers well."""

from project.payments.stripesim import objects
from project.payments.stripesim.balance import book, dispute_fee
from project.payments.stripesim.errors import ApiError, Json, NotModelled, ResourceMissing
from project.payments.stripesim.metadata import merged
from project.payments.stripesim.simulation import Simulation

ANSWER_WITHIN = 9 * 86_400
_OPEN = ("needs_response", "under_review")
_FILES = {
    "cancellation_policy", "customer_communication", "customer_signature", "duplicate_charge_documentation", "receipt",
    "refund_policy", "service_documentation", "shipping_documentation", "uncategorized_file",
}  # fmt: skip
# What a sandbox takes as the whole case.
_OUTCOMES = {"winning_evidence": "won", "losing_evidence": "lost"}


def open_dispute(sim: Simulation, charge: Json, *, amount: int | None = None, reason: str = "fraudulent") -> Json:
    """Take the money of a charge back for its owner; what is left of it unless an amount is named.

    Raises: ApiError when the charge cannot be disputed, or not for so much.
    """
    left = charge["amount_captured"] - charge["amount_refunded"]
    amount = amount if amount is not None else left or charge["amount_captured"]
    if not charge["paid"] or charge["disputed"] or not 1 <= amount <= charge["amount_captured"]:
        raise ApiError(f"Charge {charge['id']} cannot be disputed for {amount}.", param="charge")
    now = sim.clock.now()
    dispute = objects.dispute(
        id=sim.store.next_id("du_"),
        created=now,
        due_by=now + ANSWER_WITHIN,
        charge=charge,
        amount=amount,
        reason=reason,
    )
    sim.store.add(dispute, due=now + ANSWER_WITHIN)
    sim.store.save(charge | {"disputed": True})
    _move_money(sim, dispute, -amount, category="dispute", fee=dispute_fee())
    sim.events.record("charge.dispute.created", dispute)
    sim.events.record("charge.dispute.funds_withdrawn", dispute)
    return dispute


def update_dispute(sim: Simulation, params: Json, id: str) -> Json:
    """Write down evidence and, unless told not to, hand it to the bank.

    Raises: ApiError when the dispute takes no more evidence.
    """
    dispute = find_dispute(sim, id)
    evidence = params.get("evidence", {})
    _check_evidence(evidence)
    if "metadata" in params:
        dispute["metadata"] = merged(dispute["metadata"], params["metadata"])
    if evidence or params.get("submit"):
        _check_open(dispute, ("needs_response",))
        _write_evidence(dispute, evidence, submitted=params.get("submit", True))
    sim.store.save(dispute)
    sim.events.record("charge.dispute.updated", dispute)
    outcome = _OUTCOMES.get(dispute["evidence"].get("uncategorized_text", ""))
    return _end(sim, dispute, outcome) if outcome and dispute["status"] == "under_review" else dispute


def close_dispute(sim: Simulation, _params: Json, id: str) -> Json:
    """Give up: the money stays with the person.

    Raises: ApiError when it is closed already or with the bank.
    """
    dispute = find_dispute(sim, id)
    _check_open(dispute, ("needs_response",))
    return _end(sim, dispute, "lost")


def decide_dispute(sim: Simulation, id: str, outcome: str) -> Json:
    """Decide as the bank does.

    Raises: ApiError when it is decided already, or for anything but `won` and `lost`.
    """
    dispute = find_dispute(sim, id)
    _check_open(dispute, _OPEN)
    if outcome not in ("won", "lost"):
        raise ApiError("A dispute ends as won or lost.", param="outcome")
    return _end(sim, dispute, outcome)


def lose_due_disputes(sim: Simulation) -> None:
    """End the disputes that nobody answered in time."""
    for dispute in sim.store.take_due("dispute", sim.clock.now()):
        if dispute["status"] == "needs_response":
            dispute["evidence_details"]["past_due"] = True
            _end(sim, dispute, "lost")


def find_dispute(sim: Simulation, id: str) -> Json:
    """Find a dispute by its id.

    Raises: ResourceMissing.
    """
    dispute = sim.store.get("dispute", id)
    if dispute is None:
        raise ResourceMissing("dispute", id, param="dispute")
    return dispute


def stops_refunds(sim: Simulation, charge_id: str) -> bool:
    """Tell whether the bank holds a charge's money or has kept it: then there is nothing to refund."""
    found = sim.store.all("dispute", "json_extract(body, '$.charge') = ?", (charge_id,))
    return any(dispute["status"] != "won" for dispute in found)


def _end(sim: Simulation, dispute: Json, outcome: str) -> Json:
    dispute["status"] = outcome
    if outcome == "won":
        _move_money(sim, dispute, dispute["amount"], category="dispute_reversal")
    sim.store.save(dispute)
    sim.events.record("charge.dispute.closed", dispute)
    if outcome == "won":
        sim.events.record("charge.dispute.funds_reinstated", dispute)
    return dispute


def _move_money(sim: Simulation, dispute: Json, amount: int, *, category: str, fee: int = 0) -> None:
    line = book(sim, dispute, amount, "adjustment", category=category, fee=fee)
    dispute["balance_transactions"].append(sim.store.need("balance_transaction", line))
    sim.store.save(dispute)


def _write_evidence(dispute: Json, evidence: Json, *, submitted: bool) -> None:
    dispute["evidence"] |= evidence
    details = dispute["evidence_details"]
    details["has_evidence"] = len(dispute["evidence"]) > 1
    if submitted:
        details |= {"submission_count": details["submission_count"] + 1, "submission_method": "manual"}
        dispute["status"] = "under_review"


def _check_evidence(evidence: Json) -> None:
    for name in sorted(set(evidence) & (_FILES | {"enhanced_evidence"})):
        raise NotModelled(f"evidence[{name}]")


def _check_open(dispute: Json, statuses: tuple[str, ...]) -> None:
    if dispute["status"] not in statuses:
        raise ApiError(f"This dispute has a status of {dispute['status']} and cannot be changed.", param="dispute")
