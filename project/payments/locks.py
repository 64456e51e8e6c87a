"""The rows that money operations lock. Order everywhere: unit, booking, attempt, payment, refund, receipt series."""

from project.payments.models import Attempt, Payment, ReceiptSeries, Refund


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
    return Refund.objects.select_for_update().select_related("payment").get(pk=refund_id)


def lock_series(financial_year: str) -> ReceiptSeries:
    """Lock a year's receipt numbers, made when the year is new. Take it last."""
    ReceiptSeries.objects.bulk_create([ReceiptSeries(financial_year=financial_year)], ignore_conflicts=True)
    return ReceiptSeries.objects.select_for_update().get(financial_year=financial_year)
