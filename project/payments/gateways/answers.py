"""What a gateway answers, in our words."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from project.kernel.money import Money

Request = dict[str, Any]


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


class DisputeProgress(StrEnum):
    """Where a dispute stands at the gateway; the words are those of our own states."""

    WARNING = "warning"
    WARNING_CLOSED = "warning_closed"
    NEEDS_RESPONSE = "needs_response"
    UNDER_REVIEW = "under_review"
    WON = "won"
    LOST = "lost"


class MovementKind(StrEnum):
    """Why our balance at the gateway moved."""

    CAPTURE = "capture"
    REFUND = "refund"
    DISPUTE = "dispute"
    PAYOUT = "payout"
    FEE = "fee"
    OTHER = "other"


class NewsKind(StrEnum):
    """What a message is about."""

    SESSION = "session"
    CAPTURE = "capture"
    REFUND = "refund"
    DISPUTE = "dispute"
    CHARGE = "charge"
    SETUP = "setup"
    METHOD = "method"
    MANDATE = "mandate"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Order:
    """What a payment page asks for, and where it leads back to. `marks` travel with the money and come back with it."""

    reference: str
    amount: Money
    description: str
    email: str
    note: str
    marks: dict[str, str]
    opened_at: datetime
    success_url: str
    cancel_url: str


@dataclass(frozen=True, slots=True)
class Capture:
    """Money that the gateway has taken; `fee` is None while the gateway has not said it.

    `reference` is the attempt's public id, empty when somebody else took the money; `marks` are what we had it carry.
    """

    intent_id: str
    amount: Money
    method: str
    paid_at: datetime
    charge_id: str = ""
    fee: Money | None = None
    reference: str = ""
    marks: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Session:
    """A payment page, or a charge without one. `reference` is the attempt's public id; `capture` stands when it is paid.

    `decided_by` and `needs_approval` are for a charge that a bank announces to the person first.
    """

    id: str
    url: str
    state: SessionState
    reference: str
    capture: Capture | None = None
    decided_by: datetime | None = None
    needs_approval: bool = False


@dataclass(frozen=True, slots=True)
class GatewayRefund:
    """Money on its way back. `reference` is the refund's public id and `key` its own key; empty when it is not ours."""

    id: str
    intent_id: str
    amount: Money
    progress: RefundProgress
    reference: str
    bank_reference: str = ""
    problem: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class GatewayDispute:
    """A payment that a bank wants back, with what was taken from our balance for it and what came back."""

    id: str
    intent_id: str
    amount: Money
    progress: DisputeProgress
    reason: str
    opened_at: datetime
    respond_by: datetime | None
    taken: Money
    taken_fee: Money
    returned: Money
    returned_fee: Money


@dataclass(frozen=True, slots=True)
class MovementLine:
    """One line of our balance at the gateway: `net` is what it changed by, `object_id` what caused it."""

    id: str
    kind: MovementKind
    object_id: str
    net: Money
    fee: Money
    moved_at: datetime


@dataclass(frozen=True, slots=True)
class Notice:
    """One message of the gateway, verified or fetched."""

    id: str
    type: str
    api_version: str
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class News:
    """What a message is about. `reference` is the mark that leads back to us, `account` names another account."""

    kind: NewsKind
    object_id: str = ""
    reference: str = ""
    account: str = ""
