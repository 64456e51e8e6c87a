"""One conversation as staff see it, gathered once, so that the template only draws."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from django.http import Http404
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from backoffice import needs
from backoffice.inbox.ages import Age, age_of
from backoffice.inbox.facts import Facts, facts_of
from backoffice.inbox.lists import kept_query
from project.chat import operations, queries
from project.chat.models import CannedReply, Conversation, Member, Message, Side
from project.chat.queries import Reader
from project.chat.rules import LONGEST, is_only_emoji, may_edit
from project.identity.access import SignedInRequest
from project.identity.models import User

TOGETHER = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Bubble:
    """One thing said: by whom, after what, on which side."""

    message: Message
    author: str
    is_ours: bool
    is_mine: bool
    begins: bool
    day: date | None
    is_large: bool
    may_edit: bool
    answers: str = ""


@dataclass(frozen=True, slots=True)
class Canned:
    """A reply with its places filled for this person."""

    reply: CannedReply
    words: str


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the composer: nothing yet, or what could not be sent, and why."""

    text: str = ""
    error: str = ""
    key: str = ""
    reply_to: Message | None = None


@dataclass(frozen=True, slots=True)
class Talk:
    """One conversation at a moment."""

    conversation: Conversation
    user: User
    members: list[Member]
    now: datetime
    kept: str
    bubbles: list[Bubble]
    last: Message | None
    has_earlier: bool = False
    is_latest: bool = True
    changed: list[Bubble] = field(default_factory=list)
    typed: Typed = field(default_factory=Typed)
    facts: Facts | None = None
    canned: list[Canned] = field(default_factory=list)
    staff: list[User] = field(default_factory=list)
    longest: int = LONGEST

    @property
    def zone(self) -> str:
        """The reader's own clock."""
        return self.user.time_zone

    @property
    def today(self) -> date:
        """The reader's day."""
        return local_day(self.now, self.zone)

    @property
    def me(self) -> Member | None:
        """The reader's own place; None for an administrator who only looks."""
        return next((member for member in self.members if member.user_id == self.user.pk), None)

    @property
    def person(self) -> Member | None:
        """The place of whom it belongs to."""
        return next((member for member in self.members if member.side == Side.PERSON), None)

    @property
    def is_here(self) -> bool:
        """Whether they are looking now."""
        return self.person is not None and queries.is_here(self.person.seen_at, self.now)

    @property
    def colleagues_here(self) -> list[str]:
        """Who of the others is looking at it now: two should not write the same answer."""
        others = [one for one in self.members if one.user_id and one.user_id != self.user.pk]
        return [one.name for one in others if queries.is_here(one.seen_at, self.now)]

    @property
    def is_mine(self) -> bool:
        """Whether it is this reader's work."""
        return self.conversation.assigned_to_id == self.user.pk

    @property
    def receivers(self) -> list[User]:
        """To whom it can be given."""
        return [one for one in self.staff if one.pk not in (self.user.pk, self.conversation.assigned_to_id)]

    @property
    def is_stopped(self) -> bool:
        """Whether its person may write no more."""
        return self.person is not None and self.person.blocked_at is not None

    @property
    def may_write(self) -> bool:
        """Nobody stopped this reader, and it is open."""
        return self.conversation.is_open and not (self.me and self.me.blocked_at)

    @property
    def age(self) -> Age | None:
        """How long the person waits."""
        return age_of(self.conversation.waits_since, self.now) if self.conversation.is_open else None

    @property
    def is_ours_last(self) -> bool:
        """Whether staff spoke last, so that the page says whether it was read."""
        return self.last is not None and self.last.is_by_staff

    @property
    def read_at(self) -> datetime | None:
        """When the person read the last of it, if they have."""
        person = self.person
        has_read = person is not None and self.last is not None and (person.read_up_to_id or 0) >= self.last.pk
        return person.read_at if person is not None and has_read else None

    @property
    def version(self) -> str:
        """Changes with everything shown besides the messages themselves."""
        talk = self.conversation
        work = (talk.assigned_to_id, talk.state, self.is_stopped, self.may_write)
        seen = (self.is_here, self.colleagues_here, self.read_at, self.last and self.last.pk, self.age)
        return hashlib.sha256(repr((work, seen)).encode()).hexdigest()[:16]


def find_talk(request: SignedInRequest, public_id: UUID) -> Conversation:
    """A conversation this person may answer or look into; their own, and a stranger's, do not exist here."""
    found = queries.conversation_for(Reader(request.user), public_id)
    if found is None or found.person_id == request.user.pk:
        raise Http404
    return found


