"""What could not be taken is tried again, later and later, and at last waits for a person."""

from datetime import timedelta

import pytest

from project.events import operations, queries
from project.events.models import Parked
from project.events.operations.parking import MOST_TRIES
from project.kernel import clock
from tests.project.events.happenings import Listener, happen
from tests.truths import broken_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def parked(listener: Listener) -> Parked:
    """Two events of a key that fails, of which the first is parked and the second waits behind it."""
    listener.failing = {"thing:a"}
    happen("a", 1)
    happen("a", 2)
    operations.deliver_now()
    return Parked.objects.order_by("position")[0]


def try_again() -> None:
    Parked.objects.update(next_try_at=clock.now())
    operations.deliver_round()


class TestParked:
    def test_goes_through_in_order_once_it_can(self, parked: Parked, listener: Listener) -> None:
        listener.failing = set()

        try_again()

        assert listener.seen == [("thing:a", 1), ("thing:a", 2)]
        assert Parked.objects.count() == 0

    def test_says_why(self, parked: Parked) -> None:
        behind = Parked.objects.order_by("position")[1]

        assert parked.last_error == "ValueError: not today"
        assert behind.last_error == "An earlier event of this key is parked."

    def test_waits_twice_as_long_each_time_and_an_hour_at_most(self, parked: Parked) -> None:
        waits = []
        Parked.objects.update(tries=0)
        for _ in range(MOST_TRIES - 1):
            try_again()
            parked.refresh_from_db()
            waits.append((parked.next_try_at - clock.now()).total_seconds())

        assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 3600, 3600, 3600]

    def test_twice_is_refused(self) -> None:
        Parked.objects.create(subscriber="x", key="thing:a", position=1)

        again = broken_by(Parked.objects.create, subscriber="x", key="thing:a", position=1)

        assert again == "parked_event_waits_once"


class TestDead:
    @pytest.fixture
    def dead(self, parked: Parked) -> Parked:
        """One that was tried for hours."""
        Parked.objects.filter(pk=parked.pk).update(tries=MOST_TRIES - 1)
        try_again()
        parked.refresh_from_db()
        return parked

    def test_is_tried_no_more(self, dead: Parked, listener: Listener) -> None:
        listener.failing = set()

        Parked.objects.update(next_try_at=clock.now() - timedelta(days=1))
        operations.deliver_now()

        assert dead.dead_at == clock.now()
        assert listener.seen == []
        assert queries.dead_count() == 1

    def test_keeps_later_ones_of_its_key_behind_it_and_no_other(self, dead: Parked, listener: Listener) -> None:
        happen("a", 3)
        happen("b", 4)

        operations.deliver_now()

        assert listener.seen == [("thing:b", 4)]

    def test_is_run_again_by_a_person_with_all_behind_it(self, dead: Parked, listener: Listener) -> None:
        listener.failing = set()

        operations.hurry_parked(parked=dead)
        operations.deliver_now()

        assert listener.seen == [("thing:a", 1), ("thing:a", 2)]
        assert Parked.objects.count() == 0

    def test_begins_its_tries_anew_when_it_fails_again(self, dead: Parked) -> None:
        operations.hurry_parked(parked=dead)
        operations.deliver_round()

        dead.refresh_from_db()
        assert (dead.tries, dead.dead_at) == (1, None)

    def test_can_be_given_up_so_that_those_behind_it_go_on(self, dead: Parked, listener: Listener) -> None:
        listener.failing = set()

        operations.dismiss_parked(parked=dead)
        operations.deliver_now()

        assert listener.seen == [("thing:a", 2)]
