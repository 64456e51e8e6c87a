"""What is said in one conversation, a page at a time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Upper

from project.chat.models import Attachment, Conversation, EarlierText, Member, Message, MessageKind, Side
from project.chat.queries.access import Reader, conversations_for, members_of, own_conversations
from project.chat.rules.suspicion import REPEATED_MINUTES
from project.kernel.fields import NivasNow

A_PAGE = 50
MOST_NEW = 200
MOST_FOUND = 50
# What was committed just after a page was read may carry a moment before it.
OVERLAP = timedelta(seconds=15)


@dataclass(frozen=True, slots=True)
class MessagePage:
    """Messages in their order, and whether there are earlier ones."""

    messages: list[Message]
    has_earlier: bool


def page_of_messages(conversation: Conversation, *, before: Message | None = None, most: int = A_PAGE) -> MessagePage:
    """The last messages before one, or the last of all; always the same two queries."""
    rows = _shown(conversation)
    if before is not None:
        rows = rows.filter(pk__lt=before.pk)
    latest = by_members(conversation, rows.order_by("-pk")[: most + 1])
    return MessagePage(list(reversed(latest[:most])), len(latest) > most)


def messages_after(conversation: Conversation, after: Message | None, *, most: int = MOST_NEW) -> list[Message]:
    """What came since a message, in order."""
    rows = _shown(conversation)
    return by_members(conversation, rows.filter(pk__gt=after.pk if after else 0).order_by("pk")[:most])


def changed_messages(conversation: Conversation, since: datetime, up_to: Message | None) -> list[Message]:
    """What was edited or deleted about since a moment, of what was already read."""
    when = since - OVERLAP
    changed = _shown(conversation).filter(Q(edited_at__gte=when) | Q(deleted_at__gte=when))
    return by_members(conversation, changed.filter(pk__lte=up_to.pk if up_to else 0).order_by("pk")[:MOST_NEW])


def last_said(conversation: Conversation) -> Message | None:
    """The last thing somebody said; an automatic answer is nobody's word."""
    return Message.objects.filter(conversation=conversation, kind=MessageKind.SAID).order_by("-pk").first()


def message_in(conversation: Conversation, public_id: UUID | str) -> Message | None:
    """One message of a conversation."""
    found = Message.objects.filter(conversation=conversation, public_id=public_id)
    return next(iter(by_members(conversation, found)), None)


def search_messages(reader: Reader, words: str, *, own: bool = True) -> list[Message]:
    """Messages with these words in somebody's own conversations (staff: in all they may read), newest first."""
    wanted = words.strip()
    if not wanted:
        return []
    readable = own_conversations(reader) if own else conversations_for(reader)
    found = Message.objects.alias(capitals=Upper("text")).filter(capitals__contains=wanted.upper(), deleted_at=None)
    # Chosen before anything is joined to them: many words are in thousands of messages.
    newest = found.filter(conversation__in=readable.values("pk")).order_by("-pk").values_list("pk", flat=True)
    shown = Message.objects.filter(pk__in=list(newest[:MOST_FOUND])).order_by("-pk")
    return list(shown.select_related("author__user", "author__conversation__person", "conversation__house"))


def attachment_for(conversation: Conversation, public_id: UUID | str) -> Attachment | None:
    """A file of a conversation; what a deleted message carried is gone for everybody but moderators."""
    files = Attachment.objects.filter(message__conversation=conversation, message__deleted_at=None)
    return files.filter(public_id=public_id).first()


def has_files(message: Message) -> bool:
    """Whether a message would say something without its words."""
    return Attachment.objects.filter(message=message).exists()


def earlier_texts(message: Message) -> QuerySet[EarlierText]:
    """What a message said before it was edited or deleted: for moderators only."""
    return message.earlier_texts.order_by("pk")


def read_up_to(conversation: Conversation, side: Side) -> Member | None:
    """Whoever has read furthest on one side."""
    members = conversation.members.filter(side=side, read_up_to__isnull=False).select_related("user", "read_up_to")
    return members.order_by("-read_up_to_id").first()


def said_before(author: Member, text: str) -> int:
    """How often this author said just this a moment ago, in any conversation."""
    same = Message.objects.filter(text=text, kind=MessageKind.SAID)
    since = NivasNow() - timedelta(minutes=REPEATED_MINUTES)
    mine = Q(author__user=author.user_id) if author.user_id else _as_person(author.conversation)
    return same.filter(mine, sent_at__gte=since).count()


def _as_person(conversation: Conversation) -> Q:
    owner = (
        Q(conversation__person=conversation.person_id)
        if conversation.person_id
        else Q(conversation__guest_hash=conversation.guest_hash)
    )
    return owner & Q(author__side=Side.PERSON)


def _shown(conversation: Conversation) -> QuerySet[Message]:
    said = Message.objects.filter(conversation=conversation)
    return said.select_related("reply_to").prefetch_related("attachments")


def by_members(conversation: Conversation, messages: Iterable[Message]) -> list[Message]:
    """The messages of a conversation with their authors, who are its members: nobody is read anew for each."""
    said = list(messages)
    members = {member.pk: member for member in members_of(conversation)}
    for message in said:
        for one in (message, message.reply_to):
            # Who came a moment ago is asked for when their name is.
            if one is not None and one.author_id in members:
                one.author = members[one.author_id]
    return said
