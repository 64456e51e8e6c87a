"""What mails may carry: the receipt, drawn on the spot when the worker has not drawn it yet."""

from django.core.files.storage import storages

from project.notifications.registry import attachment
from project.payments.models import Receipt
from project.payments.operations import draw_receipt


@attachment("receipt")
def receipt_pdf(receipt_id: int) -> tuple[str, bytes, str]:
    """Give a receipt's file name, bytes and type. Call it outside a transaction."""
    receipt = Receipt.objects.select_related("payment__payer").get(pk=receipt_id)
    with storages["private"].open(draw_receipt(receipt=receipt)) as file:
        return f"{receipt.number.replace('/', '-')}.pdf", file.read(), "application/pdf"
