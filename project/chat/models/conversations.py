"""Conversations and who takes part in them."""

from __future__ import annotations

import pghistory
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from project.chat import triggers
from project.chat.rules import CONVERSATION
from project.kernel.fields import NivasNow, PublicIdModel
from project.kernel.triggers import begins, is_learned_once, keeps_its, moves_only_along


class Kind(models.TextChoices):
    """What a conversation is about."""

    STAY = "stay", _("Stay")
    SUPPORT = "support", _("Support")
    QUESTION = "question", _("Question")


class ConversationState(models.TextChoices):
    """Whether there is still something to say; who writes in a closed one opens it again."""

    OPEN = "open", _("Open")
    CLOSED = "closed", _("Closed")


class Side(models.TextChoices):
    """On which side of a conversation somebody is."""

    PERSON = "person", _("Guest or tenant")
    STAFF = "staff", _("Staff")


@pghistory.track(exclude=["guest_hash", "last_message", "waits_since"])
class Conversation(PublicIdModel):
    """A tenant with their house, somebody with support, or a guest with a question.

    It belongs to one person: by account, or, before there is one, by the secret of a browser's session, of which only
    the hash is kept. `waits_since` is the first of their messages that staff have not answered; a trigger keeps it.
    """

    kind = models.CharField(max_length=8, choices=Kind)
    state = models.CharField(max_length=6, choices=ConversationState, default=ConversationState.OPEN)
    person = models.ForeignKey(
        "identity.User", on_delete=models.PROTECT, null=True, blank=True, related_name="conversations"
    )
    guest_hash = models.CharField(max_length=64, null=True, blank=True, editable=False, db_index=True)
    guest_name = models.CharField(max_length=60, blank=True)
    house = models.ForeignKey(
        "catalog.Property", on_delete=models.PROTECT, null=True, blank=True, related_name="conversations"
    )
    booking = models.ForeignKey("booking.Booking", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    assigned_to = models.ForeignKey(
        "identity.User", on_delete=models.PROTECT, null=True, blank=True, related_name="assigned_conversations"
    )
    start_key = models.UUIDField(editable=False)
    last_message = models.ForeignKey(
        "chat.Message", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    waits_since = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=NivasNow(), editable=False)

    class Meta:
        verbose_name = _("conversation")
        verbose_name_plural = _("conversations")
        ordering = ["-last_message_id", "-id"]
        indexes = [models.Index(fields=["waits_since"], condition=Q(state="open"), name="conversation_waiting")]
        constraints = [
            models.UniqueConstraint(fields=["start_key"], name="conversation_is_started_once"),
            models.UniqueConstraint(fields=["booking"], name="conversation_is_one_for_a_booking"),
            models.UniqueConstraint(
                fields=["person"], condition=Q(kind="support"), name="conversation_is_one_with_support"
            ),
            models.CheckConstraint(condition=Q(kind__in=Kind.values), name="conversation_kind_is_known"),
            models.CheckConstraint(condition=Q(state__in=ConversationState.values), name="conversation_state_is_known"),
            models.CheckConstraint(
                condition=Q(person__isnull=True, guest_hash__isnull=False)
                | Q(person__isnull=False, guest_hash__isnull=True),
                name="conversation_belongs_to_one",
            ),
            models.CheckConstraint(
                condition=Q(guest_hash__isnull=True) | Q(kind="question", guest_hash__regex=r"^[0-9a-f]{64}$"),
                name="conversation_of_a_guest_is_a_question",
            ),
            models.CheckConstraint(
                condition=Q(kind="stay", booking__isnull=False, house__isnull=False)
                | ~Q(kind="stay") & Q(booking__isnull=True),
                name="conversation_of_a_stay_has_its_booking",
            ),
        ]
        triggers = [
            begins("conversation_begins_open", ConversationState.OPEN),
            moves_only_along("conversation_follows_its_machine", CONVERSATION),
            is_learned_once("conversation_person_is_learned_once", "person_id"),
            keeps_its(
                "conversation_stays_what_it_is", "kind", "house", "booking", "public_id", "start_key", "created_at"
            ),
            triggers.conversation_of_a_stay_is_its_tenants,
            triggers.conversation_is_assigned_to_its_staff,
        ]

    def __str__(self) -> str:
        return f"{self.person_name} · {self.about}"

    @property
    def key(self) -> str:
        """Whose order the conversation's events keep."""
        return f"conversation:{self.public_id}"

    @property
    def topic(self) -> str:
        """Where its pages listen."""
        return f"conversation.{self.public_id}"

    @property
    def is_open(self) -> bool:
        """False once staff have closed it."""
        return self.state == ConversationState.OPEN

    @property
    def person_name(self) -> str:
        """How staff call whom they talk to."""
        if self.person:
            return str(self.person)
        return self.guest_name or str(_("Guest"))

    @property
    def about(self) -> str:
        """What it is about in two words: the house, or support."""
        return self.house.name if self.house else str(_("Nivas support"))


@pghistory.track(fields=["conversation", "user", "side", "blocked_at", "blocked_by"], model_name="MemberEvent")
class Member(PublicIdModel):
    """Somebody's place in a conversation: how far they have read, when they were last there.

    The person it belongs to has no account of their own here: who that is, the conversation says.
    """

    conversation = models.ForeignKey("chat.Conversation", on_delete=models.PROTECT, related_name="members")
    user = models.ForeignKey("identity.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    side = models.CharField(max_length=6, choices=Side)
    read_up_to = models.ForeignKey(
        "chat.Message", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    read_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    mailed_up_to = models.ForeignKey(
        "chat.Message", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    blocked_at = models.DateTimeField(null=True, blank=True)
    blocked_by = models.ForeignKey(
        "chat.Member", on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    joined_at = models.DateTimeField(db_default=NivasNow(), editable=False)

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [
            models.UniqueConstraint(fields=["conversation", "user"], name="member_is_in_a_conversation_once"),
            models.UniqueConstraint(fields=["conversation"], condition=Q(side="person"), name="member_person_is_one"),
            models.CheckConstraint(
                condition=Q(side="staff", user__isnull=False) | Q(side="person", user__isnull=True),
                name="member_of_staff_has_an_account",
            ),
            models.CheckConstraint(
                condition=Q(blocked_at__isnull=True, blocked_by__isnull=True)
                | Q(blocked_at__isnull=False, blocked_by__isnull=False),
                name="member_block_has_its_author",
            ),
        ]
        triggers = [
            keeps_its("member_stays_who_it_is", "conversation", "user", "side", "public_id"),
            triggers.member_reads_its_own_conversation,
            triggers.member_read_mark_moves_forward,
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_staff(self) -> bool:
        """On the house's or support's side."""
        return self.side == Side.STAFF

    @property
    def name(self) -> str:
        """What the others call them: staff by their first name."""
        return self.user.get_short_name() or str(self.user) if self.user else self.conversation.person_name
