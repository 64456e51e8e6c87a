import sqlite3
from pathlib import Path

import pytest

from project.payments.stripesim.testing import VERIFIED_CARD, running_sim

from .conftest import session_params

GONE = {
    "checkout.session": "'$.setup_intent'",
    "payment_intent": "'$.setup_future_usage', '$.transfer_data', '$.application_fee_amount', '$.transfer_group'",
    "charge": "'$.transfer_data', '$.application_fee', '$.transfer_group'",
}


@pytest.fixture
def old_file(tmp_path: Path) -> tuple[str, str, str]:
    """A file of version 1, with a session that is open and one whose person was asked by the bank."""
    path = str(tmp_path / "sim.sqlite3")
    with running_sim(path=path) as sim:
        sessions = [sim.client().v1.checkout.sessions.create(session_params()).id for _ in range(3)]
        sim.pay(sessions[1], VERIFIED_CARD)
        sim.pay(sessions[2])
    connection = sqlite3.connect(path)
    for kind, fields in GONE.items():
        connection.execute(f"UPDATE objects SET body = json_remove(body, {fields}) WHERE kind = ?", (kind,))
    connection.execute("DELETE FROM objects WHERE kind = 'payment_method'")
    connection.execute("PRAGMA user_version = 0")
    connection.commit()
    connection.close()
    return path, sessions[0], sessions[1]


class TestUpgrade:
    def test_lets_life_go_on(self, old_file: tuple[str, str, str]) -> None:
        path, still_open, asked_by_bank = old_file

        with running_sim(path=path) as sim:
            client = sim.client()
            sim.pay(asked_by_bank)
            [charge, _] = client.v1.charges.list().data
            client.v1.refunds.create({"charge": charge.id})

            assert client.v1.checkout.sessions.expire(still_open).status == "expired"
            assert client.v1.checkout.sessions.retrieve(asked_by_bank).status == "complete"

    def test_happens_once(self, old_file: tuple[str, str, str]) -> None:
        path, _, _ = old_file
        for _ in range(2):
            with running_sim(path=path):
                pass

        connection = sqlite3.connect(path)
        assert connection.execute("PRAGMA user_version").fetchone() == (2,)
        connection.close()
