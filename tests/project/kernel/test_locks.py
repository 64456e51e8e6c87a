"""Taking turns at rows that owe something to the outside world."""

from datetime import timedelta

import pytest
from django.db.models import QuerySet

from project.kernel import clock, locks
from project.kernel.locks import take_due, wait_after
from project.notifications.models import Delivery
from tests.factories.identity import create_tenant

pytestmark = pytest.mark.django_db

A_MINUTE = timedelta(minutes=1)


def owed(count: int = 1) -> QuerySet[Delivery]:
    """Rows that are due now."""
    reader = create_tenant()
    Delivery.objects.bulk_create([Delivery(kind="x", to=reader) for _ in range(count)])
    return Delivery.objects.filter(state="waiting")


class TestWaitAfter:
    @pytest.mark.parametrize(
        ("tries", "minutes"), [(0, 1), (1, 2), (2, 4), (8, 256), (9, 360), (30, 360), (30_000, 360)]
    )
    def test_doubles_up_to_six_hours(self, tries: int, minutes: int) -> None:
        assert wait_after(tries, A_MINUTE) == timedelta(minutes=minutes)


class TestTakeDue:
    def test_gives_each_row_once(self) -> None:
        rows = owed(3)

        assert [row.tries for row in take_due(rows, first_wait=A_MINUTE)] == [1, 1, 1]
        assert list(take_due(rows, first_wait=A_MINUTE)) == []

    def test_moves_the_next_try_ahead_before_it_hands_the_row_over(self) -> None:
        now = clock.now()

        row = next(take_due(owed(), first_wait=A_MINUTE))

        row.refresh_from_db()
        assert (row.tries, row.next_try_at) == (1, now + A_MINUTE)

    def test_leaves_what_is_not_due(self) -> None:
        rows = owed()
        rows.update(next_try_at=clock.now() + A_MINUTE)

        assert list(take_due(rows, first_wait=A_MINUTE)) == []

    def test_ends_when_its_time_is_up(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(locks, "WORKING_SECONDS", 0.0)

        assert list(take_due(owed(), first_wait=A_MINUTE)) == []
