"""A small house with few beds and many who want them, a stand-in of Stripe, and clocks that anybody may move."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.backends.signals import connection_created

from jobs import booking as booking_jobs
from jobs import ledger as ledger_jobs
from jobs import payments as payment_jobs
from project.booking.models import Booking, Unit
from project.catalog.models import UnitType
from project.events import operations as events
from project.events.queries import last_position
from project.events.registry import subscribers
from project.identity.models import User
from project.kernel.errors import GatewayError, Refusal
from project.payments.models import Attempt, RunKind
from project.payments.operations import WebhookRefused, reconcile, store_webhook
from project.payments.stripesim.testing import RunningSim
from tests.factories.booking import create_offer
from tests.factories.identity import create_administrator, create_tenant
from tests.torture.gateways import MovingStripe

NAMES = ("Asha Rao", "Nikhil Das", "Meera Iyer", "Ravi Nair", "Tara Sen")
MOVING_MONEY = ("booking.follow_the_money", "booking.follow_refunds")


def deliver_what_moves_money() -> int:
    """One turn of the relay for those who act on news; those who only tell people have theirs at the end."""
    moved, until = events.number_committed(), last_position()
    for subscriber in subscribers():
        if subscriber.name in MOVING_MONEY:
            moved += events.deliver_batch(subscriber, until=until)
    return moved + events.retry_parked()


TIMED = {
    "lapse holds": booking_jobs.lapse_holds,
    "offer free units": booking_jobs.offer_free_units,
    "work the inbox": payment_jobs.work_inbox,
    "ask after open attempts": payment_jobs.settle_open_attempts,
    "expire owed sessions": payment_jobs.expire_owed_sessions,
    "send refunds": payment_jobs.send_refunds,
    "send returns": payment_jobs.send_returns,
    "send evidence": payment_jobs.send_evidence,
    "fetch missed events": payment_jobs.fetch_missed_events,
    "reconcile": payment_jobs.reconcile,
    "catch up": payment_jobs.catch_up,
    "seal postings": ledger_jobs.seal_postings,
    "deliver events": deliver_what_moves_money,
}
# Long enough for every wait that doubles, and for pages that close by themselves.
PAUSES = (timedelta(minutes=41), timedelta(hours=7), timedelta(hours=7), timedelta(hours=7), timedelta(hours=7))
MOST_ROUNDS = 12
OWED = """
    SELECT EXISTS (SELECT FROM payments_attempt WHERE NOT is_settled)
        OR EXISTS (SELECT FROM payments_refund WHERE state IN ('started', 'sent'))
        OR EXISTS (SELECT FROM payments_suspenseitem WHERE state = 'returning')
        OR EXISTS (SELECT FROM payments_inboxevent WHERE state = 'new')
        OR EXISTS (SELECT FROM booking_booking WHERE state = 'held')
        OR EXISTS (SELECT FROM events_parked)
"""


class World:
    """Everything that a test of the whole money path needs, real but for the clocks."""

    def __init__(self, sim: RunningSim, *, units: int = 2, people: int = 5, seed: int = 7) -> None:
        self.sim = sim
        self.ahead = timedelta()
        sim.control("reset", seed=seed)
        sim.control("clock", frozen=True, set=int(datetime.now(UTC).timestamp()))
        self._read_stripes_clock()
        self._set_our_clock()
        self.offer: UnitType = create_offer(units=units)
        self.people: list[User] = [create_tenant(name) for name in NAMES[:people]]
        self.staff = create_administrator()

    # Clocks

    def pass_time(self, time: timedelta) -> None:
        """Let time pass for everybody."""
        self.move_our_clock(time)
        self.move_stripes_clock(time)

    def move_our_clock(self, time: timedelta) -> None:
        """Let only the database's clock go on."""
        self.ahead += time
        self._set_our_clock()

    def move_stripes_clock(self, time: timedelta) -> None:
        """Let Stripe's clock go on, and this machine's with it."""
        self.sim.advance(int(time.total_seconds()))
        self._read_stripes_clock()

    def _read_stripes_clock(self) -> None:
        now = self.sim.request("GET", "/_sim/clock").json["now"]
        MovingStripe.moment, MovingStripe.ahead = datetime.fromtimestamp(now, UTC), timedelta()

    def _set_our_clock(self, *, on: Any = connection) -> None:
        with on.cursor() as cursor:
            cursor.execute("SELECT set_config('nivas.clock_offset', %s, false)", [str(self.ahead.total_seconds())])

    @contextmanager
    def on_every_connection(self) -> Iterator[World]:
        """Have each connection that is opened, in any thread, travel with the house; what comes after is in our time again."""

        def opened(connection: Any, **_signal: Any) -> None:
            self._set_our_clock(on=connection)

        connection_created.connect(opened, weak=False)
        try:
            yield self
        finally:
            connection_created.disconnect(opened)
            connection.close()

    # What happens by itself

    def run(self, job: str) -> None:
        """Run a job as the worker does; the one that asks Stripe at night may hear nothing."""
        with suppress(GatewayError):
            TIMED[job]()

    def receive_hooks(self) -> int:
        """Let what Stripe has to tell arrive, and say how many messages did."""
        hooks = self.sim.collect_hooks()
        for hook in hooks:
            receive(hook)
        return len(hooks)

    def settle_everything(self) -> None:
        """Let nothing go wrong any more and time pass until nothing is due: everybody should have what is theirs."""
        self.heal()
        for number in range(MOST_ROUNDS):
            self.pass_time(PAUSES[min(number, len(PAUSES) - 1)])
            if not self._work() and number and not owed():
                break
        reconcile(kind=RunKind.NIGHTLY, on_paid=payment_jobs.confirm)
        events.deliver_now()

    def heal(self) -> None:
        """End every fault, and let go the messages that were held back."""
        self.sim.control("faults/clear")
        self.sim.control("hooks/release")
        self.sim.control("refunds", delay=0, outcome="succeeded")

    def _work(self) -> int:
        """One turn of everybody; how much there was to do."""
        done = self.receive_hooks()
        for name, job in TIMED.items():
            if name != "reconcile":
                done += job() or 0
        return done

    # What people find

    def bookings(self, *states: str) -> list[Booking]:
        """Give the bookings in these states, oldest first."""
        return list(Booking.objects.filter(state__in=states).order_by("pk").select_related("tenant", "unit_type"))

    def pages(self) -> list[str]:
        """Give the payment pages that people have the address of."""
        return list(Attempt.objects.exclude(session_id=None).order_by("pk").values_list("session_id", flat=True))

    def units(self) -> list[Unit]:
        """Give all beds."""
        return list(Unit.objects.order_by("pk"))


def owed() -> bool:
    """Say whether anything is owed to the gateway or to a person, or waits for its turn."""
    with connection.cursor() as cursor:
        cursor.execute(OWED)
        return bool(cursor.fetchone()[0])


def receive(hook: dict[str, str]) -> bool:
    """Receive one message as our address does, and say whether it was believed."""
    try:
        store_webhook(payload=hook["body"].encode(), signature=hook["signature"])
    except WebhookRefused:
        return False
    return True


def politely(act: Callable[[], Any]) -> Any:
    """Do what a person does: a refusal is an answer, and a gateway that is away is said so."""
    with suppress(Refusal, GatewayError):
        return act()
    return None
