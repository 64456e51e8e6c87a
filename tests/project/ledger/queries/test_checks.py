import pytest

from project.ledger.models import CheckRun
from project.ledger.queries import books

pytestmark = pytest.mark.django_db


def ran(*, good: bool) -> CheckRun:
    run = CheckRun.objects.create(postings=0, unsealed=0, faults=[] if good else [{"what": "x", "says": "y"}])
    run.refresh_from_db()
    return run


class TestBooks:
    def test_are_unknown_before_the_first_check(self) -> None:
        assert books() is None

    def test_are_in_order_since_the_first_good_check(self) -> None:
        first, last = ran(good=True), ran(good=True)

        state = books()

        assert state is not None
        assert (state.last, state.in_order_since, state.checked_at) == (last, first.checked_at, last.checked_at)

    def test_are_not_in_order_after_a_bad_check(self) -> None:
        ran(good=True)
        bad = ran(good=False)

        state = books()

        assert state is not None
        assert (state.last, state.in_order_since) == (bad, None)

    def test_are_in_order_again_since_the_check_after_it(self) -> None:
        ran(good=True)
        ran(good=False)
        good = ran(good=True)
        ran(good=True)

        state = books()

        assert state is not None
        assert state.in_order_since == good.checked_at
