"""What staff answer with: who is on duty, when, and with which words."""

from __future__ import annotations

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from project.chat.rules import LONGEST
from project.kernel.fields import NivasNow, PublicIdModel


class Duty(models.Model):
    """Somebody of the staff is there for new conversations since a moment; without a row they are not."""

    user = models.OneToOneField("identity.User", on_delete=models.PROTECT, related_name="duty")
    since = models.DateTimeField(db_default=NivasNow(), editable=False)

    class Meta:
        verbose_name = _("duty")
        verbose_name_plural = _("duties")

    def __str__(self) -> str:
        return str(self.user)


@pghistory.track()
class CannedReply(PublicIdModel):
    """Words written once, with places such as {name}; without a landlord they are support's."""

    landlord = models.ForeignKey(
        "identity.Landlord", on_delete=models.PROTECT, null=True, blank=True, related_name="canned_replies"
    )
    title = models.CharField(max_length=60)
    text = models.TextField()
    created_at = models.DateTimeField(db_default=NivasNow(), editable=False)

    class Meta:
        verbose_name = _("canned reply")
        verbose_name_plural = _("canned replies")
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(
                fields=["landlord", "title"], nulls_distinct=False, name="canned_reply_title_is_used_once"
            ),
            models.CheckConstraint(
                condition=LessThanOrEqual(Length("text"), LONGEST) & ~Q(text=""), name="canned_reply_fits_a_message"
            ),
        ]

    def __str__(self) -> str:
        return self.title


@pghistory.track()
class AnsweringHours(models.Model):
    """When a landlord's people (without one: support) answer, and what is said to who writes outside of it.

    Monday is 1. An empty text is our own sentence in the reader's language.
    """

    landlord = models.ForeignKey(
        "identity.Landlord", on_delete=models.PROTECT, null=True, blank=True, related_name="answering_hours"
    )
    opens = models.TimeField()
    closes = models.TimeField()
    days = ArrayField(models.PositiveSmallIntegerField(), default=list)
    time_zone = models.CharField(max_length=64, default="Asia/Kolkata")
    text = models.CharField(max_length=1000, blank=True)

    class Meta:
        verbose_name = _("answering hours")
        verbose_name_plural = _("answering hours")
        constraints = [
            models.UniqueConstraint(fields=["landlord"], nulls_distinct=False, name="hours_are_set_once"),
            models.CheckConstraint(condition=Q(opens__lt=F("closes")), name="hours_open_before_they_close"),
            models.CheckConstraint(
                condition=Q(days__contained_by=[1, 2, 3, 4, 5, 6, 7]) & ~Q(days=[]), name="hours_have_days_of_a_week"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.landlord or _('Support')} · {self.opens:%H:%M}–{self.closes:%H:%M}"
