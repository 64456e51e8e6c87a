"""The inbox's list: whose turn it is, who waits longest, and who answers new questions now."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from backoffice import needs
from backoffice.inbox.ages import Age, age_of
from backoffice.roles import MANAGERS
from project.chat import queries
from project.chat.models import Conversation, ConversationState, Duty
from project.chat.queries import NeedsMe, Reader
from project.identity.access import SignedInRequest
from project.identity.models import Membership, User

MOST_SHOWN = 40
MOST_PAGES = 100
LONGEST_SEARCH = 80
TABS = {
    "me": _("Needs me"),
    "unassigned": _("Unassigned"),
    "open": _("All open"),
    "closed": _("Closed"),
}
# What the list shows stays in the address of everything that is opened from it.
KEPT = ("tab", "q", "person")


@dataclass(frozen=True, slots=True)
class Row:
    """One conversation as a line."""

    conversation: Conversation
    url: str
    age: Age | None
    is_current: bool
    is_today: bool


@dataclass(frozen=True, slots=True)
class Tab:
    """One way to look at the inbox."""

    name: str
    label: Any
    url: str
    count: int
    is_current: bool


@dataclass(frozen=True, slots=True)
class Inbox:
    """The list as one of the staff sees it at a moment."""

    tab: str
    words: str
    kept: str
    rows: list[Row]
    tabs: list[Tab]
    more_url: str
    on_duty: bool
    colleagues: list[User]
    needs: NeedsMe
    now: datetime


def inbox_of(request: SignedInRequest, current: Conversation | None = None) -> Inbox:
    """Gather the list: the same number of queries however many conversations there are."""
    tab, words, now = tab_of(request), words_of(request), needs.moment_of(request).now
    page = page_of(request)
    found = list(rows_asked_for(request)[: MOST_SHOWN * page + 1])
    duties = list(duties_of(request.user))
    needed = needs_of(request)
    more = kept_query(request, page=str(page + 1)) if len(found) > MOST_SHOWN * page else ""
    return Inbox(
        tab=tab,
        words=words,
        kept=kept_query(request),
        rows=[row_of(request, conversation, now, current) for conversation in found[: MOST_SHOWN * page]],
        tabs=[tab_line(name, tab, needed) for name in TABS],
        more_url=f"{reverse('inbox')}?{more}" if more else "",
        on_duty=any(duty.user_id == request.user.pk for duty in duties),
        colleagues=[duty.user for duty in duties if duty.user_id != request.user.pk],
        needs=needed,
        now=now,
    )


def rows_asked_for(request: SignedInRequest) -> QuerySet[Conversation]:
    """The conversations of a tab, or those looked for, in the order in which they are worked on."""
    user, words, person = request.user, words_of(request), person_of(request)
    if person is not None:
        return queries.desk_conversations(user).filter(person__public_id=person).order_by(*LAST_FIRST)
    if words:
        return looked_for(user, words)
    match tab_of(request):
        case "me":
            return queries.needs_me(user)
        case "unassigned":
            nobodys = queries.desk_conversations(user).filter(state=ConversationState.OPEN, assigned_to=None)
            own = nobodys.filter(house=None) if user.is_superuser else nobodys
            return own.order_by(F("waits_since").asc(nulls_last=True), *LAST_FIRST)
        case tab:
            state = ConversationState.CLOSED if tab == "closed" else ConversationState.OPEN
            return queries.desk_conversations(user).filter(state=state).order_by(*LAST_FIRST)


LAST_FIRST = (F("last_message_id").desc(nulls_last=True), F("pk").desc())


def looked_for(user: User, words: str) -> QuerySet[Conversation]:
    """Conversations by their person, their house, or what was said in them."""
    said = {message.conversation_id for message in queries.search_messages(Reader(user), words, own=False)}
    named = Q(person__name__icontains=words) | Q(guest_name__icontains=words) | Q(house__name__icontains=words)
    return queries.desk_conversations(user).filter(named | Q(pk__in=said)).order_by(*LAST_FIRST)


def row_of(request: SignedInRequest, conversation: Conversation, now: datetime, current: Conversation | None) -> Row:
    """One line of the list."""
    last, zone = conversation.last_message, ZoneInfo(request.user.time_zone)
    return Row(
        conversation=conversation,
        url=talk_url(request, conversation),
        age=age_of(conversation.waits_since, now) if conversation.is_open else None,
        is_current=current is not None and current.pk == conversation.pk,
        is_today=last is not None and last.sent_at.astimezone(zone).date() == now.astimezone(zone).date(),
    )


def tab_line(name: str, current: str, needed: NeedsMe) -> Tab:
    """One tab; only what waits is counted."""
    count = needed.mine + needed.waiting if name == "me" else 0
    return Tab(name, TABS[name], f"{reverse('inbox')}?tab={name}", count, name == current)


def talk_url(request: SignedInRequest, conversation: Conversation) -> str:
    """A conversation's address, beside the list one came from."""
    kept = kept_query(request)
    return reverse("talk", args=[conversation.public_id]) + (f"?{kept}" if kept else "")


def kept_query(request: SignedInRequest, **more: str) -> str:
    """What of the address goes along."""
    kept = {name: request.GET[name] for name in KEPT if request.GET.get(name)}
    return urlencode(kept | more)


def tab_of(request: SignedInRequest) -> str:
    """The tab asked for; what needs this person, where none is."""
    if words_of(request) or person_of(request) is not None:
        return ""
    asked = request.GET.get("tab", "me")
    return asked if asked in TABS else "me"


def words_of(request: SignedInRequest) -> str:
    """What is looked for."""
    return request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]


def person_of(request: SignedInRequest) -> UUID | None:
    """Whose conversations are asked for."""
    try:
        return UUID(request.GET.get("person", ""))
    except ValueError:
        return None


def page_of(request: SignedInRequest) -> int:
    """How far the list goes."""
    asked = request.GET.get("page", "")
    return min(max(int(asked), 1), MOST_PAGES) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1


def needs_of(request: SignedInRequest) -> NeedsMe:
    """How many wait for this person; the page, its rail and its list ask once."""
    if not hasattr(request, "_inbox_needs"):
        request._inbox_needs = queries.count_needs_me(request.user)  # type: ignore[attr-defined]
    return request._inbox_needs  # type: ignore[attr-defined]


def duties_of(user: User) -> QuerySet[Duty]:
    """Who of one's own colleagues takes new questions now, oneself included."""
    duties = queries.people_on_duty()
    if user.is_superuser:
        return duties
    landlords = queries.landlords_to_write_for(user).values("pk")
    colleagues = Membership.objects.filter(landlord__in=landlords, role__in=MANAGERS).values("user")
    return duties.filter(Q(user__in=colleagues) | Q(user=user))
