"""Taking back what was said: within minutes by other words, at any time by none."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from project.chat import locks, queries, rules
from project.chat.models import Conversation, Member, Message, MessageKind
from project.chat.operations.sending import Blocked, NothingToSay, raise_flags, readable, what_was_said
from project.chat.operations.trail import nudge_readers, publish_message
from project.kernel import clock
from project.kernel.errors import Refusal
from project.kernel.transactions import transaction
from project.kernel.triggers import refusing


class EditTooLate(Refusal):
    """The ten minutes are over, or it is deleted."""

    code = "edit_too_late"
    message = _("A message can be changed for ten minutes. Write a new one instead.")


class NothingLeft(NothingToSay):
    """The change would leave neither words nor files."""

    message = _("Write something, or delete the message.")


class NotYours(Refusal):
    """Somebody else wrote it."""

    code = "not_yours"
    message = _("Only who wrote a message can change it.")
    status = 404


def edit_message(*, message: Message, by: Member, text: str) -> Message:
    """Put other words in place of a message's, within ten minutes; the earlier ones stay for moderators.

    Raises: NotYours, EditTooLate, NothingLeft, TooLong, Blocked. Locks: conversation, member, message. After commit:
    open pages show it at once.
    """
    words = readable(text, or_files=True)
    if not words and not queries.has_files(message):
        raise NothingLeft
    with refusing({"message_is_edited_in_time": EditTooLate}), transaction():
        conversation, held = _hold(message, by)
        if held.text == words and not held.is_deleted:
            return held
        if held.is_deleted:
            raise EditTooLate
        held.text, held.edited_at = words, clock.now()
        held.save(update_fields=["text", "edited_at"])
        publish_message(conversation, held, "chat.message_edited")
        _flag_anew(conversation, by, held)
    nudge_readers(conversation, message=str(held.public_id))
    return held


def delete_message(*, message: Message, by: Member) -> Message:
    """Leave only the trace of a message; its words and files stay for moderators. Twice is once.

    Raises: NotYours. Locks: conversation, member, message. After commit: open pages show it at once.
    """
    with transaction():
        conversation, held = _hold(message, by, even_blocked=True)
        if held.is_deleted:
            return held
        held.text, held.deleted_at, held.deleted_by = "", clock.now(), by
        held.save(update_fields=["text", "deleted_at", "deleted_by"])
        publish_message(conversation, held, "chat.message_deleted")
    nudge_readers(conversation, message=str(held.public_id))
    return held


def _hold(message: Message, by: Member, *, even_blocked: bool = False) -> tuple[Conversation, Message]:
    conversation = locks.lock_conversation(message.conversation_id)
    author = locks.lock_member(by.pk)
    held = locks.lock_message(message.pk)
    if held.author_id != author.pk or held.kind != MessageKind.SAID:
        raise NotYours
    if author.blocked_at is not None and not even_blocked:
        raise Blocked
    return conversation, held


def _flag_anew(conversation: Conversation, by: Member, message: Message) -> None:
    """An edit is looked at like a new message, once a reason."""
    if by.is_staff:
        return
    known = set(message.flags.filter(reporter=None).values_list("reason", flat=True))
    found = [reason for reason in rules.suspicions(what_was_said(by, message.text)) if reason not in known]
    raise_flags(conversation, by, message, message.text, found)
