"""What a bank takes back because its customer asked it to."""

from project.payments.stripesim.errors import Json

_CARD = ("brand", "network")


def dispute(*, id: str, created: int, due_by: int, charge: Json, amount: int, reason: str) -> Json:
    """Make a dispute that waits for an answer."""
    card = charge["payment_method_details"]["card"]
    return {
        "id": id,
        "object": "dispute",
        "amount": amount,
        "balance_transactions": [],
        "charge": charge["id"],
        "created": created,
        "currency": charge["currency"],
        "enhanced_eligibility_types": [],
        "evidence": {"enhanced_evidence": {}},
        "evidence_details": {
            "due_by": due_by,
            "enhanced_eligibility": {},
            "has_evidence": False,
            "past_due": False,
            "submission_count": 0,
            "submission_method": "not_submitted",
        },
        "is_charge_refundable": False,
        "livemode": False,
        "metadata": {},
        "network_reason_code": "10.4",
        "payment_intent": charge["payment_intent"],
        "payment_method_details": {
            "type": "card",
            "card": {"case_type": "chargeback", **{name: card[name] for name in _CARD}, "network_reason_code": "10.4"},
        },
        "reason": reason,
        "status": "needs_response",
    }
