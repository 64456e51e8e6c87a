"""Who may read a conversation. Decided here and nowhere else; every view and every live page asks."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, prefetch_related_objects

from project.catalog.queries import managed_properties, people_managing
from project.chat.models import Conversation, Kind, Member, Message, Side
from project.identity.models import Membership, Role, User

# Where a browser's session keeps its secret, and what a link in a mail opened for it (conversation: until).
GUEST_IN_SESSION = "chat_guest"
LINKS_IN_SESSION = "chat_links"


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks: an account, or a browser with a secret or with what a mail's link opened for it."""

    user: User | None
    secret: str | None = None
    links: frozenset[UUID] = frozenset()


def hash_of(secret: str) -> str:
    """What we keep of a browser's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def reader_of(user: Any, session: Mapping[str, Any]) -> Reader:
    """The reader behind a request or a socket."""
    signed_in = user if user.is_authenticated and user.is_active else None
    secret = session.get(GUEST_IN_SESSION)
    hashed = hash_of(secret) if isinstance(secret, str) else None
    return Reader(signed_in, hashed, frozenset() if signed_in else _links(session))


def _links(session: Mapping[str, Any]) -> frozenset[UUID]:
    now = time.time()
    return frozenset(UUID(public_id) for public_id, until in session.get(LINKS_IN_SESSION, {}).items() if until > now)


def _their_own(reader: Reader) -> Q | None:
    return Q(person=reader.user) if reader.user else None


def _this_browsers(reader: Reader) -> Q | None:
    return Q(guest_hash=reader.secret) if reader.secret else None


def _by_a_mails_link(reader: Reader) -> Q | None:
    return Q(public_id__in=reader.links) if reader.links else None


def _as_staff(reader: Reader) -> Q | None:
    if reader.user is None or not reader.user.is_staff:
        return None
    return (
        Q(pk__isnull=False) if reader.user.is_superuser else Q(house__in=managed_properties(reader.user).values("pk"))
    )


# Everybody who may read, each by one function. A guardian will be one more line here, reading and never writing.
WAYS_AS_PERSON: tuple[Callable[[Reader], Q | None], ...] = (_their_own, _this_browsers, _by_a_mails_link)
WAYS: tuple[Callable[[Reader], Q | None], ...] = (*WAYS_AS_PERSON, _as_staff)


def conversations_for(reader: Reader) -> QuerySet[Conversation]:
    """Every conversation somebody may read, with what its head shows."""
    return _shown(_by(WAYS, reader))


def own_conversations(reader: Reader) -> QuerySet[Conversation]:
    """Those that belong to them: not what they only read as staff."""
    return _shown(_by(WAYS_AS_PERSON, reader))


def conversation_for(reader: Reader, public_id: UUID | str) -> Conversation | None:
    """One conversation, if this reader may read it; a stranger's does not exist."""
    # Narrow, because a page asks this each time something comes; the rest is fetched by the few who show it.
    return _by(WAYS, reader).select_related("person", "house").filter(public_id=public_id).order_by().first()


def may_read(conversation: UUID | str, *, reader: Reader) -> bool:
    """Whether somebody may read a conversation."""
    return _by(WAYS, reader).filter(public_id=conversation).exists()


def may_watch(conversation: UUID, *, user: Any, session: Mapping[str, Any]) -> bool:
    """Whether a page of theirs may be told that a conversation moved: who may read it, a guest by the session's secret."""
    return may_read(conversation, reader=reader_of(user, session))


def side_of(reader: Reader, conversation: Conversation) -> Side:
    """On which side somebody who may read it is. Whose it is stays on that side, staff or not."""
    if reader.user is not None and conversation.person_id == reader.user.pk:
        return Side.PERSON
    return Side.PERSON if own_conversations(reader).filter(pk=conversation.pk).exists() else Side.STAFF


def members_of(conversation: Conversation) -> list[Member]:
    """Everybody's place in a conversation, and whether they ever `has_spoken`; asked for once while a page is drawn."""
    spoke = Exists(Message.objects.filter(author=OuterRef("pk")))
    places = Member.objects.select_related("user").annotate(has_spoken=spoke).order_by("pk")
    prefetch_related_objects([conversation], Prefetch("members", queryset=places))
    return list(conversation.members.all())


def member_of(reader: Reader, conversation: Conversation) -> Member | None:
    """The reader's own place in a conversation they may read; None for staff who never took part."""
    if side_of(reader, conversation) == Side.PERSON:
        return next((one for one in members_of(conversation) if one.side == Side.PERSON), None)
    return next((one for one in members_of(conversation) if reader.user and one.user_id == reader.user.pk), None)


def other_members(me: Member) -> list[Member]:
    """Everybody else in a member's conversation, with how far they have read and whether they ever `has_spoken`."""
    return [one for one in members_of(me.conversation) if one.pk != me.pk]


def stoppable(by: Member, members: Iterable[Member]) -> list[Member]:
    """Whom of these a member may keep from writing: the other side, but never the landlord of one's own stay."""
    conversation = by.conversation
    others = [one for one in members if one.conversation_id == conversation.pk and one.side != by.side]
    if conversation.kind != Kind.STAY or conversation.house is None:
        return others
    landlord = Membership.objects.filter(landlord=conversation.house.landlord_id, role=Role.LANDLORD)
    protected = set(landlord.values_list("user_id", flat=True))
    return [one for one in others if one.user_id not in protected]


def may_answer(user: User, conversation: Conversation) -> bool:
    """Whether somebody of the staff may write in it: the house's people in theirs, administrators in support's."""
    readable = _as_staff(Reader(user))
    if readable is None or conversation.person_id == user.pk:
        return False
    return Conversation.objects.filter(readable, pk=conversation.pk).exists()


def staff_for(conversation: Conversation) -> QuerySet[User]:
    """Whose work a conversation is: the house's people, else the administrators. Never whom it belongs to."""
    staff = people_managing(conversation.house) if conversation.house else _administrators()
    return staff.exclude(pk=conversation.person_id) if conversation.person_id else staff


def _administrators() -> QuerySet[User]:
    return User.objects.filter(is_superuser=True, is_active=True).order_by("pk")


def _by(ways: tuple[Callable[[Reader], Q | None], ...], reader: Reader) -> QuerySet[Conversation]:
    allowed = [way for way in (way(reader) for way in ways) if way is not None]
    if not allowed:
        return Conversation.objects.none()
    together = allowed[0]
    for way in allowed[1:]:
        together |= way
    return Conversation.objects.filter(together)


def _shown(conversations: QuerySet[Conversation]) -> QuerySet[Conversation]:
    return conversations.select_related("person", "house__landlord", "assigned_to", "booking")
