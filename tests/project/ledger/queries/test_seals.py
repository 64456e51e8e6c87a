import pytest

from project.ledger.operations import seal_postings
from project.ledger.queries import Unsealed, head, unsealed
from tests.factories.ledger import money_in

pytestmark = pytest.mark.django_db


class TestHead:
    def test_is_none_before_the_first_seal(self) -> None:
        money_in()

        assert head() is None


class TestUnsealed:
    def test_is_nothing_in_empty_books(self) -> None:
        assert unsealed() == Unsealed(0, None)

    def test_says_how_many_and_since_when(self) -> None:
        money_in()
        seal_postings()
        first = money_in()
        money_in()

        assert unsealed() == Unsealed(2, first.recorded_at)
