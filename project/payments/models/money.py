"""Money coming in and going back: attempts, payments and refunds.

`subject` says what the money is for (`booking:<public id>`); payments never looks behind it.
"""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from project.kernel.fields import NivasNow, PaiseField, PublicIdModel
from project.kernel.formats import format_money
from project.kernel.money import Money
from project.kernel.triggers import is_learned_once, moves_only_along, never_changes
from project.payments import triggers
from project.payments.rules import ATTEMPT_TRANSITIONS, REFUND_TRANSITIONS, SMALLEST_PAISE


class AttemptState(models.TextChoices):
    """How far one attempt to pay has come."""

    CREATED = "created", _("Being prepared")
    OPEN = "open", _("Waiting for payment")
    UNKNOWN = "unknown", _("Being checked")
    SUCCEEDED = "succeeded", _("Paid")
    FAILED = "failed", _("Failed")
    EXPIRED = "expired", _("Closed unpaid")


class RefundState(models.TextChoices):
    """How far money going back has come."""

    STARTED = "started", _("Refund started")
    SENT = "sent", _("Refund sent")
    ARRIVED = "arrived", _("Refund arrived")
    FAILED = "failed", _("Refund failed")


LIVE_STATES = [AttemptState.CREATED, AttemptState.OPEN, AttemptState.UNKNOWN]


@pghistory.track()
class Attempt(PublicIdModel):
    """One try to collect an amount, committed before the gateway hears of it.

    `request` is the exact body sent with `gateway_key`, so that a repeat after a crash is the same request.
    The attempt owes the expiry of its session at `open_until`, until `is_settled`.
    """

    payer = models.ForeignKey("identity.User", on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=80)
    description = models.CharField(max_length=200)
    amount_paise = PaiseField(_("amount"))
    currency = models.CharField(max_length=3, default="INR")
    state = models.CharField(_("state"), max_length=10, choices=AttemptState, default=AttemptState.CREATED)
    gateway_key = models.CharField(max_length=255, unique=True)
    request = models.JSONField()
    session_id = models.CharField(max_length=255, null=True, blank=True, unique=True)
    session_url = models.TextField(blank=True)
    open_until = models.DateTimeField(_("to be paid until"))
    is_settled = models.BooleanField(_("nothing owed to the gateway"), default=False)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    next_try_at = models.DateTimeField(db_default=NivasNow())
    last_error = models.TextField(_("last error"), blank=True)
    created_at = models.DateTimeField(db_default=NivasNow(), editable=False)

    class Meta:
        verbose_name = _("payment attempt")
        verbose_name_plural = _("payment attempts")
        indexes = [
            models.Index(fields=["subject"], name="attempt_by_subject"),
            models.Index(fields=["open_until"], condition=models.Q(is_settled=False), name="attempt_owing_expiry"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(amount_paise__gte=SMALLEST_PAISE), name="attempt_amount_can_be_paid"
            ),
            models.CheckConstraint(condition=models.Q(state__in=AttemptState.values), name="attempt_state_is_known"),
            models.UniqueConstraint(
                fields=["subject"],
                condition=models.Q(state__in=LIVE_STATES),
                name="attempt_is_live_once_per_subject",
            ),
        ]
        triggers = [
            moves_only_along("attempt_moves_only_forward", ATTEMPT_TRANSITIONS),
            never_changes(
                "attempt_keeps_its_request",
                *("payer_id", "subject", "amount_paise", "currency", "gateway_key", "request", "created_at"),
            ),
            is_learned_once("attempt_keeps_its_session", "session_id"),
        ]

    def __str__(self) -> str:
        return f"{self.description} ({self.get_state_display()})"

    @property
    def amount(self) -> Money:
        """What was asked for."""
        return Money(self.amount_paise, self.currency)

    @property
    def is_live(self) -> bool:
        """True while it can still be paid, as far as we know."""
        return self.state in LIVE_STATES


@pghistory.track()
class Payment(PublicIdModel):
    """Money that arrived, once per Stripe payment intent.

    When it is not what we asked for (another amount or currency) `is_as_asked` is false: nothing follows from such
    money by itself, a person looks at it.
    """

    attempt = models.ForeignKey("payments.Attempt", on_delete=models.PROTECT, related_name="payments")
    payer = models.ForeignKey("identity.User", on_delete=models.PROTECT, related_name="+")
    subject = models.CharField(max_length=80)
    amount_paise = PaiseField(_("amount"))
    currency = models.CharField(max_length=3, default="INR")
    intent_id = models.CharField(max_length=255, unique=True)
    method = models.CharField(_("paid with"), max_length=60, blank=True)
    paid_at = models.DateTimeField(_("paid at"))
    is_as_asked = models.BooleanField(_("the amount we asked for"), default=True)
    created_at = models.DateTimeField(db_default=NivasNow(), editable=False)

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        indexes = [
            models.Index(fields=["subject"], name="payment_by_subject"),
            models.Index(fields=["paid_at"], name="payment_by_paid_at"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(amount_paise__gt=0), name="payment_amount_is_positive"),
        ]
        triggers = [never_changes("payment_never_changes")]

    def __str__(self) -> str:
        return format_money(self.amount)

    @property
    def amount(self) -> Money:
        """What arrived."""
        return Money(self.amount_paise, self.currency)

    @property
    def source(self) -> str:
        """The name under which it is posted."""
        return f"payment:{self.public_id}"


@pghistory.track()
class Refund(PublicIdModel):
    """Money going back to the payer; owed from the moment the row stands."""

    payment = models.ForeignKey("payments.Payment", on_delete=models.PROTECT, related_name="refunds")
    amount_paise = PaiseField(_("amount"))
    state = models.CharField(_("state"), max_length=8, choices=RefundState, default=RefundState.STARTED)
    reason = models.CharField(_("reason"), max_length=200)
    gateway_key = models.CharField(max_length=255, unique=True)
    gateway_id = models.CharField(max_length=255, null=True, blank=True, unique=True)
    reference = models.CharField(_("bank reference"), max_length=120, blank=True)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    next_try_at = models.DateTimeField(db_default=NivasNow())
    last_error = models.TextField(_("last error"), blank=True)
    created_at = models.DateTimeField(db_default=NivasNow(), editable=False)

    class Meta:
        verbose_name = _("refund")
        verbose_name_plural = _("refunds")
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=models.Q(state__in=["started", "sent"]), name="refund_under_way"
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(amount_paise__gt=0), name="refund_amount_is_positive"),
            models.CheckConstraint(condition=models.Q(state__in=RefundState.values), name="refund_state_is_known"),
        ]
        triggers = [
            moves_only_along("refund_moves_only_forward", REFUND_TRANSITIONS),
            never_changes("refund_keeps_its_amount", "payment_id", "amount_paise", "gateway_key"),
            triggers.REFUNDS_NEVER_EXCEED_THEIR_PAYMENT,
        ]

    def __str__(self) -> str:
        return f"{format_money(self.amount)} · {self.get_state_display()}"

    @property
    def amount(self) -> Money:
        """What goes back."""
        return Money(self.amount_paise, self.payment.currency)

    @property
    def source(self) -> str:
        """The name under which it is posted."""
        return f"refund:{self.public_id}"
