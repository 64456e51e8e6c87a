"""Money that is here and belongs to nothing we know."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from project.kernel.fields import NivasNow, PaiseField, PublicIdModel
from project.kernel.formats import format_money
from project.kernel.money import Money
from project.kernel.triggers import moves_only_along, never_changes
from project.payments.rules import SUSPENSE_TRANSITIONS


class SuspenseReason(models.TextChoices):
    """Why nobody could say whose money it is."""

    NOT_AS_ASKED = "not_as_asked", _("Not the amount we asked for")
    NO_MARK = "no_mark", _("Not asked for by us")
    MARK_UNKNOWN = "mark_unknown", _("Asked for by us, but our record of it is gone")


class SuspenseState(models.TextChoices):
    """What became of it."""

    OPEN = "open", _("Whose money?")
    MATCHED = "matched", _("Given to its payer")
    RETURNING = "returning", _("Going back")
    RETURNED = "returned", _("Sent back")


@pghistory.track()
class SuspenseItem(PublicIdModel):
    """Money at the gateway that a person has to give its place: it is matched to a payer, or it goes back.

    `payment` stands when the payer is known: at once for money that is not as asked, else from the match on.
    """

    intent_id = models.CharField(max_length=255, unique=True)
    charge_id = models.CharField(max_length=255, blank=True)
    payment = models.OneToOneField(
        "payments.Payment", on_delete=models.PROTECT, related_name="suspense", null=True, blank=True
    )
    amount_paise = PaiseField(_("amount"))
    currency = models.CharField(max_length=3, default="INR")
    method = models.CharField(_("paid with"), max_length=60, blank=True)
    arrived_at = models.DateTimeField(_("arrived at"))
    why = models.CharField(_("why it is here"), max_length=12, choices=SuspenseReason)
    hint = models.CharField(_("what it says about itself"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=9, choices=SuspenseState, default=SuspenseState.OPEN)
    resolved_by = models.ForeignKey(
        "identity.User", on_delete=models.PROTECT, related_name="+", null=True, blank=True, verbose_name=_("decided by")
    )
    resolved_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    next_try_at = models.DateTimeField(db_default=NivasNow())
    last_error = models.TextField(_("last error"), blank=True)
    created_at = models.DateTimeField(db_default=NivasNow(), editable=False)

    class Meta:
        verbose_name = _("unmatched money")
        verbose_name_plural = _("unmatched money")
        indexes = [
            models.Index(fields=["next_try_at"], condition=models.Q(state="returning"), name="suspense_going_back"),
            models.Index(fields=["charge_id"], name="suspense_by_charge"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(amount_paise__gt=0), name="suspense_amount_is_positive"),
            models.CheckConstraint(condition=models.Q(state__in=SuspenseState.values), name="suspense_state_is_known"),
            models.CheckConstraint(condition=models.Q(why__in=SuspenseReason.values), name="suspense_reason_is_known"),
            models.CheckConstraint(
                condition=~models.Q(state="matched") | models.Q(payment__isnull=False),
                name="suspense_matched_has_its_payment",
            ),
        ]
        triggers = [
            moves_only_along("suspense_moves_only_forward", SUSPENSE_TRANSITIONS),
            never_changes(
                "suspense_keeps_what_came", "intent_id", "amount_paise", "currency", "why", "arrived_at", "created_at"
            ),
        ]

    def __str__(self) -> str:
        return f"{format_money(self.amount)} · {self.get_state_display()}"

    @property
    def amount(self) -> Money:
        """What arrived."""
        return Money(self.amount_paise, self.currency)

    @property
    def source(self) -> str:
        """The name under which its arrival is posted: our payment's, or that of the gateway's own object."""
        if self.why == SuspenseReason.NOT_AS_ASKED and self.payment is not None:
            return self.payment.source
        return f"stripe:{self.charge_id or self.intent_id}"

    @property
    def subject(self) -> str:
        """What its money is for as long as nobody knows better."""
        return f"suspense:{self.public_id}"
