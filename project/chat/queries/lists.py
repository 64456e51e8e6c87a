"""Lists of conversations, each with how much of it is unread: a fixed number of queries, however long."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from project.booking import queries as bookings
from project.booking.models import Booking, BookingState
from project.chat.models import Conversation, Member, Message, MessageKind, Side
from project.chat.queries.access import Reader, own_conversations
from project.identity.models import User
from project.kernel import clock
from project.kernel.fields import NivasNow

MOST_SHOWN = 100
# A page says that it is there every half minute.
HERE = timedelta(seconds=75)
SILENCE = timedelta(minutes=10)
# What is still unread after that was told before, or is no news any more.
TOO_LATE = timedelta(days=2)
MOST_MAILED = 500
WITH_A_HOUSE = (BookingState.BOOKED, BookingState.STAYING)


def conversation_list(reader: Reader) -> list[Conversation]:
    """Somebody's own conversations, the last spoken in first, each with `unread` and its last message."""
    own = own_conversations(reader).select_related("last_message__author__user")
    return list(_with_unread(own, Side.PERSON, Q(side=Side.PERSON)).order_by(*_LAST_FIRST)[:MOST_SHOWN])


def count_unread(reader: Reader) -> int:
    """In how many of their own conversations somebody has something unread."""
    if reader.user is None and reader.secret is None:
        return 0
    own = _with_unread(own_conversations(reader), Side.PERSON, Q(side=Side.PERSON))
    return own.filter(Q(unread__gt=0)).count()


def houses_to_write_to(user: User) -> list[Booking]:
    """The stays whose house a tenant may write to and has not written to yet."""
    mine = bookings.bookings_of(user).filter(state__in=WITH_A_HOUSE)
    return list(mine.exclude(pk__in=Conversation.objects.filter(booking__isnull=False).values("booking")))


def booking_to_write_about(user: User, public_id: str) -> Booking | None:
    """One's own booking about which the house can be written to."""
    return bookings.bookings_of(user).filter(public_id=public_id).exclude(state=BookingState.HELD).first()


def with_unread_for_staff(conversations: QuerySet[Conversation], user: User) -> QuerySet[Conversation]:
    """Conversations with `unread` as one of the staff counts it."""
    return _with_unread(conversations, Side.STAFF, Q(user=user))


def unread_since(member: Member) -> Message | None:
    """The first message of the other side that a member has not read."""
    return _unread_of(member).order_by("pk").first()


def latest_unread(member: Member) -> Message | None:
    """The last message of the other side that a member has not read."""
    return _unread_of(member).select_related("author__user", "author__conversation__person").order_by("-pk").first()


def count_unread_of(member: Member) -> int:
    """How many messages of the other side a member has not read."""
    return _unread_of(member).count()


def is_here(seen_at: datetime | None, now: datetime | None = None) -> bool:
    """Whether somebody who was seen then is looking now."""
    return seen_at is not None and (now or clock.now()) - seen_at < HERE


def members_to_mail() -> list[int]:
    """Whom to tell by mail: unread for ten minutes, not there, and not told since they last read.

    For an assigned conversation only its person and whoever it is assigned to.
    """
    told = Q(mailed_up_to__isnull=False) & (Q(read_up_to__isnull=True) | Q(mailed_up_to__gt=F("read_up_to")))
    away = Q(seen_at__isnull=True) | Q(seen_at__lt=NivasNow() - HERE)
    theirs = Q(side=Side.STAFF) & (Q(conversation__assigned_to__isnull=True) | Q(conversation__assigned_to=F("user")))
    reachable = theirs | Q(side=Side.PERSON, conversation__person__isnull=False)
    behind = Q(read_up_to__isnull=True) | Q(read_up_to__lt=F("conversation__last_message"))
    lately = Q(conversation__last_message__sent_at__gte=NivasNow() - TOO_LATE)
    waiting = (
        Member.objects.filter(behind, lately)
        .annotate(first=Subquery(_first_unread()))
        .filter(first__lte=NivasNow() - SILENCE)
    )
    return list(
        waiting.filter(away, reachable, blocked_at=None).exclude(told).values_list("pk", flat=True)[:MOST_MAILED]
    )


_LAST_FIRST = (F("last_message_id").desc(nulls_last=True), F("pk").desc())


def _first_unread() -> QuerySet[Message, Any]:
    unread = Message.objects.filter(
        conversation=OuterRef("conversation"), pk__gt=Coalesce(OuterRef("read_up_to"), 0), deleted_at=None
    )
    theirs = unread.filter(kind=MessageKind.SAID).exclude(author__side=OuterRef("side"))
    return theirs.order_by("pk").values("sent_at")[:1]


def _unread_of(member: Member) -> QuerySet[Message]:
    unread = Message.objects.filter(conversation=member.conversation_id, deleted_at=None)
    theirs = unread.filter(pk__gt=member.read_up_to_id or 0)
    return theirs.filter(_by_other(Side(member.side)))


def _by_other(side: Side) -> Q:
    """What is new to one side; the house's automatic answers are to its person."""
    if side == Side.STAFF:
        return Q(author__side=Side.PERSON)
    return Q(author__side=Side.STAFF) | Q(author__isnull=True)


def _with_unread(conversations: QuerySet[Conversation], side: Side, mine: Q) -> QuerySet[Conversation]:
    # Of the conversation, not of each message: so it is asked for once, and the index leads to what is unread.
    place = Member.objects.filter(mine, conversation=OuterRef(OuterRef("pk"))).order_by("pk")
    counted = (
        Message.objects.filter(_by_other(side), conversation=OuterRef("pk"), deleted_at=None)
        .filter(pk__gt=Coalesce(Subquery(place.values("read_up_to")[:1]), 0))
        .order_by()
        .values("conversation")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return conversations.annotate(unread=Coalesce(Subquery(counted), 0))
