"""A conversation's page, gathered once, so that the template only draws."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.http import urlencode

from portal.chat.bubbles import Bubble, bubble, bubbles
from project.chat import operations, queries
from project.chat.models import Side
from project.chat.rules import LONGEST
from project.kernel import clock
from project.kernel.clock import HOUSE_ZONE

if TYPE_CHECKING:
    from django.http import HttpResponse

    from project.chat.models import Conversation, Member, Message
    from project.chat.queries import Reader


SHOWN_AFTER = 10


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the composer: nothing yet, or what could not be sent, and why."""

    text: str = ""
    error: str = ""
    key: str = ""
    reply_to: Message | None = None


@dataclass(frozen=True, slots=True)
class ConversationPage:
    """One conversation as one of its members sees it at a moment."""

    conversation: Conversation
    me: Member
    others: list[Member]
    now: datetime
    zone: str
    bubbles: list[Bubble]
    last: Message | None
    said: Message | None = None
    has_earlier: bool = False
    typed: Typed = field(default_factory=Typed)
    rows: list[Conversation] = field(default_factory=list)
    is_latest: bool = True
    changed: list[Bubble] = field(default_factory=list)
    longest: int = LONGEST

    @property
    def local_now(self) -> datetime:
        """The moment on the reader's own clock."""
        return self.now.astimezone(ZoneInfo(self.zone))

    @property
    def title(self) -> str:
        """Whom or what one talks to."""
        return self.conversation.person_name if self.me.is_staff else self.conversation.about

    @property
    def present(self) -> Member | None:
        """Who of the other side is here, or was last."""
        seen = [member for member in self.others if member.seen_at and member.side != self.me.side]
        return max(seen, key=lambda member: member.seen_at, default=None)  # type: ignore[arg-type,return-value]

    @property
    def is_present(self) -> bool:
        """Whether they are here now."""
        return self.present is not None and queries.is_here(self.present.seen_at, self.now)

    @property
    def read_by(self) -> Member | None:
        """Who of the other side has read one's own last message, if somebody has and it is the last of all."""
        if self.said is None or not self.is_mine_last:
            return None
        readers = [one for one in self.others if one.side != self.me.side and (one.read_up_to_id or 0) >= self.said.pk]
        return max(readers, key=lambda one: one.read_at or self.now, default=None)

    @property
    def is_mine_last(self) -> bool:
        """Whether one spoke last, so that the page says whether it was read."""
        return self.said is not None and self.said.author_id == self.me.pk

    @property
    def may_write(self) -> bool:
        """Nobody stopped them, and staff do not write in what is closed."""
        return self.me.blocked_at is None and (self.conversation.is_open or not self.me.is_staff)

    @property
    def stoppable(self) -> list[Member]:
        """Whom this member may stop: a person, one of the staff who wrote but is not their landlord."""
        heard = [one for one in self.others if one.has_spoken or not one.is_staff]  # type: ignore[attr-defined]
        return queries.stoppable(self.me, [member for member in heard if member.blocked_at is None])

    @property
    def stopped(self) -> list[Member]:
        """Whom this member's side has stopped."""
        return [member for member in self.others if member.side != self.me.side and member.blocked_at is not None]

    @property
    def version(self) -> str:
        """Changes with everything the page shows besides the messages themselves."""
        read = self.read_by.public_id if self.read_by else ""
        seen = self.present.public_id if self.present else ""
        state = (self.last and self.last.public_id, read, seen, self.is_present, self.may_write)
        return hashlib.sha256(repr(state).encode()).hexdigest()[:16]


def reader_from(request: HttpRequest) -> Reader:
    """Who asks."""
    return queries.reader_of(request.user, request.session)


def find_conversation(request: HttpRequest, public_id: Any) -> tuple[Conversation, Member]:
    """A conversation of this reader with their place in it; anybody else's does not exist."""
    reader = reader_from(request)
    conversation = queries.conversation_for(reader, public_id)
    if conversation is None:
        raise Http404
    place = queries.member_of(reader, conversation)
    if place is None:
        place = operations.take_part(conversation=conversation, reader=reader)
        conversation.refresh_from_db(fields=["members"])
    return conversation, place


def find_message(talk: Conversation, public_id: str | None) -> Message | None:
    """A message of this conversation, if one is asked for."""
    if not public_id:
        return None
    try:
        found = queries.message_in(talk, UUID(public_id))
    except ValueError:
        raise Http404 from None
    if found is None:
        raise Http404
    return found


def just_after(talk: Conversation, public_id: str | None) -> Message | None:
    """Before which message to look for one that was found, so that it stands near the end of its page."""
    found = find_message(talk, public_id)
    following = queries.messages_after(talk, found, most=SHOWN_AFTER + 1) if found else []
    return following[SHOWN_AFTER] if len(following) > SHOWN_AFTER else None


def sign_in_for(request: HttpRequest) -> HttpResponse:
    """Where somebody without an account is sent who may have one: whether it exists is not said."""
    return redirect(f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}")


def conversation_page(
    request: HttpRequest,
    conversation: Conversation,
    me: Member,
    *,
    before: Message | None = None,
    typed: Typed | None = None,
    reply_to: str | None = None,
) -> ConversationPage:
    """The latest messages, or those before one."""
    now, zone = clock.now(), zone_of(request)
    page = queries.page_of_messages(conversation, before=before)
    return ConversationPage(
        conversation=conversation,
        me=me,
        others=queries.other_members(me),
        now=now,
        zone=zone,
        bubbles=bubbles(page.messages, me, now, zone, None),
        last=page.messages[-1] if page.messages and before is None else None,
        said=queries.last_said(conversation),
        has_earlier=page.has_earlier,
        typed=typed or Typed(key=str(uuid4()), reply_to=find_message(conversation, reply_to)),
        rows=queries.conversation_list(reader_from(request)) if me.side == Side.PERSON else [],
        is_latest=before is None,
    )


def what_is_newer(request: HttpRequest, conversation: Conversation, me: Member) -> ConversationPage:
    """What came since the page was drawn."""
    now, zone = clock.now(), zone_of(request)
    after = find_message(conversation, request.GET.get("after"))
    new = queries.messages_after(conversation, after)
    since = moment_from(request.GET.get("since", ""))
    changed = queries.changed_messages(conversation, since, after) if since else []
    return ConversationPage(
        conversation=conversation,
        me=me,
        others=queries.other_members(me),
        now=now,
        zone=zone,
        bubbles=bubbles(new, me, now, zone, after),
        last=new[-1] if new else after,
        said=next((one for one in reversed(new) if one.author_id), None) or queries.last_said(conversation),
        changed=[bubble(message, me, now, zone, None) for message in changed],
    )


def moment_from(said: str) -> datetime | None:
    """The moment a page says it was drawn; None for what is none."""
    try:
        moment = parse_datetime(said)
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None


def zone_of(request: HttpRequest) -> str:
    """The clock by which this reader lives."""
    return request.user.time_zone if request.user.is_authenticated else HOUSE_ZONE
