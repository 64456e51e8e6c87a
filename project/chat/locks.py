"""The only row locks of chat, in the one order: conversation, then member, then message, then flag.

Who writes, reads on, assigns, closes or blocks holds the conversation: so its events and its messages have one order. All
are NO KEY locks, for nothing here changes a key.
"""

from __future__ import annotations

from django.db.models import QuerySet

from project.chat.models import Conversation, Flag, Member, Message


def lock_conversation(conversation_id: int) -> Conversation:
    """Hold a conversation, with all it refers to."""
    return _conversations().get(pk=conversation_id)


def lock_guest_conversations(guest_hash: str) -> list[Conversation]:
    """Hold what a browser's secret owns at this moment; who lost it while we waited is not in it."""
    return list(_conversations().filter(guest_hash=guest_hash).order_by("pk"))


def lock_waiting() -> list[Conversation]:
    """Hold the conversations that wait for nobody in particular, the oldest first; those somebody holds are skipped."""
    rows = Conversation.objects.select_related("person", "house", "assigned_to")
    waiting = rows.filter(state="open", assigned_to=None, waits_since__isnull=False).exclude(kind="stay")
    return list(waiting.order_by("waits_since").select_for_update(no_key=True, of=("self",), skip_locked=True)[:50])


def lock_member(member_id: int) -> Member:
    """Hold a place in a conversation; after the conversation."""
    return _members().get(pk=member_id)


def lock_member_unless_taken(member_id: int) -> Member | None:
    """Hold a place, or None when somebody is busy with it."""
    rows = Member.objects.select_related("user", "conversation__person", "conversation__house")
    return rows.filter(pk=member_id).select_for_update(no_key=True, of=("self",), skip_locked=True).first()


def lock_message(message_id: int) -> Message:
    """Hold a message; after its conversation."""
    rows = Message.objects.select_related("author__user", "conversation__person")
    return rows.select_for_update(no_key=True, of=("self",)).get(pk=message_id)


def lock_flag(flag_id: int) -> Flag:
    """Hold an entry of the moderation queue; after its conversation."""
    return Flag.objects.select_related("message", "about").select_for_update(no_key=True, of=("self",)).get(pk=flag_id)


def _conversations() -> QuerySet[Conversation]:
    rows = Conversation.objects.select_related("person", "house", "assigned_to")
    return rows.select_for_update(no_key=True, of=("self",))


def _members() -> QuerySet[Member]:
    rows = Member.objects.select_related("user", "conversation__person", "conversation__house")
    return rows.select_for_update(no_key=True, of=("self",))
