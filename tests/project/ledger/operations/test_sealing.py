import logging

import pytest

from project.kernel.logs import JsonFormatter
from project.ledger.models import Seal, SealedPosting
from project.ledger.operations import seal_postings, sealing
from project.ledger.queries import find_imbalances, head, unsealed
from project.ledger.rules import FIRST_PREVIOUS
from tests.factories.ledger import money_in, run_as_superuser

pytestmark = pytest.mark.django_db


class TestSealPostings:
    def test_closes_what_is_open(self) -> None:
        postings = [money_in(), money_in()]

        assert seal_postings() == 2

        sealed = SealedPosting.objects.order_by("position").values_list("position", "seal_id", "posting_id", "hash")
        assert list(sealed) == [(1, 1, postings[0].pk, postings[0].hash), (2, 1, postings[1].pk, postings[1].hash)]
        assert unsealed().count == 0

    def test_does_nothing_when_nothing_is_open(self) -> None:
        money_in()
        seal_postings()

        assert seal_postings() == 0
        assert Seal.objects.count() == 1

    def test_chains_each_seal_to_the_one_before(self) -> None:
        for _turn in range(3):
            money_in()
            seal_postings()

        seals = list(Seal.objects.order_by("number"))
        assert [seal.number for seal in seals] == [1, 2, 3]
        assert [seal.previous for seal in seals] == [FIRST_PREVIOUS, seals[0].hash, seals[1].hash]
        assert head() == seals[2]

    def test_makes_several_seals_of_very_many(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sealing, "LARGEST_BLOCK", 2)
        for _turn in range(5):
            money_in()

        assert seal_postings() == 5
        assert list(SealedPosting.objects.order_by("position").values_list("seal_id", flat=True)) == [1, 1, 2, 2, 3]
        assert find_imbalances() == []

    def test_lets_the_hash_leave_by_the_log(self, caplog: pytest.LogCaptureFixture) -> None:
        money_in()

        with caplog.at_level(logging.INFO):
            seal_postings()

        record = next(record for record in caplog.records if record.getMessage() == "books sealed")
        assert f'"hash": "{head().hash}"' in JsonFormatter().format(record)  # type: ignore[union-attr]


class TestLookBack:
    @pytest.fixture(autouse=True)
    def one_came_late(self) -> None:
        """The older of two postings is not sealed, as if it had been committed after the seal of the other."""
        older, _newer = money_in(), money_in()
        seal_postings()
        run_as_superuser("DELETE FROM ledger_sealedposting; DELETE FROM ledger_seal")
        run_as_superuser("UPDATE ledger_posting SET id = -id WHERE id = %s", older.pk)
        run_as_superuser("UPDATE ledger_entry SET posting_id = -posting_id WHERE posting_id = %s", older.pk)
        assert seal_postings(look_back=0) == 1

    def test_leaves_what_is_too_old_to_the_night(self) -> None:
        assert seal_postings(look_back=0) == 0
        assert unsealed().count == 1

    def test_finds_everything_without(self) -> None:
        assert seal_postings(look_back=None) == 1
        assert unsealed().count == 0
        assert find_imbalances() == []
