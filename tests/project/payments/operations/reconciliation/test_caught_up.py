"""Whether a comparison is due."""

from collections.abc import Callable

import pytest

from project.payments import queries
from project.payments.gateways.fake import FakeGateway
from tests.project.payments.operations.reconciliation.running import run

pytestmark = pytest.mark.django_db

Travel = Callable[[int], None]


class TestIsCaughtUp:
    def test_is_false_before_the_first_comparison(self, fake_gateway: FakeGateway) -> None:
        assert (queries.is_caught_up(), queries.needs_catching_up()) == (False, True)

    def test_is_true_after_one_until_a_night_was_missed(self, fake_gateway: FakeGateway, travel: Travel) -> None:
        run()
        assert (queries.is_caught_up(), queries.needs_catching_up()) == (True, False)

        travel(27 * 3600)

        assert (queries.is_caught_up(), queries.needs_catching_up()) == (False, True)

    def test_does_not_count_one_that_ended_in_the_future(self, fake_gateway: FakeGateway, travel: Travel) -> None:
        travel(400 * 86_400)
        run()

        travel(0)

        assert queries.is_caught_up() is False
        run()
        assert queries.is_caught_up() is True

    def test_does_not_count_one_that_failed(self, fake_gateway: FakeGateway) -> None:
        fake_gateway.fail_next("down")
        run()

        assert queries.is_caught_up() is False

    def test_is_due_again_at_once_after_one_that_stopped(self, fake_gateway: FakeGateway, travel: Travel) -> None:
        run()
        travel(60)
        run(seconds=-1)

        assert (queries.is_caught_up(), queries.needs_catching_up()) == (True, True)
