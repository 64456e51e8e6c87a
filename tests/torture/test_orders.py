"""Messages in every order, more than once or never; late, early, and while Stripe is away; clocks that jump."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from itertools import permutations
from threading import Barrier

import pytest
import time_machine
from django.db import connection

from jobs import payments as payment_jobs
from project.booking.models import Booking
from project.booking.operations import cancel_booking, confirm_paid, lapse_hold
from project.catalog.models import UnitType
from project.events.models import Event
from project.identity.models import User
from project.payments.gateways.fake import FakeGateway
from project.payments.models import Attempt, InboxEvent, Payment, Refund
from tests.factories.booking import create_hold, create_offer, run_out
from tests.factories.identity import create_tenant
from tests.factories.payments import create_payment
from tests.torture import deeds
from tests.torture.invariants import broken
from tests.torture.rest import assert_at_rest
from tests.torture.world import World, receive

TYPES = ("checkout.session.completed", "payment_intent.succeeded", "charge.succeeded")


AtOnce = Callable[..., None]


@contextmanager
def two_workers() -> Iterator[AtOnce]:
    """Two threads that keep their connections, and start what they are given at the same moment."""
    with ThreadPoolExecutor(2) as pool:
        start = Barrier(2)

        def wait_and(act: Callable[[], object]) -> None:
            start.wait()
            act()

        def at_once(*acts: Callable[[], object]) -> None:
            for done in [pool.submit(wait_and, act) for act in acts]:
                done.result()

        yield at_once
        at_once(close_own, close_own)


def close_own() -> None:
    """Close the connection of the thread that calls."""
    connection.close()


def paid(world: World) -> Booking:
    """Somebody has paid, and nobody has noticed yet."""
    held = deeds.hold(world, 0)
    deeds.pay_at_once(world, 0, "good", comes_back=False)
    assert held is not None
    return held


def rest(world: World) -> None:
    world.settle_everything()
    assert_at_rest(world)


class TestMessagesOfAPayment:
    @pytest.mark.parametrize("order", permutations(TYPES), ids=", ".join)
    def test_in_any_order_each_three_times_book_once(self, world: World, order: tuple[str, ...]) -> None:
        booking = paid(world)
        hooks = {hook["type"]: hook for hook in world.sim.collect_hooks()}

        for kind in order:
            for _ in range(3):
                receive(hooks[kind])
                payment_jobs.work_inbox()

        booking.refresh_from_db()
        assert booking.state == "booked"
        assert InboxEvent.objects.filter(type__in=TYPES).count() == 3
        assert Event.objects.filter(type="booking.booked").count() == Payment.objects.count() == 1
        rest(world)

    @pytest.mark.parametrize("healer", [payment_jobs.fetch_missed_events, payment_jobs.reconcile])
    def test_that_never_come_are_made_up_for(self, world: World, healer: object) -> None:
        booking = paid(world)
        world.sim.collect_hooks()

        healer()
        payment_jobs.work_inbox()

        booking.refresh_from_db()
        assert booking.state == "booked"
        rest(world)


class TestMessagesBeforeTheirTime:
    def test_of_a_refund_bring_the_payment_in_first(self, world: World) -> None:
        paid(world)
        intent = world.sim.state()["objects"]["payment_intent"][0]["id"]
        world.sim.client().v1.refunds.create({"payment_intent": intent})
        for hook in world.sim.collect_hooks():
            if hook["type"].startswith("refund."):
                receive(hook)

        payment_jobs.work_inbox()

        assert (Payment.objects.count(), Refund.objects.get().state) == (1, "arrived")
        rest(world)

    def test_of_a_dispute_bring_the_payment_in_first(self, world: World) -> None:
        paid(world)
        world.sim.dispute(world.sim.state()["objects"]["payment_intent"][0]["id"])
        for hook in world.sim.collect_hooks():
            if "dispute" in hook["type"]:
                receive(hook)

        payment_jobs.work_inbox()

        assert Payment.objects.count() == 1
        rest(world)

    def test_of_success_win_over_an_attempt_that_was_given_up(self, world: World) -> None:
        booking = paid(world)
        Attempt.objects.update(state="expired", is_settled=True)

        world.receive_hooks()
        payment_jobs.work_inbox()

        booking.refresh_from_db()
        assert (booking.state, Attempt.objects.get().state) == ("booked", "succeeded")
        rest(world)


class TestAnOutageOfThirtyFiveMinutes:
    def test_loses_no_hold_and_no_money(self, world: World) -> None:
        paid(world)
        world.sim.control("faults", route="*", action="503", times=10_000)
        for minute in range(0, 35, 5):
            deeds.hold(world, 1 + minute % 3)
            deeds.open_page(world, 0)
            world.pass_time(timedelta(minutes=5))
            deeds.one_turn(world)

        rest(world)

        assert Booking.objects.filter(state="booked").count() + Refund.objects.filter(state="arrived").count() == 1


class TestPaymentAgainstLapse:
    TIMES = 500 if os.environ.get("TORTURE_MINUTES") else 50

    @pytest.mark.slow
    @pytest.mark.timeout(900)
    @pytest.mark.usefixtures("committing", "quietly")
    def test_at_the_last_moment_ends_in_one_state_every_time(self, fake_gateway: FakeGateway) -> None:
        """The ten minutes end while the money's message and the sweeper are both on their way."""
        offer, tenant = create_offer(), create_tenant()
        with two_workers() as at_once:
            for number in range(self.TIMES):
                self.meet(at_once, offer, tenant, number)
        assert broken() == {}

    def meet(self, at_once: AtOnce, offer: UnitType, tenant: User, number: int) -> None:
        booking = run_out(create_hold(offer, by=tenant), milliseconds_ago=-(number % 10))
        payment = create_payment(by=tenant, subject=booking.subject, amount=booking.deposit)

        at_once(partial(confirm_paid, payment_id=payment.pk), partial(lapse_hold, booking_id=booking.pk))

        booking.refresh_from_db()
        assert (booking.state, booking.paid_with_id) == ("booked", payment.pk)
        assert not Refund.objects.filter(payment=payment).exists()
        cancel_booking(booking=booking, by=None)


class TestClocksThatJump:
    @pytest.mark.parametrize("jump", [-86_400, -3_600, 3_600, 86_400, 400 * 86_400])
    def test_leave_nothing_undone(self, world: World, jump: int) -> None:
        paid(world)
        world.move_our_clock(timedelta(seconds=jump))
        deeds.one_turn(world)
        deeds.hold(world, 1)
        world.move_our_clock(-timedelta(seconds=jump))

        rest(world)

    def test_a_server_six_minutes_fast_refuses_every_message_and_asks_for_them_later(self, world: World) -> None:
        booking = paid(world)
        hooks = world.sim.collect_hooks()
        with time_machine.travel(timedelta(minutes=6), tick=True):
            believed = [receive(hook) for hook in hooks]

        payment_jobs.fetch_missed_events()
        payment_jobs.work_inbox()

        booking.refresh_from_db()
        assert (set(believed), booking.state) == ({False}, "booked")
        rest(world)
