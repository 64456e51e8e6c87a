import pytest

from project.ledger.operations import seal_postings
from project.ledger.queries import contents_of, postings_for, postings_of, says_what_it_said, standing_posting
from tests.factories.ledger import DEPOSIT, money_in, reverse, run_as_superuser

pytestmark = pytest.mark.django_db


class TestPostings:
    def test_of_a_source_come_as_they_were_written(self) -> None:
        money_in()
        first = money_in()
        second = reverse(first)

        assert list(postings_of(first.source)) == [first, second]

    def test_for_something_come_as_they_were_written(self) -> None:
        money_in()
        first = money_in(subject="booking:1")
        second = money_in(subject="booking:1")

        assert list(postings_for("booking:1")) == [first, second]

    def test_bring_their_entries_along(self, django_assert_num_queries) -> None:
        for _turn in range(3):
            money_in(subject="booking:1")

        with django_assert_num_queries(4):
            owners = [entry.account.person for posting in postings_for("booking:1") for entry in posting.entries.all()]

        assert len(owners) == 6

    def test_one_is_found_by_source_and_kind(self) -> None:
        posting = money_in()

        assert standing_posting(source=posting.source, kind="payment.received") == posting


class TestContentsOf:
    def test_come_in_the_order_of_the_lines(self) -> None:
        assert [paise for *_account, paise in contents_of(money_in())] == [DEPOSIT.paise, -DEPOSIT.paise]


class TestSaysWhatItSaid:
    def test_is_so_before_and_after_it_is_sealed(self) -> None:
        posting = money_in()
        assert says_what_it_said(posting)

        seal_postings()

        assert says_what_it_said(posting)

    @pytest.mark.breaks_the_books
    @pytest.mark.parametrize(
        "change",
        [
            "UPDATE ledger_posting SET memo = 'x' WHERE id = %s",
            "UPDATE ledger_entry SET amount_paise = amount_paise * 2 WHERE posting_id = %s",
            "UPDATE ledger_sealedposting SET hash = repeat('0', 64) WHERE posting_id = %s",
        ],
    )
    def test_is_not_so_once_anything_of_it_was_changed(self, change: str) -> None:
        posting = money_in()
        seal_postings()
        run_as_superuser(change, posting.pk)
        posting.refresh_from_db()

        assert not says_what_it_said(posting)
