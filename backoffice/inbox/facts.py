"""What staff may know of whom they talk to, beside the conversation."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from backoffice.actions import page_of
from backoffice.scopes import scoped
from backoffice.story import LIVE
from project.booking.models import Booking
from project.chat import queries
from project.chat.models import Conversation
from project.chat.queries import Reader
from project.identity.access import SignedInRequest
from project.identity.models import User


@dataclass(frozen=True, slots=True)
class Facts:
    """A person in short; without an account, or outside the reader's houses, only what the conversation says."""

    person: User | None
    url: str
    stays: list[Booking]
    others: int
    others_url: str


def facts_of(request: SignedInRequest, conversation: Conversation) -> Facts:
    """What this one of the staff sees elsewhere of the person as well: three queries."""
    person = conversation.person
    if person is None:
        return Facts(None, "", [], 0, "")
    is_known = scoped(User.objects.filter(pk=person.pk), request.user).exists()
    others = queries.conversations_for(Reader(request.user)).filter(person=person).exclude(pk=conversation.pk)
    return Facts(
        person=person if is_known else None,
        url=page_of(person) if is_known else "",
        stays=list(stays_of(person, request.user)[:3]),
        others=others.count(),
        others_url=f"{reverse('inbox')}?person={person.public_id}",
    )


def stays_of(person: User, reader: User) -> QuerySet[Booking]:
    """Where somebody lives or will live, at the reader's own houses."""
    live = scoped(Booking.objects.filter(tenant=person, state__in=LIVE), reader)
    return live.select_related("unit__room", "unit_type__property").order_by("move_in", "pk")
