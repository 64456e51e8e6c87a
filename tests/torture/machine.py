"""The machine that breaks it on purpose: anybody does anything, in any order, while everything may go wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from project.payments.models import Payment, Refund
from tests.torture import deeds
from tests.torture.invariants import assert_in_order
from tests.torture.rest import assert_at_rest
from tests.torture.witness import Witness
from tests.torture.world import TIMED, World

PICK = st.integers(0, 7)
DAYS = st.sampled_from([0, 1, 7])
MINUTES = st.sampled_from([1, 4, 9, 11, 36])
HOURS = st.sampled_from([1, 5, 21, 26])


def known(noun: str, *states: str) -> Callable[[Any], bool]:
    """True when there is something of the kind to act on."""
    return lambda machine: machine.witness.count(noun, *states) > 0


class MoneyMachine(RuleBasedStateMachine):
    """Bookings, payments, refunds, disputes, foreign money, clocks and faults."""

    make_world: Callable[..., World]
    # What the walks of this machine came to, so that one that only met refusals is noticed.
    reached: ClassVar[Counter[str]]

    world: World
    witness: Witness

    @initialize(units=st.integers(1, 3), seed=st.integers(0, 10_000), days=DAYS, beginning=st.integers(0, 3))
    def begin(self, units: int, seed: int, days: int, beginning: int) -> None:
        """Begin with something to lose: a hold, a payment that nobody has noticed, or a booking."""
        self.world = type(self).make_world(units=units, seed=seed)
        self.witness = Witness()
        for who in range(min(beginning, units)):
            deeds.hold(self.world, who, days=days)
        if beginning:
            deeds.pay_at_once(self.world, 0, "good", comes_back=beginning == 2)

    @invariant()
    def nothing_is_wrong(self) -> None:
        wrong = self.witness.look()
        assert not wrong, wrong
        assert_in_order()

    def teardown(self) -> None:
        """Let everything come to rest, and see that everybody has what is theirs."""
        if hasattr(self, "world"):
            self.world.settle_everything()
            self.nothing_is_wrong()
            assert_at_rest(self.world)
            self.reached.update(payments=Payment.objects.count(), refunds=Refund.objects.count())

    # People

    @rule(who=PICK, days=DAYS)
    def hold(self, who: int, days: int) -> None:
        deeds.hold(self.world, who, days=days)

    @precondition(known("booking", "held"))
    @rule(which=PICK)
    def open_the_page(self, which: int) -> None:
        deeds.open_page(self.world, which)

    @precondition(known("attempt"))
    @rule(which=PICK, how=st.sampled_from(["good", "good", "good", "declined", "verified", "refused", "late dispute"]))
    def pay(self, which: int, how: str) -> None:
        deeds.pay(self.world, which, how)

    @precondition(known("attempt"))
    @rule(which=PICK)
    def come_back(self, which: int) -> None:
        deeds.come_back(self.world, which)

    @precondition(known("booking", "held"))
    @rule(which=PICK, how=st.sampled_from(["good", "good", "verified"]), comes_back=st.booleans())
    def pay_at_once(self, which: int, how: str, comes_back: bool) -> None:
        deeds.pay_at_once(self.world, which, how, comes_back=comes_back)

    @precondition(known("booking", "held", "booked"))
    @rule(which=PICK)
    def cancel(self, which: int) -> None:
        deeds.cancel(self.world, which)

    @rule(who=PICK, days=st.sampled_from([1, 7]))
    def join_the_line(self, who: int, days: int) -> None:
        deeds.join(self.world, who, days=days)

    @precondition(known("place", "waiting"))
    @rule(which=PICK)
    def leave_the_line(self, which: int) -> None:
        deeds.leave(self.world, which)

    # Staff

    @precondition(known("booking", "held"))
    @rule(which=PICK)
    def confirm_at_the_desk(self, which: int) -> None:
        deeds.confirm(self.world, which)

    @precondition(known("booking", "booked", "staying"))
    @rule(which=PICK)
    def move(self, which: int) -> None:
        deeds.move(self.world, which)

    @rule(which=PICK, days=st.sampled_from([None, 3, 30]))
    def block(self, which: int, days: int | None) -> None:
        deeds.block_or_unblock(self.world, which, days=days)

    @precondition(known("suspense"))
    @rule(which=PICK, who=PICK, what=st.sampled_from(["return", "match", "match to a request"]))
    def decide_about_money(self, which: int, who: int, what: str) -> None:
        deeds.decide(self.world, which, who, what)

    @precondition(known("dispute", "needs_response"))
    @rule(which=PICK)
    def answer_a_dispute(self, which: int) -> None:
        deeds.answer_dispute(self.world, which)

    # Stripe and the banks

    @precondition(known("attempt", "succeeded"))
    @rule(which=PICK, part=st.booleans())
    def dispute(self, which: int, part: bool) -> None:
        deeds.dispute(self.world, which, part=part)

    @precondition(known("dispute", "needs_response", "under_review"))
    @rule(which=PICK, outcome=st.sampled_from(["won", "lost"]))
    def decide_a_dispute(self, which: int, outcome: str) -> None:
        deeds.decide_dispute(self.world, which, outcome)

    @rule(paise=st.sampled_from([50, 12_345, 17_000_00]))
    def foreign_money(self, paise: int) -> None:
        deeds.pay_from_abroad(self.world, paise)

    @precondition(known("attempt", "succeeded"))
    @rule(which=PICK, part=st.booleans())
    def refund_by_hand(self, which: int, part: bool) -> None:
        deeds.refund_by_hand(self.world, which, part=part)

    @rule(delay=st.sampled_from([0, 0, 3600]), outcome=st.sampled_from(["succeeded", "succeeded", "failed"]))
    def refunds_will_end(self, delay: int, outcome: str) -> None:
        self.world.sim.control("refunds", delay=delay, outcome=outcome)

    @rule()
    def hooks_arrive(self) -> None:
        self.world.receive_hooks()

    @rule(order=st.sampled_from(["hold", "as_sent", "reverse"]))
    def hooks_are_held(self, order: str) -> None:
        deeds.hold_or_release(self.world, order)

    @rule(action=st.sampled_from(deeds.HOOK_FAULTS), times=st.integers(1, 3))
    def hooks_go_wrong(self, action: str, times: int) -> None:
        self.world.sim.control("hooks/plan", action=action, times=times)

    @rule(action=st.sampled_from(deeds.API_FAULTS), route=st.sampled_from(deeds.ROUTES), times=st.integers(1, 4))
    def calls_go_wrong(self, action: str, route: str, times: int) -> None:
        self.world.sim.control("faults", route=route, action=action, times=times, seconds=0.01)

    @rule()
    def stripe_is_well_again(self) -> None:
        self.world.sim.control("faults/clear")

    # Machinery

    @rule(job=st.sampled_from(sorted(TIMED)))
    def timer(self, job: str) -> None:
        self.world.run(job)

    @rule()
    def everything_in_turn(self) -> None:
        deeds.one_turn(self.world)

    # Time

    @rule(minutes=MINUTES)
    def minutes_pass(self, minutes: int) -> None:
        self.world.pass_time(timedelta(minutes=minutes))

    @rule(hours=HOURS)
    def hours_pass(self, hours: int) -> None:
        self.world.pass_time(timedelta(hours=hours))

    @rule(minutes=MINUTES)
    def our_clock_gets_ahead(self, minutes: int) -> None:
        self.world.move_our_clock(timedelta(minutes=minutes))

    @rule(minutes=MINUTES)
    def stripes_clock_gets_ahead(self, minutes: int) -> None:
        self.world.move_stripes_clock(timedelta(minutes=minutes))
