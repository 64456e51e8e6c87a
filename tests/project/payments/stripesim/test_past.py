import json
from pathlib import Path

from project.payments.stripesim.past import adopt_past
from project.payments.stripesim.simulation import Simulation
from project.payments.stripesim.testing import running_sim

PAID = {"id": "pi_demo_1", "amount": 1_700_000, "created": 1_780_000_000}


def tell(path: Path, *payments: dict[str, object]) -> Path:
    path.write_text("".join(json.dumps(payment) + "\n" for payment in payments))
    return path


class TestAdoptPast:
    def test_takes_in_what_is_new_and_tells_nobody(self, tmp_path) -> None:
        sim = Simulation()

        assert adopt_past(sim, tell(tmp_path / "past", PAID)) == 1
        assert adopt_past(sim, tell(tmp_path / "past", PAID, {**PAID, "id": "pi_demo_2"})) == 1

        assert [intent["id"] for intent in sim.store.all("payment_intent")] == ["pi_demo_1", "pi_demo_2"]
        assert sim.store.all("event") == []

    def test_lets_the_money_go_back(self, tmp_path) -> None:
        memory = str(tmp_path / "memory")
        before = Simulation(path=memory)
        adopt_past(before, tell(tmp_path / "past", PAID))
        before.store.close()

        with running_sim(path=memory) as sim:
            refund = sim.client().v1.refunds.create({"payment_intent": "pi_demo_1"})

        assert (refund.amount, refund.status) == (1_700_000, "succeeded")

    def test_takes_in_what_went_back(self, tmp_path) -> None:
        memory = str(tmp_path / "memory")
        before = Simulation(path=memory)
        gone = {"id": "re_demo_1", "amount": 500_000, "created": 1_780_100_000, "reference": "our-mark"}
        adopt_past(before, tell(tmp_path / "past", {**PAID, "refunds": [gone]}))
        before.store.close()

        with running_sim(path=memory) as sim:
            found = sim.client().v1.refunds.retrieve("re_demo_1")
            rest = sim.client().v1.refunds.create({"payment_intent": "pi_demo_1"})

        assert (found.amount, found.status, found.metadata["refund"]) == (500_000, "succeeded", "our-mark")
        assert rest.amount == 1_200_000
