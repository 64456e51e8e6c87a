"""What we told whom, by which channel, and whether it arrived."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from project.kernel.fields import NivasNow, PublicIdModel


class Channel(models.TextChoices):
    """How a person can be told."""

    EMAIL = "email", _("E-mail")


class DeliveryState(models.TextChoices):
    """What became of a delivery."""

    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    FAILED = "failed", _("Failed")


class Delivery(PublicIdModel):
    """One message of one kind to one person; a worker sends it and retries."""

    kind = models.CharField(_("kind"), max_length=60)
    to = models.ForeignKey("identity.User", on_delete=models.PROTECT, related_name="+")
    address = models.EmailField(_("sent to"), blank=True, help_text=_("Empty: the e-mail the person signs in with."))
    channel = models.CharField(_("channel"), max_length=5, choices=Channel, default=Channel.EMAIL)
    context = models.JSONField(default=dict)
    attachments = models.JSONField(default=list)
    once = models.CharField(max_length=120, null=True, blank=True, unique=True)
    state = models.CharField(_("state"), max_length=7, choices=DeliveryState, default=DeliveryState.WAITING)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    next_try_at = models.DateTimeField(db_default=NivasNow())
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    last_error = models.TextField(_("last error"), blank=True)
    created_at = models.DateTimeField(db_default=NivasNow(), editable=False)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        indexes = [
            models.Index(fields=["next_try_at"], condition=models.Q(state="waiting"), name="delivery_waiting"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=DeliveryState.values), name="delivery_state_is_known"),
            models.CheckConstraint(condition=models.Q(channel__in=Channel.values), name="delivery_channel_is_known"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} ({self.get_state_display()})"

    @property
    def goes_to(self) -> str:
        """The address it is for: its own, when it has one, else the one its person signs in with."""
        return self.address or self.to.email
