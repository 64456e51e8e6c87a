"""What a world must not leave behind for the tests after it."""

from datetime import UTC, datetime, timedelta

import pytest

from project.kernel import clock
from project.payments.stripesim.testing import RunningSim
from tests.torture.world import World


class TestWorld:
    @pytest.mark.usefixtures("committing")
    def test_gives_back_our_clock_when_it_is_over(self, stripe: RunningSim) -> None:
        with World(stripe).on_every_connection() as world:
            world.move_our_clock(timedelta(days=3))

        assert abs(clock.now() - datetime.now(UTC)) < timedelta(minutes=1)
