"""Cards and accounts that people leave with us, what each may be charged without them, and the tries to save one."""

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

from project.kernel.fields import NivasNow, PaiseField, PublicIdModel
from project.kernel.money import Money
from project.kernel.triggers import is_learned_once, moves_only_along, never_changes
from project.payments import triggers
from project.payments.rules import (
    FREE_OF_APPROVAL_PAISE,
    MANDATE_TRANSITIONS,
    METHOD_TRANSITIONS,
    SETUP_TRANSITIONS,
)


class SetupState(models.TextChoices):
    """How far one try to save a method has come."""

    CREATED = "created", _("Being prepared")
    OPEN = "open", _("Waiting for you")
    UNKNOWN = "unknown", _("Being checked")
    SAVED = "saved", _("Saved")
    FAILED = "failed", _("Failed")
    CLOSED = "closed", _("Closed, nothing saved")


class MethodState(models.TextChoices):
    """Whether a method may be used."""

    ACTIVE = "active", _("Saved")
    REMOVED = "removed", _("Removed")


class MandateState(models.TextChoices):
    """What the person's bank says about a mandate."""

    PENDING = "pending", _("Your bank is checking it")
    ACTIVE = "active", _("In force")
    INACTIVE = "inactive", _("Ended")


class Interval(models.TextChoices):
    """How often a mandate may be used."""

    MONTH = "month", _("Once a month")
    SPORADIC = "sporadic", _("Whenever a bill is due")


OPEN_SETUPS = [SetupState.CREATED, SetupState.OPEN, SetupState.UNKNOWN]
LIVE_MANDATES = [MandateState.PENDING, MandateState.ACTIVE]


class Customer(models.Model):
    """A person as the gateway knows them: whose methods are whose there."""

    person = models.OneToOneField("identity.User", on_delete=models.PROTECT, related_name="+")
    gateway_id = models.CharField(max_length=255, unique=True)
    created_at = models.DateTimeField(db_default=NivasNow(), editable=False)

    class Meta:
        verbose_name = _("customer at the payment provider")
        verbose_name_plural = _("customers at the payment provider")
        triggers = [never_changes("customer_never_changes")]

    def __str__(self) -> str:
        return self.gateway_id


@pghistory.track()
class SetupAttempt(PublicIdModel):
    """One try to save a method with its mandate, committed before the gateway hears of it.

    Like an attempt to pay it keeps the exact request, and owes the closing of its page at `open_until`, until
    `is_settled`.
    """

    person = models.ForeignKey("identity.User", on_delete=models.PROTECT, related_name="+")
    customer = models.ForeignKey("payments.Customer", on_delete=models.PROTECT, related_name="+")
    max_paise = PaiseField(_("most for one payment"))
    currency = models.CharField(max_length=3, default="INR")
    interval = models.CharField(max_length=8, choices=Interval, default=Interval.SPORADIC)
    state = models.CharField(_("state"), max_length=8, choices=SetupState, default=SetupState.CREATED)
    gateway_key = models.CharField(max_length=255, unique=True)
    request = models.JSONField()
    setup_id = models.CharField(max_length=255, null=True, blank=True, unique=True)
    page_url = models.TextField(blank=True)
    open_until = models.DateTimeField(_("to be finished by"))
    is_settled = models.BooleanField(_("nothing owed to the gateway"), default=False)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    next_try_at = models.DateTimeField(db_default=NivasNow())
    last_error = models.TextField(_("last error"), blank=True)
    created_at = models.DateTimeField(db_default=NivasNow(), editable=False)

    class Meta:
        verbose_name = _("saving of a payment method")
        verbose_name_plural = _("savings of payment methods")
        indexes = [
            models.Index(fields=["next_try_at"], condition=models.Q(is_settled=False), name="setup_not_over"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(max_paise__gt=0), name="setup_limit_is_positive"),
            models.CheckConstraint(condition=models.Q(state__in=SetupState.values), name="setup_state_is_known"),
            models.CheckConstraint(condition=models.Q(interval__in=Interval.values), name="setup_interval_is_known"),
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(state__in=OPEN_SETUPS), name="setup_is_open_once_per_person"
            ),
        ]
        triggers = [
            moves_only_along("setup_moves_only_forward", SETUP_TRANSITIONS),
            never_changes(
                "setup_keeps_its_request",
                *("person_id", "customer_id", "max_paise", "currency", "interval", "gateway_key", "request"),
            ),
            is_learned_once("setup_keeps_its_page", "setup_id"),
        ]

    def __str__(self) -> str:
        return f"{self.person} ({self.get_state_display()})"

    @property
    def limit(self) -> Money:
        """The most that one payment may take."""
        return Money(self.max_paise, self.currency)


