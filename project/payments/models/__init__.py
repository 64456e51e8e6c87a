"""Money coming in and going back, what is said about it, and the proof that nothing is missing."""

from project.payments.models.disputes import HELD_DISPUTES, Dispute, DisputeState
from project.payments.models.inbox import InboxEvent, InboxState
from project.payments.models.methods import (
    LIVE_MANDATES,
    OPEN_SETUPS,
    Charge,
    Customer,
    Interval,
    Mandate,
    MandateState,
    MethodState,
    SavedMethod,
    SetupAttempt,
    SetupState,
)
from project.payments.models.money import LIVE_STATES, Attempt, AttemptState, Payment, Refund, RefundState
from project.payments.models.receipts import Receipt, ReceiptSeries
from project.payments.models.reconciliation import (
    FindingKind,
    Movement,
    ReconciliationFinding,
    ReconciliationRun,
    RunKind,
    RunState,
    Watermark,
)
from project.payments.models.suspense import SuspenseItem, SuspenseReason, SuspenseState

__all__ = [
    "HELD_DISPUTES",
    "LIVE_MANDATES",
    "LIVE_STATES",
    "OPEN_SETUPS",
    "Attempt",
    "AttemptState",
    "Charge",
    "Customer",
    "Dispute",
    "DisputeState",
    "FindingKind",
    "InboxEvent",
    "InboxState",
    "Interval",
    "Mandate",
    "MandateState",
    "MethodState",
    "Movement",
    "Payment",
    "Receipt",
    "ReceiptSeries",
    "ReconciliationFinding",
    "ReconciliationRun",
    "Refund",
    "RefundState",
    "RunKind",
    "RunState",
    "SavedMethod",
    "SetupAttempt",
    "SetupState",
    "SuspenseItem",
    "SuspenseReason",
    "SuspenseState",
    "Watermark",
]
