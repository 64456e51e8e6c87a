"""What we need from whoever moves the money, in our words: a protocol, its plain answers and its ways to fail."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from project.kernel.errors import GatewayError
from project.kernel.money import Money

Request = dict[str, Any]


class GatewayUnclear(GatewayError):
    """Nobody knows whether it happened (no answer, a server error, too many requests): ask again, with the same key."""


class GatewayRefused(GatewayError):
    """A definite no: nothing happened, and the same request would get the same answer."""


class GatewayMissing(GatewayRefused):
    """The gateway knows no such object: it is not ours, or of another account."""


class SignatureWrong(Exception):
    """A webhook that was not signed for us, or too long ago, or in the future."""


class SessionState(StrEnum):
    """Where a payment page stands."""

    OPEN = "open"
    PROCESSING = "processing"
    PAID = "paid"
    FAILED = "failed"
    EXPIRED = "expired"


class RefundProgress(StrEnum):
    """Where a refund stands at the gateway."""

    SENT = "sent"
    ARRIVED = "arrived"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Capture:
    """Money that the gateway has taken."""

    intent_id: str
    amount: Money
    method: str
    paid_at: datetime


@dataclass(frozen=True, slots=True)
class Session:
    """A payment page. `reference` is the attempt's public id; `capture` stands when it is paid."""

    id: str
    url: str
    state: SessionState
    reference: str
    capture: Capture | None = None


@dataclass(frozen=True, slots=True)
class GatewayRefund:
    """Money on its way back. `reference` is the refund's public id, empty when somebody else started it."""

    id: str
    intent_id: str
    amount: Money
    progress: RefundProgress
    reference: str
    bank_reference: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """One verified webhook."""

    id: str
    type: str
    api_version: str
    body: dict[str, Any]


class Gateway(Protocol):
    """Whoever collects money for us. Every call but `read_webhook` goes outside: never call one in a transaction.

    Each raises GatewayUnclear when the outcome is not known and GatewayRefused when it is a no.
    """

    api_release: str

    def now(self) -> datetime:
        """Read the time by the gateway's own clock, which does not travel with ours."""
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

    def refund(self, *, key: str, intent_id: str, amount: Money, reference: str) -> GatewayRefund:
        """Send money back; the same key again sends it once."""
        ...

    def get_refund(self, refund_id: str) -> GatewayRefund:
        """Read a refund as it stands."""
        ...

    def find_refund(self, *, intent_id: str, reference: str) -> GatewayRefund | None:
        """Look for a refund that was made for this reference."""
        ...

    def read_webhook(self, *, payload: bytes, signature: str) -> Notice:
        """Verify and read a webhook. Raises SignatureWrong, or ValueError when it is not an event."""
        ...