def place_of(request: SignedInRequest, conversation: Conversation) -> Member | None:
    """The reader's place, given to them if it is their work.

    An administrator who looks into a house's conversation takes none, or its mails would come to them as well.
    """
    reader = Reader(request.user)
    place = queries.member_of(reader, conversation)
    if place is None and (conversation.house is None or not request.user.is_superuser):
        place = operations.take_part(conversation=conversation, reader=reader)
        conversation.refresh_from_db(fields=["members"])
    return place


def find_message(conversation: Conversation, public_id: str | None) -> Message | None:
    """A message of this conversation, if one is asked for."""
    if not public_id:
        return None
    try:
        found = queries.message_in(conversation, UUID(public_id))
    except ValueError:
        raise Http404 from None
    if found is None:
        raise Http404
    return found


def talk_of(request: SignedInRequest, conversation: Conversation, typed: Typed | None = None) -> Talk:
    """The latest messages, or those before the one asked for."""
    before = find_message(conversation, request.GET.get("before"))
    page = queries.page_of_messages(conversation, before=before)
    canned = [
        Canned(reply, operations.fill_canned_reply(reply=reply, conversation=conversation, by=request.user))
        for reply in queries.canned_replies_for(conversation)
    ]
    return Talk(
        **whereabouts(request, conversation),
        bubbles=bubbles(page.messages, conversation, request.user, needs.moment_of(request).now),
        last=page.messages[-1] if page.messages else None,
        has_earlier=page.has_earlier,
        is_latest=before is None,
        typed=typed or typed_anew(request, conversation, canned),
        facts=facts_of(request, conversation),
        canned=canned,
        staff=list(queries.staff_for(conversation)),
    )


def typed_anew(request: SignedInRequest, conversation: Conversation, canned: list[Canned]) -> Typed:
    """An empty composer; without JavaScript a canned reply and the message it answers come by the address."""
    words = {str(one.reply.public_id): one.words for one in canned}
    reply_to = find_message(conversation, request.GET.get("answer"))
    return Typed(text=words.get(request.GET.get("canned", ""), ""), key=str(uuid4()), reply_to=reply_to)


def what_is_newer(request: SignedInRequest, conversation: Conversation) -> Talk:
    """What came, or was changed, since the page was drawn."""
    asked = request.POST if request.method == "POST" else request.GET
    after = find_message(conversation, asked.get("after"))
    new = queries.messages_after(conversation, after)
    since = moment_in(asked.get("since", ""))
    changed = queries.changed_messages(conversation, since, after) if since else []
    return Talk(
        **whereabouts(request, conversation),
        bubbles=bubbles(new, conversation, request.user, needs.moment_of(request).now, after),
        last=new[-1] if new else after,
        changed=bubbles(changed, conversation, request.user, needs.moment_of(request).now),
        staff=list(queries.staff_for(conversation)),
    )


def whereabouts(request: SignedInRequest, conversation: Conversation) -> dict[str, Any]:
    """What both the whole page and its news begin with."""
    members = queries.members_of(conversation)
    who = {"conversation": conversation, "user": request.user, "members": members}
    return who | {"now": needs.moment_of(request).now, "kept": kept_query(request)}


def moment_in(text: str) -> datetime | None:
    """A moment as our pages write it."""
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None


def bubbles(
    messages: Iterable[Message], conversation: Conversation, user: User, now: datetime, before: Message | None = None
) -> list[Bubble]:
    """Messages in their order; `before` is the one that stands above the first of them."""
    drawn = []
    for message in messages:
        drawn.append(bubble(message, conversation, user, now, before))
        before = message
    return drawn


def bubble(message: Message, conversation: Conversation, user: User, now: datetime, before: Message | None) -> Bubble:
    """One message after another."""
    day = local_day(message.sent_at, user.time_zone)
    is_new_day = before is None or local_day(before.sent_at, user.time_zone) != day
    is_mine = message.author is not None and message.author.user_id == user.pk
    return Bubble(
        message=message,
        author=author_of(message, conversation),
        is_ours=message.is_by_staff,
        is_mine=is_mine,
        begins=is_new_day or not goes_with(message, before),
        day=day if is_new_day else None,
        is_large=is_only_emoji(message.text),
        may_edit=is_mine and not message.is_deleted and may_edit(message.sent_at, now),
        answers=author_of(message.reply_to, conversation) if message.reply_to else "",
    )


def goes_with(message: Message, before: Message | None) -> bool:
    """Whether a message is of one piece with the one above it."""
    return before is not None and before.author_id == message.author_id and message.sent_at - before.sent_at < TOGETHER


def author_of(message: Message, conversation: Conversation) -> str:
    """Who says it, by the name staff call them."""
    if message.author is None:
        return _("Automatic answer")
    return message.author.name if message.author.user else conversation.person_name


def local_day(moment: datetime, zone: str) -> date:
    """The day of a moment where its reader is."""
    return moment.astimezone(ZoneInfo(zone)).date()
