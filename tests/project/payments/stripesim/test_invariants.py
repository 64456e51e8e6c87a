import json
from collections.abc import Callable
from typing import Any

import pytest
import stripe

from project.payments.stripesim.invariants import violations
from project.payments.stripesim.testing import RunningSim

from .conftest import OpenSession

Break = Callable[[dict[str, Any]], object]


@pytest.fixture
def objects(sim: RunningSim, client: stripe.StripeClient, open_session: OpenSession) -> dict[str, Any]:
    """A deposit of ₹8,500, ₹1,000 of it refunded, the rest disputed and won; and one that was passed on."""
    sim.pay(open_session().id)
    [charge] = client.v1.charges.list().data
    client.v1.refunds.create({"charge": charge.id, "amount": 100_000})
    sim.decide(sim.dispute(charge.id)["id"], "won")
    host = client.v1.accounts.create({}).id
    sim.control("accounts", account=host)
    client.v1.payment_intents.create(
        {
            "amount": 5000,
            "currency": "inr",
            "payment_method": "pm_card_visa",
            "confirm": True,
            "transfer_data": {"destination": host},
            "application_fee_amount": 500,
        }
    )
    found: dict[str, Any] = json.loads(json.dumps(sim.state()["objects"]))
    return found


class TestViolations:
    def test_are_none_in_an_account_that_is_in_order(self, objects: dict[str, Any]) -> None:
        assert violations(objects) == []

    @pytest.mark.parametrize(
        ("breaks", "problem"),
        [
            (lambda o: o["charge"][0].update(amount_refunded=850_001), "refunded more than captured"),
            (lambda o: o["refund"].clear(), "says 100000 refunded, its refunds 0"),
            (lambda o: o["balance_transaction"].pop(), "the objects say"),
            (lambda o: o["balance_transaction"][0].update(net=1), "is not its amount less its fee"),
            (lambda o: o["checkout.session"][0].update(status="expired"), "is expired but paid"),
            (lambda o: o["dispute"][0].update(status="lost"), "is lost and moved"),
            (lambda o: o["dispute"][0].update(amount=850_001), "for more than was captured"),
            (lambda o: o["charge"][0].update(disputed=False), "its charge knows nothing of it"),
            (lambda o: o["transfer"][0].update(amount_reversed=5001), "gave back 5001 of 5000"),
            (lambda o: o["application_fee"][0].update(amount_refunded=-1), "gave back -1 of 500"),
            (lambda o: o["payment_intent"][0].update(status="canceled"), "ended as succeeded and is canceled"),
        ],
    )
    def test_name_what_contradicts(self, objects: dict[str, Any], breaks: Break, problem: str) -> None:
        breaks(objects)

        assert any(problem in found for found in violations(objects)), violations(objects)


class TestLedger:
    def test_sums_the_money_by_currency(self, sim: RunningSim, objects: dict[str, Any]) -> None:
        assert objects

        ledger = sim.ledger()

        assert (ledger["captured"], ledger["refunded"], ledger["disputed"]) == ({"inr": 855_000}, {"inr": 100_000}, {})
        assert ledger["gross"] == ledger["expected_gross"] == {"inr": 750_500}
        assert ledger["fees"] == {"inr": 20_060 + 118_000 + 118}
        assert ledger["net"] == {"inr": 750_500 - 138_178}
        assert len(ledger["balance_transactions"]) == 7
        assert ledger["violations"] == []