@pghistory.track()
class SavedMethod(PublicIdModel):
    """A card or account that a person left with the gateway; here only what they recognise it by.

    Once removed it is used no more, and its removal is owed to the gateway until `is_detached`.
    """

    person = models.ForeignKey("identity.User", on_delete=models.PROTECT, related_name="+")
    gateway_id = models.CharField(max_length=255, unique=True)
    kind = models.CharField(_("kind"), max_length=20)
    brand = models.CharField(_("brand"), max_length=30, blank=True)
    last4 = models.CharField(_("last four digits"), max_length=4, blank=True)
    expires_month = models.PositiveSmallIntegerField(_("expires in month"), null=True, blank=True)
    expires_year = models.PositiveSmallIntegerField(_("expires in year"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=7, choices=MethodState, default=MethodState.ACTIVE)
    is_default = models.BooleanField(_("used first"), default=False)
    is_detached = models.BooleanField(_("removed at the payment provider"), default=False)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    next_try_at = models.DateTimeField(db_default=NivasNow())
    last_error = models.TextField(_("last error"), blank=True)
    created_at = models.DateTimeField(db_default=NivasNow(), editable=False)

    class Meta:
        verbose_name = _("payment method")
        verbose_name_plural = _("payment methods")
        indexes = [
            models.Index(fields=["person"], name="method_by_person"),
            models.Index(
                fields=["next_try_at"],
                condition=models.Q(state=MethodState.REMOVED, is_detached=False),
                name="method_owing_removal",
            ),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=MethodState.values), name="method_state_is_known"),
            models.CheckConstraint(
                condition=models.Q(is_default=False) | models.Q(state=MethodState.ACTIVE),
                name="method_used_first_is_active",
            ),
            models.CheckConstraint(
                condition=models.Q(is_detached=False) | models.Q(state=MethodState.REMOVED),
                name="method_detached_is_removed",
            ),
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(is_default=True), name="method_used_first_is_one_per_person"
            ),
        ]
        triggers = [
            moves_only_along("method_moves_only_forward", METHOD_TRANSITIONS),
            never_changes("method_keeps_whose_it_is", "person_id", "gateway_id", "created_at"),
        ]

    def __str__(self) -> str:
        return " ".join(part for part in (self.brand or self.kind, self.last4 and f"···· {self.last4}") if part)


@pghistory.track()
class Mandate(PublicIdModel):
    """What a person has allowed their bank to pay us without asking them each time.

    There being one says nothing: only `state` does, and only `active` lets us charge.
    """

    method = models.ForeignKey("payments.SavedMethod", on_delete=models.PROTECT, related_name="mandates")
    gateway_id = models.CharField(max_length=255, unique=True)
    max_paise = PaiseField(_("most for one payment"))
    currency = models.CharField(max_length=3, default="INR")
    interval = models.CharField(_("how often"), max_length=8, choices=Interval)
    state = models.CharField(_("state"), max_length=8, choices=MandateState, default=MandateState.PENDING)
    created_at = models.DateTimeField(db_default=NivasNow(), editable=False)

    class Meta:
        verbose_name = _("mandate")
        verbose_name_plural = _("mandates")
        constraints = [
            models.CheckConstraint(condition=models.Q(max_paise__gt=0), name="mandate_limit_is_positive"),
            models.CheckConstraint(condition=models.Q(state__in=MandateState.values), name="mandate_state_is_known"),
            models.CheckConstraint(condition=models.Q(interval__in=Interval.values), name="mandate_interval_is_known"),
            models.UniqueConstraint(
                fields=["method"], condition=models.Q(state__in=LIVE_MANDATES), name="mandate_is_live_once_per_method"
            ),
        ]
        triggers = [
            moves_only_along("mandate_moves_only_forward", MANDATE_TRANSITIONS),
            never_changes(
                "mandate_keeps_its_terms", "method_id", "gateway_id", "max_paise", "currency", "interval", "created_at"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.method} ({self.get_state_display()})"

    @property
    def limit(self) -> Money:
        """The most that one payment may take."""
        return Money(self.max_paise, self.currency)

    @property
    def is_active(self) -> bool:
        """True while the bank lets us charge under it."""
        return self.state == MandateState.ACTIVE


class Charge(models.Model):
    """What makes an attempt one without the person: the method it charges, and the mandate that allows it.

    The bank of an Indian card announces it a day before: `decided_by` says until when, `needs_approval` that the
    person has to say yes there.
    """

    attempt = models.OneToOneField("payments.Attempt", on_delete=models.PROTECT, related_name="charge")
    method = models.ForeignKey("payments.SavedMethod", on_delete=models.PROTECT, related_name="charges")
    mandate = models.ForeignKey("payments.Mandate", on_delete=models.PROTECT, related_name="charges")
    decided_by = models.DateTimeField(_("bank decides by"), null=True, blank=True)
    needs_approval = models.BooleanField(_("person has to approve"), default=False)
    created_at = models.DateTimeField(db_default=NivasNow(), editable=False)

    class Meta:
        verbose_name = _("charge of a saved method")
        verbose_name_plural = _("charges of saved methods")
        triggers = [
            never_changes("charge_keeps_what_allows_it", "attempt_id", "method_id", "mandate_id"),
            triggers.CHARGE_HAS_AN_ACTIVE_MANDATE,
            triggers.charge_is_within_its_mandate(law_allows=FREE_OF_APPROVAL_PAISE),
        ]

    def __str__(self) -> str:
        return f"{self.attempt} · {self.method}"
