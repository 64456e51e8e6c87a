"""The rows that money operations lock.

Order everywhere: unit, booking, attempt, payment, refund, dispute, suspense item, setup attempt, saved method, mandate,
receipt series.
"""

from datetime import timedelta

from django.db.models import Q

from project.identity.models import User
from project.kernel.fields import NivasNow
from project.payments.models import (
    Attempt,
    Dispute,
    Mandate,
    Payment,
    ReceiptSeries,
    Refund,
    SavedMethod,
    SetupAttempt,
    SuspenseItem,
    Watermark,
)


def lock_attempt(attempt_id: int) -> Attempt:
    """Lock an attempt: whoever records its outcome or publishes about it holds this."""
    return Attempt.objects.select_for_update().get(pk=attempt_id)


def lock_payment(payment_id: int) -> Payment:
    """Lock a payment, so that refunds of it are decided one after the other."""
    return Payment.objects.select_for_update().get(pk=payment_id)


def lock_refund(refund_id: int) -> Refund:
    """Lock a refund's payment, then the refund."""
    refund = Refund.objects.get(pk=refund_id)
    lock_payment(refund.payment_id)
    return Refund.objects.select_for_update(of=("self",)).select_related("payment__payer").get(pk=refund_id)


def lock_dispute(dispute_id: int) -> Dispute:
    """Lock a dispute, so that its money is posted by one at a time."""
    rows = Dispute.objects.select_for_update(of=("self",)).select_related("payment__payer", "suspense__payment")
    return rows.get(pk=dispute_id)


def lock_suspense(item_id: int) -> SuspenseItem:
    """Lock an item, so that its money gets one place only."""
    return SuspenseItem.objects.select_for_update(of=("self",)).select_related("payment").get(pk=item_id)


def lock_setup(attempt_id: int) -> SetupAttempt:
    """Lock a try to save a method, so that what it saved is written down once."""
    return SetupAttempt.objects.select_for_update().get(pk=attempt_id)


def lock_methods(person: User) -> list[SavedMethod]:
    """Lock a person's methods, in the order of their keys: which one is used first is decided by one at a time."""
    return list(SavedMethod.objects.select_for_update().filter(person=person).order_by("pk"))


def lock_mandate(mandate_id: int) -> Mandate:
    """Lock a mandate: no charge begins under it while what the bank says is written down."""
    return Mandate.objects.select_for_update().get(pk=mandate_id)


def lock_series(financial_year: str) -> ReceiptSeries:
    """Lock a year's receipt numbers, made when the year is new. Take it last."""
    ReceiptSeries.objects.bulk_create([ReceiptSeries(financial_year=financial_year)], ignore_conflicts=True)
    return ReceiptSeries.objects.select_for_update().get(financial_year=financial_year)


def take_watermark(name: str, *, lease: timedelta) -> Watermark | None:
    """Take a watermark for a while, made when it is new; None while another worker has it.

    A lease and no lock: its holder talks to the gateway, and one that dies must not keep it. One that reaches further
    than any lease was left by a clock that was ahead.
    """
    Watermark.objects.bulk_create([Watermark(name=name)], ignore_conflicts=True)
    is_free = Q(busy_until__lte=NivasNow()) | Q(busy_until__gt=NivasNow() + lease)
    taken = Watermark.objects.filter(is_free, name=name).update(busy_until=NivasNow() + lease)
    return Watermark.objects.get(name=name) if taken else None


def give_back_watermark(watermark: Watermark) -> None:
    """End the lease before its time."""
    Watermark.objects.filter(pk=watermark.pk).update(busy_until=NivasNow())
