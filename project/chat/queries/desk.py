"""What staff answer, with which words and in which hours, and what moderators look at."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Min, Q, QuerySet

from project.chat import rules
from project.chat.models import AnsweringHours, CannedReply, Conversation, ConversationState, Duty, Flag, FlagState
from project.chat.queries.access import Reader, conversations_for, staff_for
from project.chat.queries.lists import with_unread_for_staff
from project.identity.models import Landlord, Role, User
from project.identity.queries import landlord_ids_for

EDITORS = (Role.LANDLORD, Role.MANAGER)


@dataclass(frozen=True, slots=True)
class NeedsMe:
    """How many conversations wait for somebody of the staff."""

    mine: int
    total: int
    oldest: datetime | None

    @property
    def waiting(self) -> int:
        """How many of them are nobody's yet."""
        return self.total - self.mine


def desk_conversations(user: User) -> QuerySet[Conversation]:
    """Every conversation one of the staff may read but their own, each with `unread` and its last message."""
    readable = conversations_for(Reader(user)).exclude(person=user)
    return with_unread_for_staff(readable.select_related("last_message__author__user"), user)


def needs_me(user: User) -> QuerySet[Conversation]:
    """Conversations whose person waits for this one of the staff, or for anybody; who waits longest stands first.

    An administrator is asked for support and for questions about no house; the rest is the houses' own.
    """
    return desk_conversations(user).filter(_waits_for(user)).order_by("waits_since", "pk")


def count_needs_me(user: User) -> NeedsMe:
    """How many those are, and since when the first waits: one query, and one row however many they are."""
    waiting = conversations_for(Reader(user)).exclude(person=user).filter(_waits_for(user))
    return NeedsMe(**waiting.aggregate(mine=Count("assigned_to"), total=Count("pk"), oldest=Min("waits_since")))


def _waits_for(user: User) -> Q:
    waits = Q(state=ConversationState.OPEN, waits_since__isnull=False)
    nobodys = Q(assigned_to=None, house=None) if user.is_superuser else Q(assigned_to=None)
    return waits & (Q(assigned_to=user) | nobodys)


def is_on_duty(user: User) -> bool:
    """Whether somebody takes new conversations now."""
    return Duty.objects.filter(user=user).exists()


def people_on_duty() -> QuerySet[Duty]:
    """Who takes new conversations now, who is there longest first."""
    return Duty.objects.filter(user__is_active=True).select_related("user").order_by("since", "pk")


def free_for(conversation: Conversation) -> list[rules.Free]:
    """Whose work a conversation is and who is on duty now, with how many they have."""
    busy = Count("user__assigned_conversations", filter=Q(user__assigned_conversations__state=ConversationState.OPEN))
    staff = Duty.objects.filter(user__in=staff_for(conversation).values("pk")).annotate(busy=busy)
    return [rules.Free(duty.user_id, duty.busy, duty.since) for duty in staff]


def canned_replies_for(conversation: Conversation) -> QuerySet[CannedReply]:
    """The replies that fit a conversation: its landlord's, or support's."""
    return CannedReply.objects.filter(landlord=conversation.house.landlord_id if conversation.house else None)


def canned_replies_of(user: User) -> QuerySet[CannedReply]:
    """The replies one of the staff may change: their landlords', an administrator also support's."""
    if user.is_superuser:
        return CannedReply.objects.select_related("landlord").order_by("landlord__name", "title")
    theirs = landlord_ids_for(user, *EDITORS)
    return (
        CannedReply.objects.filter(landlord__in=theirs).select_related("landlord").order_by("landlord__name", "title")
    )


def landlords_to_write_for(user: User) -> QuerySet[Landlord]:
    """The landlords whose replies and hours one of the staff may set."""
    if user.is_superuser:
        return Landlord.objects.order_by("name")
    return Landlord.objects.filter(pk__in=landlord_ids_for(user, *EDITORS)).order_by("name")


def hours_of(landlord: Landlord | None) -> AnsweringHours | None:
    """When a landlord's people answer; without a landlord: support. None when nobody said."""
    return AnsweringHours.objects.filter(landlord=landlord).first()


def hours_for(conversation: Conversation) -> AnsweringHours | None:
    """When this conversation is answered."""
    landlord = conversation.house.landlord_id if conversation.house else None
    return AnsweringHours.objects.filter(landlord=landlord).first()


def silence_at(hours: AnsweringHours, moment: datetime) -> tuple[rules.Hours, datetime] | None:
    """The plain hours and the local moment, when it lies outside of them; None while somebody should be there."""
    plain = rules.Hours(hours.opens, hours.closes, hours.days)
    local = moment.astimezone(ZoneInfo(hours.time_zone))
    return None if rules.is_open(plain, local) else (plain, local)


def reply_values(conversation: Conversation, by: User) -> dict[str, str]:
    """What stands in a canned reply's places."""
    name = conversation.person.get_short_name() if conversation.person else conversation.guest_name
    return {"name": name, "house": conversation.about, "me": by.get_short_name()}


def moderation_queue(user: User) -> QuerySet[Flag]:
    """What is still to be looked at, the oldest first: an administrator's all, a house's people none of it."""
    if not user.is_superuser:
        return Flag.objects.none()
    return flags_of(user).filter(state=FlagState.OPEN).order_by("pk")


def flags_of(user: User) -> QuerySet[Flag]:
    """Everything that was ever flagged, for administrators."""
    rows = Flag.objects.select_related(
        "conversation__person", "conversation__house", "message", "about__user", "reporter__user", "decided_by"
    )
    return rows if user.is_superuser else rows.none()


def houses_of_conversations(public_ids: Iterable[str]) -> dict[str, UUID]:
    """At which houses these conversations are; those with support, or unknown, are left out."""
    rows = Conversation.objects.order_by().filter(public_id__in=public_ids, house__isnull=False)
    return {str(conversation): house for conversation, house in rows.values_list("public_id", "house__public_id")}
