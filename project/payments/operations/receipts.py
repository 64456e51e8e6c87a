"""Receipts: numbered in the transaction that books the money, drawn by a worker, kept for good."""

import logging
from datetime import timedelta
from typing import TypedDict

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.utils.translation import override

from project.events.operations import publish
from project.kernel import clock
from project.kernel.locks import take_due
from project.kernel.transactions import outside_transaction, transaction, transaction_required
from project.kernel.wake import wake
from project.payments.locks import lock_series
from project.payments.models import Payment, Receipt
from project.payments.paper import draw_receipt_pdf
from project.payments.rules import financial_year, receipt_number

logger = logging.getLogger(__name__)

# A drawing takes a second or two; a worker that dies over one is followed by another after this.
FIRST_WAIT = timedelta(seconds=60)


class Line(TypedDict):
    """One line of a receipt, in the payer's language."""

    label: str
    amount_paise: int


class Recipient(TypedDict, total=False):
    """Who paid, and for what house; whatever is missing is left out of the paper."""

    name: str
    email: str
    phone: str
    landlord: str
    landlord_contact: str
    property: str
    address: str
    unit: str
    period: str


class LinesDiffer(ValueError):
    """The lines of a receipt do not sum up to the money that came: the caller has a bug."""


@transaction_required()
def issue_receipt(*, payment: Payment, lines: list[Line], recipient: Recipient) -> Receipt:
    """Give a payment its receipt with the next number of the financial year; a repeat gives the same.

    Raises: LinesDiffer. Locks: the year's series, last of all. After commit: a worker draws the PDF at once.
    """
    known = Receipt.objects.filter(payment=payment).first()
    if known is not None:
        return known
    if sum(line["amount_paise"] for line in lines) != payment.amount_paise:
        raise LinesDiffer(f"The lines do not sum up to the {payment.amount_paise} paise of payment {payment.pk}.")
    wake("jobs.payments.draw_receipts")
    return _numbered(payment, lines, recipient)


def _numbered(payment: Payment, lines: list[Line], recipient: Recipient) -> Receipt:
    year = financial_year(clock.today())
    series = lock_series(year)
    # Whoever issued it while we waited for the series has given it its number.
    known = Receipt.objects.filter(payment=payment).first()
    if known is not None:
        return known
    series.last_number += 1
    series.save(update_fields=["last_number"])
    return Receipt.objects.create(
        payment=payment, number=receipt_number(year, series.last_number), lines=lines, recipient=recipient
    )


@outside_transaction()
def draw_receipts() -> int:
    """Draw the receipts that wait for their PDF and say how many it drew.

    One that cannot be drawn is logged and tried again later; the others do not wait for it.
    """
    waiting = Receipt.objects.filter(file="").select_related("payment__payer", "payment__attempt")
    return sum(_try_to_draw(receipt) for receipt in take_due(waiting, first_wait=FIRST_WAIT))


@outside_transaction()
def draw_receipt(*, receipt: Receipt) -> str:
    """Draw one receipt in the payer's language and give the name of its private file."""
    if receipt.file:
        return receipt.file
    name = f"receipts/{receipt.public_id}.pdf"
    with override(receipt.payment.payer.language):
        content = draw_receipt_pdf(receipt)
    storages["private"].delete(name)
    receipt.file = storages["private"].save(name, ContentFile(content))
    _keep(receipt)
    return receipt.file


@transaction()
def _keep(receipt: Receipt) -> None:
    # The mail may draw the same one at the same time: one of them tells.
    if Receipt.objects.filter(pk=receipt.pk, file="").update(file=receipt.file, last_error=""):
        payment = receipt.payment
        body = {
            "receipt": str(receipt.public_id),
            "payment": str(payment.public_id),
            "subject": payment.attempt.subject,
        }
        publish(type="receipt.drawn", key=f"payment:{payment.pk}", payload=body)


def _try_to_draw(receipt: Receipt) -> bool:
    try:
        draw_receipt(receipt=receipt)
    except Exception as error:
        logger.exception("Receipt %s could not be drawn", receipt.number)
        Receipt.objects.filter(pk=receipt.pk).update(last_error=f"{type(error).__name__}: {error}"[:500])
        return False
    return True
