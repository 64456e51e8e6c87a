"""The paper for a payment, and its numbers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from project.kernel.fields import NivasNow, PublicIdModel
from project.kernel.triggers import never_changes


class ReceiptSeries(models.Model):
    """The last receipt number of one financial year; its row is locked last, so that numbers have no gaps."""

    financial_year = models.CharField(max_length=4, unique=True)
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("receipt series")
        verbose_name_plural = _("receipt series")

    def __str__(self) -> str:
        return f"{self.financial_year}: {self.last_number}"


class Receipt(PublicIdModel):
    """The paper for one payment. The PDF is drawn by a worker and kept; `file` is empty until then."""

    payment = models.OneToOneField("payments.Payment", on_delete=models.PROTECT, related_name="receipt")
    number = models.CharField(_("number"), max_length=16, unique=True)
    lines = models.JSONField(default=list)
    recipient = models.JSONField(default=dict)
    file = models.CharField(max_length=200, blank=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    next_try_at = models.DateTimeField(db_default=NivasNow())
    last_error = models.TextField(_("last error"), blank=True)
    issued_at = models.DateTimeField(db_default=NivasNow(), editable=False)

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        indexes = [
            models.Index(fields=["next_try_at"], condition=models.Q(file=""), name="receipt_to_be_drawn"),
        ]
        triggers = [
            never_changes("receipt_keeps_what_it_says", "payment_id", "number", "lines", "recipient", "issued_at"),
        ]

    def __str__(self) -> str:
        return self.number
