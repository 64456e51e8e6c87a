"""The ways that money and beds go, each from its beginning to its end, with everything that runs by itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from jobs import booking as booking_jobs
from jobs import payments as payment_jobs
from project.booking import operations as booking
from tests.torture import deeds
from tests.torture.world import World, deliver_what_moves_money

Step = Callable[[World], Any]


@dataclass(frozen=True)
class Flow:
    """`before` happens in peace; in `steps` the process may die, and the next process does what comes after."""

    name: str
    before: tuple[Step, ...]
    steps: tuple[Step, ...]


def hold(world: World) -> Any:
    return deeds.hold(world, 0)


def open_page(world: World) -> Any:
    return deeds.open_page(world, 0)


def pay(world: World) -> None:
    deeds.pay(world, 0)


def come_back(world: World) -> None:
    deeds.come_back(world, 0)


def work_inbox(world: World) -> None:
    world.receive_hooks()
    payment_jobs.work_inbox()


def relay(world: World) -> None:
    deliver_what_moves_money()


def cancel(world: World) -> None:
    deeds.cancel(world, 0)


def send_refunds(world: World) -> None:
    payment_jobs.send_refunds()


def time_runs_out(world: World) -> None:
    world.pass_time(timedelta(minutes=11))


def lapse(world: World) -> None:
    booking_jobs.lapse_holds()


def expire(world: World) -> None:
    payment_jobs.expire_owed_sessions()


def another_takes_the_bed(world: World) -> None:
    held = deeds.hold(world, 1)
    if held is not None:
        booking.confirm_booking(booking=held, by=world.staff)


def bank_disputes(world: World) -> None:
    deeds.dispute(world, 0, part=False)


def bank_decides(world: World) -> None:
    deeds.decide_dispute(world, 0, "lost")


def answer(world: World) -> None:
    deeds.answer_dispute(world, 0)
    payment_jobs.send_evidence()


def somebody_waits(world: World) -> None:
    deeds.join(world, 2, days=7)
    deeds.join(world, 3, days=7)


def messages_are_lost(world: World) -> None:
    world.sim.collect_hooks()


def reconcile(world: World) -> None:
    payment_jobs.fetch_missed_events()
    payment_jobs.reconcile()


def foreign_money(world: World) -> None:
    deeds.pay_from_abroad(world, 12_345)


def return_it(world: World) -> None:
    deeds.decide(world, 0, 0, "return")
    payment_jobs.send_returns()


PAID = (hold, open_page, pay, come_back, messages_are_lost)
FLOWS = (
    Flow("hold", (), (hold,)),
    Flow("deposit", (hold,), (open_page, pay, work_inbox, relay, come_back)),
    Flow("deposit seen by who comes back", (hold, open_page, pay), (come_back,)),
    Flow("cancel with refund", PAID, (cancel, send_refunds, work_inbox, relay)),
    Flow("lapse with expiry", (hold, open_page, time_runs_out), (lapse, expire)),
    Flow(
        "late money",
        (hold, open_page, time_runs_out, another_takes_the_bed, pay),
        (work_inbox, relay, send_refunds, expire),
    ),
    Flow("dispute", (*PAID, bank_disputes), (work_inbox, answer, bank_decides, work_inbox, relay)),
    Flow("foreign money", (foreign_money,), (work_inbox, return_it)),
    Flow("reconciliation", (*PAID[:3], messages_are_lost, foreign_money, messages_are_lost), (reconcile, relay)),
    Flow("offer to who waits", (*PAID, somebody_waits), (cancel, relay, send_refunds)),
)
