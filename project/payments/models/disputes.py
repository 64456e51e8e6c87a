"""Payments that somebody's bank wants back, and what we say to it."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from project.kernel.fields import NivasNow, PaiseField, PublicIdModel
from project.kernel.formats import format_money
from project.kernel.money import Money
from project.kernel.triggers import moves_only_along, never_changes
from project.payments.rules import DISPUTE_TRANSITIONS


class DisputeState(models.TextChoices):
    """How far a dispute has come. A warning is a question of the bank: no money has moved."""

    WARNING = "warning", _("Bank is asking")
    WARNING_CLOSED = "warning_closed", _("Question closed")
    NEEDS_RESPONSE = "needs_response", _("Needs an answer")
    UNDER_REVIEW = "under_review", _("Bank is deciding")
    WON = "won", _("Won")
    LOST = "lost", _("Lost")


HELD_DISPUTES = [DisputeState.NEEDS_RESPONSE, DisputeState.UNDER_REVIEW]


@pghistory.track()
class Dispute(PublicIdModel):
    """A payment that a bank wants back.

    The four amounts are what the gateway's balance says: taken from us and given back, each with its fee. Evidence is
    owed to the gateway from the moment it is written here until `evidence_sent_at`. `is_settled` says that neither the
    state nor the money moves any more.
    """

    payment = models.ForeignKey(
        "payments.Payment", on_delete=models.PROTECT, related_name="disputes", null=True, blank=True
    )
    suspense = models.ForeignKey(
        "payments.SuspenseItem", on_delete=models.PROTECT, related_name="disputes", null=True, blank=True
    )
    gateway_id = models.CharField(max_length=255, unique=True)
    intent_id = models.CharField(max_length=255)
    amount_paise = PaiseField(_("amount"))
    currency = models.CharField(max_length=3, default="INR")
    taken_paise = PaiseField(_("taken from us"), default=0)
    taken_fee_paise = PaiseField(_("fee"), default=0)
    returned_paise = PaiseField(_("given back"), default=0)
    returned_fee_paise = PaiseField(_("fee given back"), default=0)
    state = models.CharField(_("state"), max_length=14, choices=DisputeState)
    is_settled = models.BooleanField(_("over"), default=False)
    reason = models.CharField(_("reason"), max_length=120, blank=True)
    respond_by = models.DateTimeField(_("answer by"), null=True, blank=True)
    opened_at = models.DateTimeField(_("opened at"))
    evidence = models.JSONField(_("our answer"), default=dict, blank=True)
    evidence_by = models.ForeignKey(
        "identity.User",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("answered by"),
    )
    evidence_sent_at = models.DateTimeField(_("answer sent at"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    next_try_at = models.DateTimeField(db_default=NivasNow())
    last_error = models.TextField(_("last error"), blank=True)
    created_at = models.DateTimeField(db_default=NivasNow(), editable=False)

    class Meta:
        verbose_name = _("dispute")
        verbose_name_plural = _("disputes")
        indexes = [
            models.Index(fields=["intent_id"], name="dispute_by_intent"),
            models.Index(fields=["next_try_at"], condition=models.Q(is_settled=False), name="dispute_not_over"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(amount_paise__gt=0), name="dispute_amount_is_positive"),
            models.CheckConstraint(condition=models.Q(state__in=DisputeState.values), name="dispute_state_is_known"),
        ]
        triggers = [
            moves_only_along("dispute_moves_only_forward", DISPUTE_TRANSITIONS),
            never_changes(
                "dispute_keeps_what_it_is_about", "gateway_id", "intent_id", "amount_paise", "currency", "created_at"
            ),
        ]

    def __str__(self) -> str:
        return f"{format_money(self.amount)} · {self.get_state_display()}"

    @property
    def amount(self) -> Money:
        """What the bank wants back."""
        return Money(self.amount_paise, self.currency)

    @property
    def source(self) -> str:
        """The name under which its money is posted."""
        return f"dispute:{self.public_id}"

    @property
    def can_be_answered(self) -> bool:
        """True while the bank waits for our answer and has none."""
        return self.state in {DisputeState.NEEDS_RESPONSE, DisputeState.WARNING} and not self.evidence
