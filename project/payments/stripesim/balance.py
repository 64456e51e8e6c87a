"""The account's balance: one line for every move of money."""

from project.payments.stripesim.errors import Json
from project.payments.stripesim.simulation import Simulation

# Made-up terms, close to what an Indian account pays: 2 % and 18 % GST on it.
_FEE_PER_MILLE = 20
_GST_PERCENT = 18
_AVAILABLE_AFTER = 2 * 86_400


def book(sim: Simulation, source: Json, amount: int, type: str) -> str:
    """Write one line into the balance and give its id; only a charge costs a fee."""
    details = _fees(amount, source["currency"]) if type == "charge" else []
    fee = sum(detail["amount"] for detail in details)
    line = sim.store.add(
        {
            "id": sim.store.next_id("txn_"),
            "object": "balance_transaction",
            "amount": amount,
            "available_on": sim.clock.now() + _AVAILABLE_AFTER,
            "balance_type": "payments",
            "created": sim.clock.now(),
            "currency": source["currency"],
            "description": source.get("description"),
            "exchange_rate": None,
            "fee": fee,
            "fee_details": details,
            "net": amount - fee,
            "reporting_category": type,
            "source": source["id"],
            "status": "pending",
            "type": type,
        }
    )
    line_id: str = line["id"]
    return line_id


def _fees(amount: int, currency: str) -> list[Json]:
    fee = amount * _FEE_PER_MILLE // 1000
    parts = (("stripe_fee", "Card fee", fee), ("tax", "GST", fee * _GST_PERCENT // 100))
    return [
        {"amount": part, "application": None, "currency": currency, "description": name, "type": kind}
        for kind, name, part in parts
    ]
