"""What the gateway says of itself, and how our books compare with it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from project.kernel.fields import NivasNow, PaiseField, PublicIdModel
from project.kernel.money import Money
from project.kernel.triggers import never_changes
from project.payments import triggers


class RunKind(models.TextChoices):
    """What a reconciliation looks through."""

    EVENTS = "events", _("Missed messages")
    NIGHTLY = "nightly", _("Nightly comparison")
    CATCH_UP = "catch_up", _("After an outage")
    BY_HAND = "by_hand", _("Asked for by staff")


class RunState(models.TextChoices):
    """How a reconciliation ended; one that stopped goes on later from where it was."""

    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    STOPPED = "stopped", _("To be continued")
    FAILED = "failed", _("Failed")


class FindingKind(models.TextChoices):
    """What did not agree."""

    PAYMENT_MISSING = "payment_missing", _("A payment that we had not recorded")
    MONEY_UNMATCHED = "money_unmatched", _("Money that belongs to nothing we know")
    REFUND_MISSING = "refund_missing", _("A refund that we had not recorded")
    REFUND_UNKNOWN = "refund_unknown", _("A refund that does not fit our records")
    DISPUTE_MISSING = "dispute_missing", _("A dispute that we had not recorded")
    FEE_MISSING = "fee_missing", _("A fee that we had not posted")
    POSTING_MISSING = "posting_missing", _("A fact of ours that was not in the ledger")
    NOT_AT_GATEWAY = "not_at_gateway", _("A fact of ours that the payment provider does not know")
    AMOUNT_DIFFERS = "amount_differs", _("The ledger and the payment provider name different amounts")
    MOVEMENT_UNKNOWN = "movement_unknown", _("A movement of money that we cannot explain")
    STATE_BEHIND = "state_behind", _("A record that had fallen behind")
    EVENTS_MISSED = "events_missed", _("Messages that had not reached us")


class Watermark(models.Model):
    """How far something has been looked through, by the gateway's clock. Survives whatever happens to the worker.

    `busy_until` is a short lease: a second worker leaves a run alone, and one that died is followed by another.
    """

    name = models.CharField(max_length=20, unique=True)
    reached_at = models.DateTimeField(null=True)
    busy_until = models.DateTimeField(db_default=NivasNow())

    class Meta:
        verbose_name = _("watermark")
        verbose_name_plural = _("watermarks")
        triggers = [triggers.WATERMARK_ONLY_RISES]

    def __str__(self) -> str:
        return f"{self.name}: {self.reached_at}"


class ReconciliationRun(PublicIdModel):
    """One comparison of our books with the gateway, with the difference it left."""

    kind = models.CharField(_("kind"), max_length=8, choices=RunKind)
    state = models.CharField(_("state"), max_length=7, choices=RunState, default=RunState.RUNNING)
    since = models.DateTimeField(_("from"), null=True, blank=True)
    until = models.DateTimeField(_("to"), null=True, blank=True)
    gateway_paise = PaiseField(_("balance at the payment provider"), null=True, blank=True)
    ledger_paise = PaiseField(_("balance in the ledger"), null=True, blank=True)
    looked_at = models.PositiveIntegerField(_("records compared"), default=0)
    started_at = models.DateTimeField(_("started at"), db_default=NivasNow(), editable=False)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    last_error = models.TextField(_("last error"), blank=True)

    class Meta:
        verbose_name = _("reconciliation")
        verbose_name_plural = _("reconciliations")
        indexes = [models.Index(fields=["kind", "-started_at"], name="reconciliation_by_kind")]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=RunKind.values), name="reconciliation_kind_is_known"),
            models.CheckConstraint(condition=models.Q(state__in=RunState.values), name="reconciliation_state_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.get_state_display()}"

    @property
    def difference(self) -> Money | None:
        """What the gateway has and the ledger does not; None when the run compared no balances."""
        if self.gateway_paise is None or self.ledger_paise is None:
            return None
        return Money(self.gateway_paise - self.ledger_paise)


class ReconciliationFinding(models.Model):
    """One thing that did not agree, and what was done about it. `is_repaired` false means: a person looks at it."""

    run = models.ForeignKey("payments.ReconciliationRun", on_delete=models.PROTECT, related_name="findings")
    kind = models.CharField(_("what"), max_length=16, choices=FindingKind)
    object_id = models.CharField(_("which"), max_length=255)
    amount_paise = PaiseField(_("amount"), null=True, blank=True)
    currency = models.CharField(max_length=3, default="INR")
    is_repaired = models.BooleanField(_("repaired"), default=False)
    note = models.CharField(_("what was done"), max_length=300, blank=True)
    found_at = models.DateTimeField(_("found at"), db_default=NivasNow(), editable=False)

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=FindingKind.values), name="finding_kind_is_known"),
            models.UniqueConstraint(fields=["run", "kind", "object_id"], name="finding_is_made_once_a_run"),
        ]
        triggers = [never_changes("finding_never_changes")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.object_id}"


class Movement(models.Model):
    """One line of the balance that the gateway keeps for us, copied as it is; the ledger has to agree with their sum.

    `source` names the ledger's postings that stand for it, empty while nobody knows.
    """

    gateway_id = models.CharField(max_length=255, unique=True)
    kind = models.CharField(_("kind"), max_length=40)
    object_id = models.CharField(_("caused by"), max_length=255, blank=True)
    net_paise = PaiseField(_("net"))
    fee_paise = PaiseField(_("fee"), default=0)
    currency = models.CharField(max_length=3, default="INR")
    source = models.CharField(_("posted as"), max_length=80, blank=True)
    moved_at = models.DateTimeField(_("moved at"))

    class Meta:
        verbose_name = _("movement at the payment provider")
        verbose_name_plural = _("movements at the payment provider")
        indexes = [
            models.Index(fields=["source"], name="movement_by_source"),
            models.Index(fields=["moved_at"], name="movement_by_moment"),
        ]
        triggers = [
            never_changes(
                "movement_keeps_what_it_says", "gateway_id", "kind", "net_paise", "fee_paise", "currency", "moved_at"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.gateway_id}"
