"""What happens to money without anybody clicking, and the booking that follows from it."""

from collections.abc import Callable

import pytest
from django_q.models import OrmQ

from jobs import payments as jobs
from jobs.schedules import TIMERS
from project.booking import operations as bookings
from project.booking.models import Booking, BookingState
from project.kernel.money import Money
from project.payments import operations
from project.payments.models import Attempt, Payment, Receipt, ReconciliationRun, Refund, RefundState, RunKind
from project.payments.stripesim.testing import RunningSim
from tests.factories.booking import create_hold

pytestmark = pytest.mark.django_db

Travel = Callable[[int], None]


def pay(booking: Booking, sim: RunningSim) -> Attempt:
    """Hold in hand, a person pays on Stripe's page and closes the window."""
    attempt = bookings.start_payment(booking=booking, by=booking.tenant, return_path="/b/", cancel_path="/b/")
    sim.pay(attempt.session_id)
    return attempt


def state_of(booking: Booking) -> str:
    return Booking.objects.get(pk=booking.pk).state


class TestSettleThenConfirm:
    def test_books_what_was_paid_once(self, stripe_sim: RunningSim) -> None:
        booking = create_hold()
        attempt = pay(booking, stripe_sim)

        for _ in range(3):
            jobs.settle_then_confirm(attempt.pk)

        assert state_of(booking) == BookingState.BOOKED
        assert (Payment.objects.count(), Receipt.objects.count()) == (1, 1)


class TestWorkInbox:
    def test_books_what_a_webhook_tells_five_times(self, stripe_sim: RunningSim) -> None:
        booking = create_hold()
        pay(booking, stripe_sim)
        for hook in stripe_sim.collect_hooks() * 5:
            operations.store_webhook(payload=hook["body"].encode(), signature=hook["signature"])

        jobs.work_inbox()

        assert state_of(booking) == BookingState.BOOKED
        assert (Payment.objects.count(), Receipt.objects.count(), Refund.objects.count()) == (1, 1, 0)


class TestSettleOpenAttempts:
    def test_books_what_was_paid_though_no_webhook_came(self, stripe_sim: RunningSim, travel: Travel) -> None:
        booking = create_hold()
        pay(booking, stripe_sim)
        travel(90)

        assert jobs.settle_open_attempts() == 1

        assert state_of(booking) == BookingState.BOOKED


class TestExpireOwedSessions:
    def test_books_what_was_paid_at_the_last_second(self, stripe_sim: RunningSim, travel: Travel) -> None:
        booking = create_hold()
        pay(booking, stripe_sim)
        travel(601)

        jobs.expire_owed_sessions()

        assert state_of(booking) == BookingState.BOOKED

    def test_sends_back_money_that_came_after_somebody_cancelled(self, stripe_sim: RunningSim) -> None:
        booking = create_hold()
        pay(booking, stripe_sim)
        bookings.cancel_booking(booking=booking, by=booking.tenant, reason="Changed my mind.")

        jobs.expire_owed_sessions()
        jobs.send_refunds()

        refund = Refund.objects.get()
        assert state_of(booking) == BookingState.CANCELLED
        assert (refund.amount_paise, refund.state) == (booking.deposit_paise, RefundState.ARRIVED)
        assert stripe_sim.state()["objects"]["charge"][0]["refunded"] is True


class TestReconcile:
    def test_books_what_was_paid_though_nothing_told_us(self, stripe_sim: RunningSim) -> None:
        booking = create_hold()
        pay(booking, stripe_sim)
        stripe_sim.collect_hooks()

        jobs.reconcile()

        assert state_of(booking) == BookingState.BOOKED
        run = ReconciliationRun.objects.get()
        assert (run.kind, run.difference) == (RunKind.NIGHTLY, Money(0))

    def test_compares_at_once_when_staff_ask(self, stripe_sim: RunningSim) -> None:
        jobs.reconcile_now()

        assert ReconciliationRun.objects.get().kind == RunKind.BY_HAND


class TestCatchUp:
    def test_compares_after_an_outage_and_not_again(self, stripe_sim: RunningSim) -> None:
        for _ in range(2):
            jobs.catch_up()

        assert ReconciliationRun.objects.get().kind == RunKind.CATCH_UP


class TestFetchMissedEvents:
    def test_books_what_was_paid_though_every_hook_was_dropped(self, stripe_sim: RunningSim) -> None:
        booking = create_hold()
        pay(booking, stripe_sim)
        stripe_sim.collect_hooks()

        jobs.fetch_missed_events()
        jobs.work_inbox()

        assert state_of(booking) == BookingState.BOOKED


class TestOwedAnswersAndReturns:
    def test_do_nothing_when_nothing_is_owed(self, stripe_sim: RunningSim) -> None:
        assert (jobs.send_evidence(), jobs.send_returns()) == (0, 0)


class TestNames:
    def test_every_job_that_is_woken_or_scheduled_exists(self, stripe_sim: RunningSim) -> None:
        booking = create_hold()
        jobs.settle_then_confirm(pay(booking, stripe_sim).pk)
        woken = {queued.task["func"] for queued in OrmQ.objects.all()}
        scheduled = {timer.job for timer in TIMERS if timer.job.startswith("jobs.payments.")}

        names = {name.removeprefix("jobs.payments.") for name in woken | scheduled if "payments" in name}

        assert {name for name in names if not callable(getattr(jobs, name, None))} == set()
        assert "jobs.payments.draw_receipts" in woken
