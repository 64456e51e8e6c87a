"""Messages that never reached us."""

from datetime import UTC, datetime, timedelta

import pytest

from project.kernel import clock
from project.payments import operations
from project.payments.gateways.fake import FakeGateway
from project.payments.gateways.gateway import Notice
from project.payments.models import Attempt, AttemptState, InboxEvent, Payment, RunState, Watermark
from project.payments.stripesim.testing import RunningSim
from tests.factories.payments import start_checkout

pytestmark = pytest.mark.django_db


class TestFetchMissedEvents:
    def test_heals_a_payment_whose_hooks_were_all_dropped(self, stripe_sim: RunningSim) -> None:
        attempt = start_checkout()
        stripe_sim.pay(attempt.session_id)
        stripe_sim.collect_hooks()

        run = operations.fetch_missed_events()

        assert run is not None
        missed = list(InboxEvent.objects.order_by("id").values_list("type", flat=True))
        assert missed == ["charge.succeeded", "payment_intent.succeeded", "checkout.session.completed"]
        assert (run.state, run.findings.count()) == (RunState.DONE, 3)
        operations.work_inbox(on_paid=print)
        assert (Attempt.objects.get().state, Payment.objects.count()) == (AttemptState.SUCCEEDED, 1)

    def test_leaves_what_did_reach_us(self, stripe_sim: RunningSim) -> None:
        attempt = start_checkout()
        stripe_sim.pay(attempt.session_id)
        for hook in stripe_sim.collect_hooks():
            operations.store_webhook(payload=hook["body"].encode(), signature=hook["signature"])
        before = InboxEvent.objects.count()

        run = operations.fetch_missed_events()

        assert run is not None
        assert (run.findings.count(), InboxEvent.objects.count()) == (0, before)

    def test_keeps_its_watermark_while_the_gateway_is_down(self, fake_gateway: FakeGateway) -> None:
        fake_gateway.fail_next("down")

        run = operations.fetch_missed_events()

        assert run is not None
        assert (run.state, Watermark.objects.get(name="events").reached_at) == (RunState.FAILED, None)

    def test_looks_an_hour_back_from_where_it_was(self, fake_gateway: FakeGateway) -> None:
        first, second = operations.fetch_missed_events(), operations.fetch_missed_events()

        assert first is not None
        assert second is not None
        assert second.since == first.until - timedelta(hours=1)

    def test_asks_for_no_more_than_is_kept(self, fake_gateway: FakeGateway) -> None:
        Watermark.objects.create(name="events", reached_at=datetime.now(UTC) - timedelta(days=90))

        run = operations.fetch_missed_events()

        assert run is not None
        assert run.until - run.since == timedelta(days=30, hours=1)

    def test_is_not_misled_by_a_clock_that_was_ahead(self, fake_gateway: FakeGateway) -> None:
        Watermark.objects.create(name="events", reached_at=datetime.now(UTC) + timedelta(days=400))

        run = operations.fetch_missed_events()

        assert run is not None
        assert run.until - run.since == timedelta(hours=1)

    def test_leaves_it_to_the_worker_who_is_at_it(self, fake_gateway: FakeGateway) -> None:
        Watermark.objects.create(name="events", busy_until=clock.now() + timedelta(minutes=5))

        assert operations.fetch_missed_events() is None

        assert fake_gateway.calls == []

    def test_keeps_a_message_it_cannot_read(self, fake_gateway: FakeGateway) -> None:
        fake_gateway.notices.append(Notice("evt_1", "riddle", "fake", {"id": "evt_1", "topic": "riddle"}))

        operations.fetch_missed_events()

        assert InboxEvent.objects.get().event_id == "evt_1"
