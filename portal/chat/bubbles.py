"""Messages as the page draws them: grouped by who and when, with what their reader may do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _

from project.chat.rules import Part, is_only_emoji, may_edit, parts_of

if TYPE_CHECKING:
    from project.chat.models import Attachment, Member, Message

TOGETHER = timedelta(minutes=5)
FILE_SALT = "chat.file"
FILE_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class FileLink:
    """An attachment with its signed addresses."""

    attachment: Attachment
    url: str
    preview_url: str


@dataclass(frozen=True, slots=True)
class Bubble:
    """One message: whose it is, what stands around it, and what its reader may do with it."""

    message: Message
    is_mine: bool
    begins: bool
    day: date | None
    parts: list[Part]
    is_large: bool
    files: list[FileLink]
    may_edit: bool

    @property
    def author(self) -> str:
        """Who says it."""
        return self.message.author.name if self.message.author else _("Automatic answer")


def bubbles(messages: Iterable[Message], me: Member, now: datetime, zone: str, before: Message | None) -> list[Bubble]:
    """Draw messages in their order; `before` is the one that stands above the first of them."""
    drawn = []
    for message in messages:
        drawn.append(bubble(message, me, now, zone, before))
        before = message
    return drawn


def bubble(message: Message, me: Member, now: datetime, zone: str, before: Message | None) -> Bubble:
    """Draw one message after another."""
    day = local_day(message.sent_at, zone)
    is_new_day = before is None or local_day(before.sent_at, zone) != day
    is_mine = message.author_id == me.pk
    return Bubble(
        message=message,
        is_mine=is_mine,
        begins=is_new_day or not goes_with(message, before),
        day=day if is_new_day else None,
        parts=parts_of(message.text),
        is_large=is_only_emoji(message.text),
        files=[] if message.is_deleted else [file_link(me, file) for file in message.attachments.all()],
        may_edit=is_mine and not message.is_deleted and may_edit(message.sent_at, now),
    )


def goes_with(message: Message, before: Message | None) -> bool:
    """Whether a message is of one piece with the one above it."""
    return before is not None and before.author_id == message.author_id and message.sent_at - before.sent_at < TOGETHER


def local_day(moment: datetime, zone: str) -> date:
    """The day of a moment where its reader is."""
    return moment.astimezone(ZoneInfo(zone)).date()


def file_link(me: Member, file: Attachment) -> FileLink:
    """Addresses that only this member's browser can use, and only for an hour."""
    token = signing.dumps([str(me.public_id), str(file.public_id)], salt=FILE_SALT)
    address = f"{reverse('message_file', args=[me.conversation.public_id, file.public_id])}?t={token}"
    return FileLink(file, address, f"{address}&small=1" if file.is_picture else "")


def link_holds(token: str, me: Member, file: str) -> bool:
    """Whether a file's address was made for this member, and not long ago."""
    try:
        return bool(signing.loads(token, salt=FILE_SALT, max_age=FILE_SECONDS) == [str(me.public_id), file])
    except signing.BadSignature:
        return False
