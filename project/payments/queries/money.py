"""What came in, what went back, and the paper for it."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.core.files import File
from django.core.files.storage import storages
from django.db.models import Min, Q, QuerySet, Sum

from project.identity.models import User
from project.kernel.money import Money
from project.payments.models import Attempt, Payment, Receipt, Refund, RefundState


class ReceiptFile(NamedTuple):
    """A drawn receipt, ready to be sent."""

    name: str
    content: File


def attempt_for(user: User, subject: str) -> Attempt | None:
    """Give the person's latest attempt to pay for something."""
    return Attempt.objects.filter(payer=user, subject=subject).order_by("-id").first()


def attempt_by_id(attempt_id: int) -> Attempt:
    """Give an attempt. Raises Attempt.DoesNotExist."""
    return Attempt.objects.get(pk=attempt_id)


def attempt_marked(mark: str) -> Attempt | None:
    """Give the attempt whose public id a gateway brought back; a mark that is no id was not made by us."""
    try:
        return Attempt.objects.filter(public_id=UUID(mark)).first()
    except ValueError:
        return None


def first_attempt_at() -> datetime | None:
    """Say since when people pay here."""
    return Attempt.objects.aggregate(first=Min("created_at"))["first"]


def payment_by_id(payment_id: int) -> Payment:
    """Give a payment. Raises Payment.DoesNotExist."""
    return Payment.objects.get(pk=payment_id)


def payment_of(attempt: Attempt) -> Payment | None:
    """Give the money that an attempt brought, when it is what we asked for."""
    return Payment.objects.filter(attempt=attempt, is_as_asked=True).order_by("id").first()


def payments_for(subject: str) -> QuerySet[Payment]:
    """Give the money that arrived for something, oldest first."""
    return Payment.objects.filter(subject=subject, is_as_asked=True).order_by("id")


def payments_of(user: User) -> QuerySet[Payment]:
    """Give everything a person ever paid, newest first."""
    payments = Payment.objects.filter(payer=user).select_related("receipt", "attempt").prefetch_related("refunds")
    return payments.order_by("-paid_at", "-id")


def refunds_for(subject: str) -> QuerySet[Refund]:
    """Give what went back, or is going back, for something."""
    return Refund.objects.filter(payment__subject=subject).select_related("payment").order_by("id")


def is_refund_started(*, key: str) -> bool:
    """Say whether `start_refund` was called with this key, whatever became of the refund."""
    return Refund.objects.filter(gateway_key=f"ref:{key}").exists()


def refund_by_public_id(public_id: UUID) -> Refund:
    """Give a refund with its payment. Raises Refund.DoesNotExist."""
    return Refund.objects.select_related("payment__payer").get(public_id=public_id)


def refunds_under_way(user: User) -> QuerySet[Refund]:
    """Give the money that is going back to a person and has not arrived yet."""
    going = Refund.objects.filter(payment__payer=user, state__in=[RefundState.STARTED, RefundState.SENT])
    return going.select_related("payment__attempt").order_by("id")


def refundable(payment: Payment) -> Money:
    """Say how much of a payment has not gone back and is not going back."""
    going = payment.refunds.exclude(state=RefundState.FAILED).aggregate(total=Sum("amount_paise"))["total"] or 0
    return payment.amount - Money(going, payment.currency)


def receipts_of(user: User) -> QuerySet[Receipt]:
    """Give a person's receipts, newest first; also of people who moved out long ago."""
    return Receipt.objects.filter(payment__payer=user).select_related("payment").order_by("-id")


def receipt_for(user: User, subject: str) -> Receipt | None:
    """Give the person's receipt for something, drawn or not yet."""
    return receipts_of(user).filter(payment__subject=subject).first()


def receipt_file_for(user: User, public_id: str) -> ReceiptFile | None:
    """Open a receipt for the one who paid or an administrator; anybody else gets None.

    None also while the worker has not drawn it yet.
    """
    mine = Q() if user.is_superuser else Q(payment__payer=user)
    receipt = Receipt.objects.filter(mine, public_id=public_id).exclude(file="").first()
    if receipt is None or not storages["private"].exists(receipt.file):
        return None
    return ReceiptFile(f"{receipt.number.replace('/', '-')}.pdf", storages["private"].open(receipt.file))
