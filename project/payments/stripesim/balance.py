"""The account's balance: one line for every move of money."""

from project.payments.stripesim.errors import Json
from project.payments.stripesim.simulation import Simulation

# Made-up terms, close to what an Indian account pays: 2 % and 18 % GST on it, and for a dispute ₹1,000 and GST.
_FEE_PER_MILLE = 20
_DISPUTE_FEE = 100_000
_GST_PERCENT = 18
_AVAILABLE_AFTER = 2 * 86_400


def book(sim: Simulation, source: Json, amount: int, type: str, *, category: str = "", fee: int = 0) -> str:
    """Write one line into the balance and give its id."""
    details = _fee_details(fee, source["currency"]) if fee else []
    whole_fee = sum(detail["amount"] for detail in details)
    now = sim.clock.now()
    line = sim.store.add(
        {
            "id": sim.store.next_id("txn_"),
            "object": "balance_transaction",
            "amount": amount,
            "available_on": now + _AVAILABLE_AFTER,
            "balance_type": "payments",
            "created": now,
            "currency": source["currency"],
            "description": source.get("description"),
            "exchange_rate": None,
            "fee": whole_fee,
            "fee_details": details,
            "net": amount - whole_fee,
            "reporting_category": category or type,
            "source": source["id"],
            "status": "pending",
            "type": type,
        }
    )
    line_id: str = line["id"]
    return line_id


def card_fee(amount: int) -> int:
    """Give what a charge costs, before tax."""
    return amount * _FEE_PER_MILLE // 1000


def dispute_fee() -> int:
    """Give what a dispute costs, before tax; it is not given back when the dispute is won."""
    return _DISPUTE_FEE


def _fee_details(fee: int, currency: str) -> list[Json]:
    parts = (("stripe_fee", "Stripe fee", fee), ("tax", "GST", fee * _GST_PERCENT // 100))
    return [
        {"amount": part, "application": None, "currency": currency, "description": name, "type": kind}
        for kind, name, part in parts
    ]
