"""Tells the payment stand-in what was paid before it was there, so that a deposit of the demo can go back."""

import json
from pathlib import Path

from project.payments.models import Payment

FILE = "stripesim.past.jsonl"


def write_past(home: Path) -> None:
    """Write a line for each payment that has not gone back; the stand-in reads them when it starts."""
    paid = Payment.objects.filter(refunds=None).order_by("pk").values_list("intent_id", "amount_paise", "paid_at")
    with (home / FILE).open("w") as lines:
        for intent, amount, moment in paid.iterator():
            lines.write(json.dumps({"id": intent, "amount": amount, "created": int(moment.timestamp())}) + "\n")
