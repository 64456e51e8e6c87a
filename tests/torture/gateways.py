"""Stripe's real client in a world whose clock moves, and that may be cut off before or after any call."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from project.payments.gateways.answers import Request
from project.payments.gateways.stripe import StripeGateway
from project.payments.gateways.stripe_asking import Body

PATH = f"{__name__}.MovingStripe"
# Somebody who wants to know of every call: told before, and again after it was answered.
Watcher = Callable[[str], None]


class MovingStripe(StripeGateway):
    """The product's own gateway; this machine's clock is Stripe's, at a distance that tests choose."""

    moment: datetime | None = None
    ahead = timedelta()
    watchers: list[Watcher] = []

    def now(self) -> datetime:
        """Read the clock of this machine, which tests move with Stripe's."""
        return (self.moment or datetime.now(UTC)) + self.ahead

    def _body(self, call: Callable[..., Any], *args: Any) -> Body:
        name = f"{call.__self__.__class__.__name__}.{call.__name__}"  # type: ignore[attr-defined]
        self._tell(f"before {name}")
        body = super()._body(call, *args)
        self._tell(f"after {name}")
        return body

    def _all(self, call: Callable[..., Any], asked: Request) -> Any:
        self._tell(f"before {call.__self__.__class__.__name__}.{call.__name__}")  # type: ignore[attr-defined]
        return super()._all(call, asked)

    def _tell(self, what: str) -> None:
        for watcher in self.watchers:
            watcher(what)
