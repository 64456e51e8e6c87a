"""The shapes of Stripe's objects, with every field that the pinned version always sends."""

from project.payments.stripesim.objects.connect import (
    account,
    account_link,
    application_fee,
    fee_refund,
    transfer,
    transfer_reversal,
)
from project.payments.stripesim.objects.customers import customer, mandate, payment_method, setup_intent
from project.payments.stripesim.objects.disputes import dispute
from project.payments.stripesim.objects.payments import (
    card_error,
    charge,
    payment_intent,
    redirect,
    refund,
    verification_error,
)
from project.payments.stripesim.objects.sessions import checkout_session, customer_details, line_item
from project.payments.stripesim.objects.wire import event, list_object

__all__ = [
    "account",
    "account_link",
    "application_fee",
    "card_error",
    "charge",
    "checkout_session",
    "customer",
    "customer_details",
    "dispute",
    "event",
    "fee_refund",
    "line_item",
    "list_object",
    "mandate",
    "payment_intent",
    "payment_method",
    "redirect",
    "refund",
    "setup_intent",
    "transfer",
    "transfer_reversal",
    "verification_error",
]
