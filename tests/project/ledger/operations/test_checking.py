import pytest

from project.ledger.models import CheckRun
from project.ledger.operations import check_books
from project.ledger.queries import head, unsealed
from tests.factories.ledger import money_in, run_as_superuser

pytestmark = pytest.mark.django_db


class TestCheckBooks:
    def test_finds_empty_books_in_order(self) -> None:
        run = check_books()

        assert (run.faults, run.postings, run.head_number, run.head_hash) == ([], 0, 0, "")

    def test_seals_and_keeps_what_it_saw(self) -> None:
        money_in()

        run = check_books()

        stored = CheckRun.objects.get()
        assert stored == run
        assert (stored.faults, stored.postings, stored.unsealed, stored.unsealed_since) == ([], 1, 0, None)
        assert (stored.head_number, stored.head_hash) == (1, head().hash)  # type: ignore[union-attr]
        assert unsealed().count == 0

    @pytest.mark.breaks_the_books
    def test_keeps_what_is_wrong(self) -> None:
        posting = money_in()
        check_books()
        run_as_superuser("UPDATE ledger_posting SET memo = 'Nothing happened.'")

        run = check_books()

        assert not run.is_good
        assert run.faults == [
            {
                "code": "changed",
                "what": f"posting {posting.pk} (payment.received of {posting.source})",
                "says": "it, an entry or an account of it was changed after it was written",
            }
        ]
