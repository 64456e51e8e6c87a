"""Putting money aside that has no place of its own, in the transaction that learns of it."""

from project.events.operations import publish
from project.kernel.transactions import transaction_required
from project.payments.gateways.gateway import Capture
from project.payments.models import Payment, SuspenseItem, SuspenseReason
from project.payments.operations.books import post_unmatched


@transaction_required()
def suspend_payment(payment: Payment, *, charge_id: str = "") -> SuspenseItem:
    """Put a payment aside that is not what we asked for, once: its payer is known, its use is not."""
    item, is_new = SuspenseItem.objects.get_or_create(
        intent_id=payment.intent_id,
        defaults={
            "payment": payment,
            "charge_id": charge_id,
            "amount_paise": payment.amount_paise,
            "currency": payment.currency,
            "method": payment.method,
            "arrived_at": payment.paid_at,
            "why": SuspenseReason.NOT_AS_ASKED,
            "hint": payment.subject,
        },
    )
    if is_new:
        # `payment.differs` tells of it.
        post_unmatched(item)
    return item


@transaction_required()
def suspend_capture(capture: Capture) -> SuspenseItem:
    """Put money aside that no attempt of ours asked for, once."""
    item, is_new = SuspenseItem.objects.get_or_create(
        intent_id=capture.intent_id,
        defaults={
            "charge_id": capture.charge_id,
            "amount_paise": capture.amount.paise,
            "currency": capture.amount.currency,
            "method": capture.method,
            "arrived_at": capture.paid_at,
            "why": SuspenseReason.MARK_UNKNOWN if capture.reference else SuspenseReason.NO_MARK,
            "hint": _hint(capture),
        },
    )
    if is_new:
        post_unmatched(item)
        body = {"suspense": str(item.public_id), "amount_paise": item.amount_paise, "why": str(item.why)}
        publish(type="suspense.opened", key=f"suspense:{item.pk}", payload=body)
    return item


def _hint(capture: Capture) -> str:
    return ", ".join(f"{name} {value}" for name, value in sorted(capture.marks.items()))[:200]
