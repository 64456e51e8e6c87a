"""What somebody should look at."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from project.chat import triggers
from project.chat.rules import FLAG
from project.kernel.fields import NivasNow, PublicIdModel
from project.kernel.triggers import begins, keeps_its, moves_only_along


class FlagSource(models.TextChoices):
    """Who raised it: our plain rules, or somebody in the conversation."""

    RULE = "rule", _("Rule")
    REPORT = "report", _("Report")


class FlagReason(models.TextChoices):
    """Why; the first four are the rules' own."""

    REPEATED_TEXT = "repeated_text", _("The same again and again")
    MANY_LINKS = "many_links", _("Many links")
    ABUSIVE_WORDS = "abusive_words", _("Abusive words")
    PAYMENT_LURE = "payment_lure", _("Asks for money or a number")
    SPAM = "spam", _("Spam or advertising")
    ABUSE = "abuse", _("Insults or threats")
    FRAUD = "fraud", _("Asks for money or looks like fraud")
    UNWELCOME = "unwelcome", _("Unwelcome attention")
    OTHER = "other", _("Something else")


class FlagState(models.TextChoices):
    """What a moderator made of it."""

    OPEN = "open", _("To look at")
    UPHELD = "upheld", _("Was right")
    DISMISSED = "dismissed", _("Was nothing")


@pghistory.track()
class Flag(PublicIdModel):
    """One entry of the moderation queue: about a message, or about a member as such.

    `quote` holds the words at that moment, also of what was refused and never became a message; `note` is the reporter's,
    `decision` the moderator's.
    """

    conversation = models.ForeignKey("chat.Conversation", on_delete=models.PROTECT, related_name="flags")
    message = models.ForeignKey("chat.Message", on_delete=models.PROTECT, null=True, blank=True, related_name="flags")
    about = models.ForeignKey("chat.Member", on_delete=models.PROTECT, related_name="+")
    reporter = models.ForeignKey("chat.Member", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField(max_length=6, choices=FlagSource)
    reason = models.CharField(max_length=13, choices=FlagReason)
    quote = models.TextField(blank=True)
    note = models.CharField(max_length=500, blank=True)
    state = models.CharField(max_length=9, choices=FlagState, default=FlagState.OPEN)
    decided_by = models.ForeignKey("identity.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(db_default=NivasNow(), editable=False)

    class Meta:
        verbose_name = _("flag")
        verbose_name_plural = _("moderation queue")
        ordering = ["id"]
        indexes = [models.Index(fields=["id"], condition=Q(state="open"), name="flag_to_look_at")]
        constraints = [
            models.UniqueConstraint(
                fields=["message", "reporter", "reason"],
                condition=Q(message__isnull=False),
                nulls_distinct=False,
                name="flag_is_raised_once",
            ),
            models.CheckConstraint(condition=Q(reason__in=FlagReason.values), name="flag_reason_is_known"),
            models.CheckConstraint(
                condition=Q(source="report", reporter__isnull=False) | Q(source="rule", reporter__isnull=True),
                name="flag_report_has_its_reporter",
            ),
            models.CheckConstraint(
                condition=Q(state="open", decided_at__isnull=True)
                | Q(state__in=["upheld", "dismissed"], decided_at__isnull=False, decided_by__isnull=False),
                name="flag_decision_has_its_author",
            ),
        ]
        triggers = [
            begins("flag_begins_open", FlagState.OPEN),
            moves_only_along("flag_follows_its_machine", FLAG),
            keeps_its(
                "flag_never_changes_what_it_says",
                *("conversation", "message", "about", "reporter", "source", "reason", "quote", "note", "created_at"),
            ),
            triggers.flag_stays_within_its_conversation,
        ]

    def __str__(self) -> str:
        return f"{self.get_reason_display()} · {self.conversation}"
