"""Tells the payment stand-in what was paid before it was there, so that a deposit of the demo can go back."""

import json
from collections import defaultdict
from pathlib import Path

from project.payments.models import Payment, Refund, RefundState

FILE = "stripesim.past.jsonl"


def write_past(home: Path) -> None:
    """Write a line for each payment with what went back of it; the stand-in reads them when it starts."""
    refunds = past_refunds()
    paid = Payment.objects.order_by("pk").values_list("pk", "intent_id", "amount_paise", "paid_at")
    with (home / FILE).open("w") as lines:
        for key, intent, amount, moment in paid.iterator():
            payment = {"id": intent, "amount": amount, "created": int(moment.timestamp()), "refunds": refunds[key]}
            lines.write(json.dumps(payment) + "\n")


def past_refunds() -> dict[int, list[dict[str, str | int]]]:
    """What went back of each payment."""
    refunds: dict[int, list[dict[str, str | int]]] = defaultdict(list)
    for refund in Refund.objects.filter(state=RefundState.ARRIVED).order_by("pk").iterator():
        refunds[refund.payment_id].append({
            "id": refund.gateway_id or "", "amount": refund.amount_paise, "reference": str(refund.public_id),
            "created": int(refund.created_at.timestamp()),
        })  # fmt: skip
    return refunds
