"""What we need from whoever moves the money, in our words: a protocol and its ways to fail. `answers` has the rest."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Protocol

from project.kernel.errors import GatewayError
from project.kernel.money import Money
from project.payments.gateways.answers import (
    Capture,
    DisputeProgress,
    GatewayDispute,
    GatewayRefund,
    MovementKind,
    MovementLine,
    News,
    NewsKind,
    Notice,
    Order,
    RefundProgress,
    Request,
    Session,
    SessionState,
)
from project.payments.gateways.saving import Saving

__all__ = [
    "Capture",
    "DisputeProgress",
    "Gateway",
    "GatewayDispute",
    "GatewayMissing",
    "GatewayRefund",
    "GatewayRefused",
    "GatewayUnclear",
    "MovementKind",
    "MovementLine",
    "News",
    "NewsKind",
    "Notice",
    "Order",
    "RefundProgress",
    "Request",
    "Session",
    "SessionState",
    "SignatureWrong",
]


class GatewayUnclear(GatewayError):
    """Nobody knows whether it happened (no answer, a server error, too many requests): ask again, with the same key."""


class GatewayRefused(GatewayError):
    """A definite no: nothing happened, and the same request would get the same answer."""


class GatewayMissing(GatewayRefused):
    """The gateway knows no such object: it is not ours, or of another account."""


class SignatureWrong(Exception):
    """A webhook that was not signed for us, or too long ago, or in the future."""


class Gateway(Saving, Protocol):
    """Whoever collects money for us.

    Calls go outside, but for `now`, `read_webhook`, `read_news` and those that write or read a request: never make one
    in a transaction.

    Each raises GatewayUnclear when the outcome is not known and GatewayRefused when it is a no. A list is complete or
    raises; its `since` counts, its `until` (left out: now) does not.
    """

    api_release: str
    page_is_open_for: timedelta

    def now(self) -> datetime:
        """Read the time by the gateway's own clock, which does not travel with ours."""
        ...

    # Payment pages

    def write_request(self, order: Order) -> Request:
        """Write the request that opens a page for an order; it is kept, and sent as kept."""
        ...

    def closes_at(self, request: Request) -> datetime:
        """Read when the page of a request closes by itself."""
        ...

    def open_session(self, *, key: str, request: Request) -> Session:
        """Open a payment page; the same key and request again give the same page."""
        ...

    def get_session(self, session_id: str) -> Session:
        """Read a payment page as it stands."""
        ...

    def find_session(self, *, reference: str, since: datetime, until: datetime) -> Session | None:
        """Look for a page that was opened for this reference between two moments of the gateway's clock."""
        ...

    def expire_session(self, session_id: str) -> Session:
        """Close a page and read how it ended: expired, or paid when the person was faster."""
        ...

    # Money

    def get_capture(self, capture_id: str) -> Capture | None:
        """Read the money behind an intent or a charge; None when none was taken."""
        ...

    def list_captures(self, *, since: datetime | None, until: datetime | None = None) -> Iterator[Capture]:
        """Give all the money that was taken in a time."""
        ...

    def list_movements(self, *, since: datetime | None, until: datetime | None = None) -> Iterator[MovementLine]:
        """Give every line of our balance at the gateway in a time."""
        ...

    # Refunds

    def refund(self, *, key: str, intent_id: str, amount: Money, reference: str) -> GatewayRefund:
        """Send money back; the same key again sends it once."""
        ...

    def get_refund(self, refund_id: str) -> GatewayRefund:
        """Read a refund as it stands."""
        ...

    def find_refund(self, *, intent_id: str, reference: str) -> GatewayRefund | None:
        """Look for a refund that was made for this reference."""
        ...

    def list_refunds(self, *, since: datetime | None, until: datetime | None = None) -> Iterator[GatewayRefund]:
        """Give all the refunds that were made in a time, by whomever."""
        ...

    # Disputes

    def get_dispute(self, dispute_id: str) -> GatewayDispute:
        """Read a dispute as it stands."""
        ...

    def list_disputes(self, *, since: datetime | None, until: datetime | None = None) -> Iterator[GatewayDispute]:
        """Give all the disputes that were opened in a time."""
        ...

    def send_evidence(self, *, key: str, dispute_id: str, evidence: dict[str, str]) -> GatewayDispute:
        """Answer a dispute for good; `evidence` is named in our words (`rules.EVIDENCE`)."""
        ...

    # Messages

    def read_webhook(self, *, payload: bytes, signature: str) -> Notice:
        """Verify and read a webhook. Raises SignatureWrong, or ValueError when it is not an event."""
        ...

    def read_news(self, notice: Notice) -> News:
        """Say what a message is about. Raises ValueError or KeyError when it is not readable."""
        ...

    def list_notices(self, *, since: datetime | None) -> Iterator[Notice]:
        """Give the messages that were made since a moment, as far back as the gateway keeps them."""
        ...
