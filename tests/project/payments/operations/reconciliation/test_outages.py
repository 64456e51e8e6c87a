"""Days that were missed: where a comparison begins, and how far it came."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from project.kernel import clock
from project.kernel.money import Money
from project.payments import operations
from project.payments.gateways.fake import FakeGateway
from project.payments.models import RunKind, RunState, SuspenseItem, Watermark
from tests.factories.payments import start_checkout
from tests.project.payments.operations.reconciliation.running import run

pytestmark = pytest.mark.django_db

Travel = Callable[[int], None]


class TestOutages:
    def test_fails_and_keeps_its_watermark_while_the_gateway_is_down(self, fake_gateway: FakeGateway) -> None:
        fake_gateway.fail_next("down")

        made = run()

        assert (made.state, made.last_error) == (RunState.FAILED, "GatewayUnclear: No answer.")
        assert Watermark.objects.get(name="objects").reached_at is None
        assert run().state == RunState.DONE

    def test_goes_on_later_when_its_time_is_up(self, fake_gateway: FakeGateway) -> None:
        for number in range(3):
            fake_gateway.take(f"pi_{number}", Money(100_00))

        stopped = run(seconds=-1)

        assert (stopped.state, SuspenseItem.objects.count()) == (RunState.STOPPED, 0)
        assert Watermark.objects.get(name="objects").reached_at is None
        assert (run().difference, SuspenseItem.objects.count()) == (Money(0), 3)

    def test_leaves_it_to_the_worker_who_is_at_it(self, fake_gateway: FakeGateway, travel: Travel) -> None:
        Watermark.objects.create(name="objects", busy_until=clock.now() + timedelta(minutes=5))
        assert operations.reconcile(kind=RunKind.NIGHTLY, on_paid=print) is None

        travel(301)

        assert run().state == RunState.DONE

    def test_is_not_kept_from_it_by_a_clock_that_was_ahead(self, fake_gateway: FakeGateway) -> None:
        ahead = clock.now() + timedelta(days=400)
        Watermark.objects.create(name="objects", reached_at=ahead, busy_until=ahead)
        fake_gateway.take("pi_new", Money(100_00))

        made = run()

        assert (made.since, made.state) == (made.until - timedelta(hours=48), RunState.DONE)
        assert SuspenseItem.objects.get().intent_id == "pi_new"

    def test_looks_two_days_back_and_never_lets_its_watermark_fall(self, fake_gateway: FakeGateway) -> None:
        first = run()
        second = run()

        assert second.since == first.until - timedelta(hours=48)
        assert Watermark.objects.get(name="objects").reached_at == second.until

    def test_goes_through_a_long_absence_day_by_day(self, fake_gateway: FakeGateway) -> None:
        Watermark.objects.create(name="objects", reached_at=datetime.now(UTC) - timedelta(days=10))
        for day in range(12):
            fake_gateway.take(f"pi_{day}", Money(100_00))
            old = replace(fake_gateway.captures[f"pi_{day}"], paid_at=datetime.now(UTC) - timedelta(days=day))
            fake_gateway.captures[f"pi_{day}"] = old

        made = run()

        assert (SuspenseItem.objects.count(), made.difference) == (12, Money(0))
        assert fake_gateway.calls.count("list_captures") == 11

    def test_begins_before_the_first_attempt(self, fake_gateway: FakeGateway, travel: Travel) -> None:
        """What is older than we are is somebody's money too."""
        start_checkout()
        fake_gateway.take("pi_old", Money(100_00))
        old = replace(fake_gateway.captures["pi_old"], paid_at=datetime.now(UTC) - timedelta(days=400))
        fake_gateway.captures["pi_old"] = old

        made = run()

        assert (made.since, SuspenseItem.objects.get().intent_id) == (None, "pi_old")
        assert fake_gateway.calls.count("list_captures") == 2

    def test_resumes_from_the_day_it_reached(self, fake_gateway: FakeGateway) -> None:
        long_ago = datetime.now(UTC) - timedelta(days=30)
        Watermark.objects.create(name="objects", reached_at=long_ago)
        fake_gateway.fail_next(*[""] * 8, "down")

        assert run().state == RunState.FAILED

        # Two days were gone through again, which the watermark had reached before.
        assert Watermark.objects.get(name="objects").reached_at == long_ago
