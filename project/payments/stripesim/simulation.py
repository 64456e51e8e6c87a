"""One simulated Stripe account: its memory, clock, plan of faults, events and keys."""

import secrets
from typing import Any

from project.payments.stripesim.clock import Clock
from project.payments.stripesim.errors import Json
from project.payments.stripesim.events import EventLog, WrongShape
from project.payments.stripesim.faults import FaultPlan
from project.payments.stripesim.idempotency import IdempotencyKeys
from project.payments.stripesim.store import Store
from project.payments.stripesim.upgrade import upgrade
from project.payments.stripesim.webhooks import Deliveries

# Settings that describe the endpoint rather than what happened there: a reset keeps them.
_KEPT_ON_RESET = ("webhook_target",)


class Simulation:
    """Holds the parts together; the functions that do things take it as their first argument."""

    def __init__(self, *, path: str | None = None, merchant: str = "Nivas", public_url: str = "") -> None:
        self.store = Store(path)
        upgrade(self.store)
        self.clock = Clock()
        self.clock.restore(self.store.setting("clock", {}))
        self.faults = FaultPlan(self.store)
        self.events = EventLog(self.store, self.clock.now, self.faults)
        self.deliveries = Deliveries(self.store, self.events, self.clock.now)
        self.keys = IdempotencyKeys(self.store, self.clock.now)
        self.merchant = merchant
        self.public_url = public_url
        # Anything here is a mistake in the stand-in.
        self.drift: list[str] = []

    def note_drift(self, error: Exception) -> None:
        """Keep what went wrong in the stand-in itself: an object that broke the SDK's types, or any other mistake."""
        self.drift.extend(error.problems if isinstance(error, WrongShape) else [repr(error)])

    def move_clock(self, **change: Any) -> None:
        """Move the clock and remember where it stands, so that a restart keeps it."""
        if "frozen" in change:
            self.clock.freeze(frozen=bool(change["frozen"]))
        if "set" in change:
            self.clock.set(int(change["set"]))
        if "advance" in change:
            self.clock.advance(int(change["advance"]))
        self.store.set_setting("clock", self.clock.saved())

    def reset(self, *, seed: Any = None) -> None:
        """Forget everything that happened; a new seed is drawn unless one is given."""
        with self.store.transaction():
            kept = {name: self.store.setting(name, None) for name in _KEPT_ON_RESET}
            self.store.reset()
            for name, value in kept.items():
                self.store.set_setting(name, value)
            self.store.set_setting("seed", seed if seed is not None else secrets.token_hex(8))
        self.clock.freeze(frozen=False)
        self.clock.restore({})
        self.drift.clear()

    def refund_plan(self) -> Json:
        """Say how refunds end: after how many seconds, and whether they arrive."""
        plan: Json = self.store.setting("refunds", {"delay": 0, "outcome": "succeeded"})
        return plan
