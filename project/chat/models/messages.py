"""What is said."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length, Upper
from django.db.models.lookups import LessThanOrEqual
from django.utils.translation import gettext_lazy as _

from project.chat import triggers
from project.chat.rules import LONGEST
from project.kernel.fields import NivasNow, PublicIdModel
from project.kernel.triggers import keeps_its, never_changes

LARGEST_FILE = 10 * 1024 * 1024
PDF = "application/pdf"
PICTURES = ("image/jpeg", "image/png", "image/webp")


def private_files() -> Storage:
    """Where files live that only a view may hand out."""
    return storages["private"]


class MessageKind(models.TextChoices):
    """Who speaks: a member, or the house by itself outside its hours."""

    SAID = "said", _("Said")
    AUTO = "auto", _("Automatic answer")


class Message(PublicIdModel):
    """One thing said. Its text changes within ten minutes or goes; what it was before stays for moderators.

    Within a conversation the ids are the order, for who writes holds the conversation's lock. `night` marks an automatic
    answer with the evening it was given for.
    """

    conversation = models.ForeignKey(
        "chat.Conversation", on_delete=models.PROTECT, related_name="messages", db_index=False
    )
    author = models.ForeignKey("chat.Member", on_delete=models.PROTECT, null=True, blank=True, related_name="messages")
    kind = models.CharField(max_length=4, choices=MessageKind, default=MessageKind.SAID)
    text = models.TextField(blank=True)
    reply_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    client_key = models.UUIDField(editable=False)
    night = models.DateField(null=True, blank=True, editable=False)
    sent_at = models.DateTimeField(db_default=NivasNow(), editable=False)
    edited_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField(null=True, blank=True)
    deleted_by = models.ForeignKey(
        "chat.Member", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["conversation", "id"], name="message_by_conversation"),
            models.Index(fields=["author", "sent_at"], name="message_by_author_and_moment"),
            GinIndex(OpClass(Upper("text"), name="gin_trgm_ops"), name="message_by_its_words"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["conversation", "client_key"], name="message_key_is_used_once"),
            models.UniqueConstraint(fields=["conversation", "night"], name="message_answers_once_a_night"),
            models.CheckConstraint(condition=LessThanOrEqual(Length("text"), LONGEST), name="message_text_is_short"),
            models.CheckConstraint(
                condition=Q(kind="said", author__isnull=False, night__isnull=True)
                | Q(kind="auto", author__isnull=True, night__isnull=False),
                name="message_is_said_or_automatic",
            ),
            models.CheckConstraint(
                condition=Q(deleted_at__isnull=True, deleted_by__isnull=True)
                | Q(deleted_at__isnull=False, deleted_by__isnull=False, text=""),
                name="message_deleted_says_nothing",
            ),
        ]
        triggers = [
            triggers.message_is_written_by_a_member,
            triggers.message_is_said_while_open,
            triggers.message_author_is_not_blocked,
            triggers.message_replies_within_its_conversation,
            triggers.message_says_something,
            keeps_its(
                "message_stays_where_it_was_said",
                *("conversation", "author", "kind", "reply_to", "client_key", "night", "sent_at", "public_id"),
            ),
            triggers.message_is_edited_in_time,
            triggers.message_deleted_stays_deleted,
            triggers.message_is_never_removed,
            triggers.message_keeps_its_earlier_text,
            triggers.conversation_follows_its_messages,
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def is_deleted(self) -> bool:
        """True when only its trace is left."""
        return self.deleted_at is not None

    @property
    def is_by_staff(self) -> bool:
        """On the house's or support's side, automatic answers included."""
        return self.author is None or self.author.is_staff


class EarlierText(models.Model):
    """What a message said before it was edited or deleted; a trigger writes it, moderators read it."""

    message = models.ForeignKey("chat.Message", on_delete=models.PROTECT, related_name="earlier_texts")
    text = models.TextField()
    until = models.DateTimeField(db_default=NivasNow(), editable=False)

    class Meta:
        verbose_name = _("earlier text")
        verbose_name_plural = _("earlier texts")
        ordering = ["id"]
        triggers = [never_changes("earlier_text_never_changes")]

    def __str__(self) -> str:
        return self.text[:60]


class Attachment(PublicIdModel):
    """A picture or a PDF that came with a message. Pictures are written anew, and have a small one beside them."""

    message = models.ForeignKey("chat.Message", on_delete=models.PROTECT, related_name="attachments")
    file = models.FileField(storage=private_files, max_length=120)
    preview = models.FileField(storage=private_files, max_length=120, blank=True)
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=20)
    size = models.PositiveIntegerField()
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(content_type=PDF, width__isnull=True, preview="")
                | Q(content_type__in=PICTURES, width__gt=0, height__gt=0) & ~Q(preview=""),
                name="attachment_is_a_picture_or_a_pdf",
            ),
            models.CheckConstraint(condition=Q(size__gt=0, size__lte=LARGEST_FILE), name="attachment_size_is_sane"),
        ]
        triggers = [never_changes("attachment_never_changes"), triggers.attachment_comes_with_its_message]

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        """Can be shown in the conversation itself."""
        return self.content_type != PDF
