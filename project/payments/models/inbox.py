"""Webhooks as they came."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from project.kernel.fields import NivasNow
from project.kernel.triggers import never_changes


class InboxState(models.TextChoices):
    """What became of a stored webhook."""

    NEW = "new", _("Waiting")
    DONE = "done", _("Done")
    IGNORED = "ignored", _("Not for us")
    FAILED = "failed", _("Failed")


class InboxEvent(models.Model):
    """A webhook as it came, stored before anything is done about it."""

    event_id = models.CharField(max_length=255, unique=True)
    type = models.CharField(_("type"), max_length=120)
    api_version = models.CharField(max_length=60, blank=True)
    body = models.JSONField()
    state = models.CharField(_("state"), max_length=8, choices=InboxState, default=InboxState.NEW)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    next_try_at = models.DateTimeField(db_default=NivasNow())
    last_error = models.TextField(_("last error"), blank=True)
    received_at = models.DateTimeField(_("received at"), db_default=NivasNow(), editable=False)

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        indexes = [
            models.Index(fields=["next_try_at"], condition=models.Q(state="new"), name="inbox_waiting"),
        ]
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=InboxState.values), name="inbox_state_is_known"),
        ]
        triggers = [never_changes("inbox_keeps_what_came", "event_id", "type", "api_version", "body")]

    def __str__(self) -> str:
        return f"{self.type} {self.event_id}"
