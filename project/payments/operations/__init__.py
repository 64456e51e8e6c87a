"""Everything that moves money or says so. One module per idea; callers import from here."""

from project.payments.operations.catching_up import fetch_missed_events
from project.payments.operations.charging import (
    AboveTheLimit,
    ChargeDeclined,
    ChargeUnclear,
    NotAllowedByBank,
    PayOnThePage,
    UsedThisMonth,
    charge_saved_method,
)
from project.payments.operations.checkout import (
    AlreadyPaid,
    AmountTooSmall,
    ChargeUnderWay,
    CurrencyNotTaken,
    EarlierPaymentOpen,
    PaymentPageUnavailable,
    expire_owed_sessions,
    release_session,
    settle_open_attempts,
    start_checkout,
)
from project.payments.operations.disputes import (
    DisputeAnswered,
    EvidenceMissing,
    record_dispute,
    send_evidence,
    submit_evidence,
)
from project.payments.operations.inbox import WebhookRefused, store_webhook, work_inbox
from project.payments.operations.keeping import MethodGone, detach_methods, remove_method, use_first
from project.payments.operations.posting_missing import post_missing
from project.payments.operations.receipts import draw_receipt, draw_receipts, issue_receipt
from project.payments.operations.reconciliation import reconcile
from project.payments.operations.refunds import (
    RefundCurrencyDiffers,
    RefundIsNothing,
    RefundTooLarge,
    send_refunds,
    start_refund,
    update_refund,
)
from project.payments.operations.saving import (
    LimitOutOfRange,
    SavingUnavailable,
    close_owed_setups,
    settle_setup,
    start_saving_method,
)
from project.payments.operations.settlement import settle
from project.payments.operations.suspense import (
    AttemptTakesOther,
    SuspenseDecided,
    match_suspense,
    return_suspense,
    send_returns,
)
from project.payments.operations.trying_again import NothingToTry, hurry_refund, hurry_webhook, repeat_refund

__all__ = [
    "AboveTheLimit",
    "AlreadyPaid",
    "AmountTooSmall",
    "AttemptTakesOther",
    "ChargeDeclined",
    "ChargeUnclear",
    "ChargeUnderWay",
    "CurrencyNotTaken",
    "DisputeAnswered",
    "EarlierPaymentOpen",
    "EvidenceMissing",
    "LimitOutOfRange",
    "MethodGone",
    "NotAllowedByBank",
    "NothingToTry",
    "PayOnThePage",
    "PaymentPageUnavailable",
    "RefundCurrencyDiffers",
    "RefundIsNothing",
    "RefundTooLarge",
    "SavingUnavailable",
    "SuspenseDecided",
    "UsedThisMonth",
    "WebhookRefused",
    "charge_saved_method",
    "close_owed_setups",
    "detach_methods",
    "draw_receipt",
    "draw_receipts",
    "expire_owed_sessions",
    "fetch_missed_events",
    "hurry_refund",
    "hurry_webhook",
    "issue_receipt",
    "match_suspense",
    "post_missing",
    "reconcile",
    "record_dispute",
    "release_session",
    "remove_method",
    "repeat_refund",
    "return_suspense",
    "send_evidence",
    "send_refunds",
    "send_returns",
    "settle",
    "settle_open_attempts",
    "settle_setup",
    "start_checkout",
    "start_refund",
    "start_saving_method",
    "store_webhook",
    "submit_evidence",
    "update_refund",
    "use_first",
    "work_inbox",
]
