"""Payments from before the stand-in was there: a demo city has a past, and its deposits went back or can go back."""

import json
from pathlib import Path

from project.payments.stripesim import objects
from project.payments.stripesim.balance import book, card_fee
from project.payments.stripesim.cards import CARDS
from project.payments.stripesim.errors import Json
from project.payments.stripesim.methods import Choice, taken
from project.payments.stripesim.refunds import note_on_charge
from project.payments.stripesim.simulation import Simulation

CURRENCY = "inr"


def adopt_past(sim: Simulation, path: Path) -> int:
    """Take in what a file tells, a JSON object a line; give how many payments were new. Nobody is told of them."""
    with sim.store.transaction():
        return sum(adopt(sim, **json.loads(line)) for line in path.read_text().splitlines())


def adopt(sim: Simulation, *, id: str, amount: int, created: int, refunds: list[Json] | None = None) -> bool:
    """Make a payment intent that was paid then, with its charge and what of it went back, unless it is known."""
    if sim.store.get("payment_intent", id):
        return False
    intent = objects.payment_intent(
        id=id, secret=sim.store.next_id(""), created=created, amount=amount, currency=CURRENCY, params={}
    )
    intent["payment_method"] = taken(sim, Choice(CARDS[0]))["id"]
    charge = objects.charge(
        id=sim.store.next_id("ch_"),
        created=created,
        intent=intent,
        card=CARDS[0],
        refusal=None,
        email=None,
        mandate=None,
    )
    charge["balance_transaction"] = book(sim, charge, amount, "charge", fee=card_fee(amount))
    intent |= {"status": "succeeded", "amount_received": amount, "latest_charge": charge["id"]}
    sim.store.add(intent, of_checkout=True)
    sim.store.add(charge)
    for refund in refunds or []:
        give_back(sim, charge, **refund)
    return True


def give_back(sim: Simulation, charge: Json, *, id: str, amount: int, created: int, reference: str) -> None:
    """Make a refund that arrived then, under the mark by which the product knows its own."""
    params = {"metadata": {"refund": reference}}
    refund = objects.refund(id=id, created=created, charge=charge, amount=amount, status="succeeded", params=params)
    refund["balance_transaction"] = book(sim, refund, -amount, "refund")
    sim.store.add(refund, due=None, outcome="succeeded")
    note_on_charge(sim, charge, amount)
