import pytest

from project.ledger.queries import contents_of, postings_for, postings_of, standing_posting
from tests.factories.ledger import DEPOSIT, money_in, reverse

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
