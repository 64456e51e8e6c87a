"""What payments tells people by itself: that a refund arrived, that a payment failed, that money needs a hand."""

import logging

from project.events.registry import EventRecord, subscribe
from project.kernel.transactions import transaction
from project.notifications.operations import notify
from project.payments.models import Attempt, Refund

logger = logging.getLogger(__name__)


@subscribe("refund.arrived", name="payments.tell_refund_arrived")
def tell_refund_arrived(event: EventRecord) -> None:
    """Tell the payer how much came back and by which way, once."""
    refund = Refund.objects.select_related("payment__payer", "payment__attempt").get(public_id=event.payload["refund"])
    with transaction():
        notify(
            kind="refund_arrived",
            to=refund.payment.payer,
            once=f"refund_arrived:{refund.public_id}",
            context={
                "description": refund.payment.attempt.description,
                "amount_paise": refund.amount_paise,
                "method": refund.payment.method,
                "reference": refund.reference or refund.gateway_id or "",
                "reason": refund.reason,
            },
        )


@subscribe("payment.failed", name="payments.tell_payment_failed")
def tell_payment_failed(event: EventRecord) -> None:
    """Tell the payer that the bank did not pay in the end, so nothing was charged."""
    attempt = Attempt.objects.select_related("payer").get(public_id=event.payload["attempt"])
    with transaction():
        notify(
            kind="payment_failed",
            to=attempt.payer,
            once=f"payment_failed:{attempt.public_id}",
            context={"description": attempt.description, "amount_paise": attempt.amount_paise},
        )


@subscribe(
    "refund.failed",
    "payment.differs",
    "suspense.opened",
    "dispute.opened",
    "dispute.lost",
    name="payments.raise_the_alarm",
)
def raise_the_alarm(event: EventRecord) -> None:
    """Call a person to money that needs one: the error log reaches them, the back office lists it."""
    logger.error("Money needs a person: %s %s", event.type, event.payload)
