"""Everything that moves money or says so. One module per idea; callers import from here."""

from project.payments.operations.checkout import (
    AlreadyPaid,
    AmountTooSmall,
    EarlierPaymentOpen,
    PaymentPageUnavailable,
    expire_owed_sessions,
    release_session,
    settle_open_attempts,
    start_checkout,
)
from project.payments.operations.inbox import WebhookRefused, store_webhook, work_inbox
from project.payments.operations.receipts import draw_receipt, draw_receipts, issue_receipt
from project.payments.operations.refunds import RefundTooLarge, send_refunds, start_refund, update_refund
from project.payments.operations.settlement import settle

__all__ = [
    "AlreadyPaid",
    "AmountTooSmall",
    "EarlierPaymentOpen",
    "PaymentPageUnavailable",
    "RefundTooLarge",
    "WebhookRefused",
    "draw_receipt",
    "draw_receipts",
    "expire_owed_sessions",
    "issue_receipt",
    "release_session",
    "send_refunds",
    "settle",
    "settle_open_attempts",
    "start_checkout",
    "start_refund",
    "store_webhook",
    "update_refund",
    "work_inbox",
]
