"""What the clock does for the books."""

import logging

import pytest

from jobs.ledger import check_books, seal_postings, send_head
from tests.factories.identity import create_administrator
from tests.factories.ledger import money_in, run_as_superuser

pytestmark = pytest.mark.django_db


class TestSealPostings:
    def test_says_how_many(self):
        money_in()

        assert seal_postings() == 1


class TestCheckBooks:
    def test_is_quiet_about_books_in_order(self, caplog):
        money_in()

        assert check_books() == 0
        assert not [record for record in caplog.records if record.levelno >= logging.ERROR]

    @pytest.mark.breaks_the_books
    def test_is_an_error_for_each_fault(self, caplog):
        posting = money_in()
        run_as_superuser("UPDATE ledger_posting SET memo = 'Nothing happened.'")

        assert check_books() == 1
        assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == [
            (
                f"The books are not in order: posting {posting.pk} (payment.received of {posting.source}): "
                "it, an entry or an account of it was changed after it was written"
            )
        ]


class TestSendHead:
    def test_says_to_how_many(self):
        create_administrator()
        money_in()
        seal_postings()

        assert send_head() == 1
