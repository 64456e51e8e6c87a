"""The look at the books after each test (tests/books.py) sees what it is there for."""

from types import SimpleNamespace
from typing import Any

import pytest

from tests import books
from tests.factories.ledger import money_in, run_as_superuser

pytestmark = [pytest.mark.django_db, pytest.mark.breaks_the_books]


def item_of(*fixtures: str, **markers: Any) -> Any:
    """As much of a test as the look asks for."""
    return SimpleNamespace(fixturenames=fixtures, get_closest_marker=markers.get)


class TestCheck:
    def test_fails_a_test_that_left_a_fault(self) -> None:
        posting = money_in()
        run_as_superuser("UPDATE ledger_entry SET amount_paise = amount_paise + 1 WHERE line = 1")

        with pytest.raises(AssertionError, match=f"posting {posting.pk} .* sum to ₹0.01"):
            books.check(item_of("db"))

    def test_lets_pass_what_is_in_order(self) -> None:
        money_in()

        books.check(item_of("db"))

    def test_lets_pass_who_said_so(self) -> None:
        money_in()
        run_as_superuser("UPDATE ledger_entry SET amount_paise = amount_paise + 1 WHERE line = 1")

        books.check(item_of("db", breaks_the_books=pytest.mark.breaks_the_books.mark))

    def test_asks_one_question_when_nothing_was_posted(self, django_assert_num_queries) -> None:
        with django_assert_num_queries(1):
            books.check(item_of("db"))


class TestWhoIsLookedAt:
    @pytest.mark.parametrize("fixture", ["db", "transactional_db", "live_server", "committing"])
    def test_whoever_has_the_database(self, fixture: str) -> None:
        assert books.uses_the_database(item_of(fixture))

    def test_nobody_without(self) -> None:
        assert not books.uses_the_database(item_of("tmp_path"))

    def test_the_books_are_emptied_only_of_what_would_stay(self) -> None:
        kept = pytest.mark.django_db(transaction=True).mark

        assert books.commits(item_of(django_db=kept))
        assert books.commits(item_of("committing"))
        assert not books.commits(item_of("db", django_db=pytest.mark.django_db.mark))
