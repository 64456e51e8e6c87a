"""Saying something."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

from project.chat import locks, queries, rules
from project.chat.models import Conversation, ConversationState, Flag, FlagReason, FlagSource, Member, Message
from project.chat.operations.answering import answer_outside_hours
from project.chat.operations.attaching import Prepared, attach, forget_files, prepare_files
from project.chat.operations.trail import nudge_readers, publish_about, publish_message
from project.kernel.errors import Refusal
from project.kernel.fields import NivasNow
from project.kernel.formats import format_count
from project.kernel.transactions import transaction, transaction_required
from project.kernel.triggers import constraint_name, refusing


class NothingToSay(Refusal):
    """Neither words nor files, or only characters that cannot be seen."""

    code = "nothing_to_say"
    message = _("Write something, or add a file.")
    status = 422


class TooLong(Refusal):
    """More than 4,000 characters."""

    code = "too_long"
    message = _("A message takes 4,000 characters; this one has %(length)s. Send it in parts.")
    status = 422


class LooksLikeSpam(Refusal):
    """The same words again and again, or a heap of links."""

    code = "looks_like_spam"
    message = _("This looks like spam, so we did not send it. Say it once, in your own words and with fewer links.")
    status = 422


class ConversationClosed(Refusal):
    """Staff closed it; only its person opens it by writing."""

    code = "conversation_closed"
    message = _("This conversation is closed. Open it again before you write.")


class Blocked(Refusal):
    """Somebody stopped this member from writing here."""

    code = "blocked"
    message = _("You cannot write in this conversation any more.")
    status = 403


REFUSALS: dict[str, type[Refusal]] = {
    "message_author_is_not_blocked": Blocked,
    "message_is_said_while_open": ConversationClosed,
}


def send_message(
    *,
    author: Member,
    text: str,
    client_key: UUID,
    reply_to: Message | None = None,
    files: Sequence[File] = (),
) -> Message:
    """Say something, once: the same key again gives the message it made before.

    Whoever the conversation belongs to opens a closed one by writing. Outside its hours the house answers by itself.

    Raises: NothingToSay, TooLong, LooksLikeSpam (leaves a flag), ConversationClosed, Blocked, and what `prepare_files`
    raises. Locks: conversation, member. After commit: open pages show it at once.
    """
    known = Message.objects.filter(conversation=author.conversation_id, client_key=client_key).first()
    if known is not None:
        return known
    said = what_was_said(author, readable(text, or_files=bool(files)))
    refuse_spam(author, said)
    prepared = prepare_files(files)
    try:
        with refusing(REFUSALS), transaction():
            message = _say(author, said, client_key, reply_to, prepared)
    except Exception as error:
        forget_files(prepared)
        if constraint_name(error) != "message_key_is_used_once":
            raise
        return Message.objects.get(conversation=author.conversation_id, client_key=client_key)
    nudge_readers(author.conversation, message=str(message.public_id))
    return message


def readable(text: str, *, or_files: bool = False) -> str:
    """The words as they will stand. Raises: NothingToSay, TooLong."""
    words = rules.clean_text(text)
    if not words and not or_files:
        raise NothingToSay
    if len(words) > rules.LONGEST:
        raise TooLong(length=format_count(len(words)))
    return words


def refuse_spam(author: Member, said: rules.Said) -> None:
    """Refuse what no person writes, and leave it to the moderators. Raises: LooksLikeSpam."""
    if not rules.is_spam(said):
        return
    with transaction():
        conversation = locks.lock_conversation(author.conversation_id)
        raise_flags(conversation, author, None, said.text, rules.suspicions(said) or [FlagReason.SPAM])
    raise LooksLikeSpam


def what_was_said(author: Member, words: str) -> rules.Said:
    """What the rules of suspicion look at."""
    is_guest = not author.is_staff and author.conversation.person_id is None
    before = queries.said_before(author, words) if rules.may_be_repeated(words) else 0
    return rules.Said(words, by_guest=is_guest, said_before=before)


@transaction_required()
def raise_flags(
    conversation: Conversation, about: Member, message: Message | None, quote: str, reasons: Sequence[str]
) -> None:
    """Put something into the moderation queue by our own rules. The caller holds the conversation."""
    for reason in reasons:
        flag = Flag.objects.create(
            conversation=conversation,
            message=message,
            about=about,
            source=FlagSource.RULE,
            reason=reason,
            quote=quote,
        )
        publish_about(conversation, "chat.flagged", flag=str(flag.public_id), reason=reason)


@transaction_required()
def write_down(
    conversation: Conversation,
    author: Member,
    said: rules.Said,
    client_key: UUID,
    *,
    reply_to: Message | None = None,
    prepared: Sequence[Prepared] = (),
) -> Message:
    """Write one message with all that follows from it. The caller holds the conversation."""
    suspicions = [] if author.is_staff else rules.suspicions(said)
    message = Message.objects.create(
        conversation=conversation, author=author, text=said.text, client_key=client_key, reply_to=reply_to
    )
    attach(message, prepared)
    Member.objects.filter(pk=author.pk).update(read_up_to=message, read_at=NivasNow())
    publish_message(conversation, message, "chat.message_sent")
    raise_flags(conversation, author, message, said.text, suspicions)
    if not author.is_staff:
        answer_outside_hours(conversation)
    return message


def _say(
    author: Member, said: rules.Said, client_key: UUID, reply_to: Message | None, prepared: Sequence[Prepared]
) -> Message:
    conversation = locks.lock_conversation(author.conversation_id)
    # Who was blocked meanwhile is refused by the database, but must not open what was closed.
    if not conversation.is_open and not author.is_staff and locks.lock_member(author.pk).blocked_at is None:
        _open_again(conversation)
    return write_down(conversation, author, said, client_key, reply_to=reply_to, prepared=prepared)


def _open_again(conversation: Conversation) -> None:
    conversation.state = ConversationState.OPEN
    conversation.save(update_fields=["state"])
    publish_about(conversation, "chat.reopened")
