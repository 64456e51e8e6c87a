"""The moderation queue: what was flagged, the oldest first, and what a moderator makes of it."""

from dataclasses import dataclass
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from backoffice import needs
from backoffice.inbox.ages import Age, age_of
from backoffice.inbox.talks import Bubble, bubbles
from backoffice.inbox.views import page
from project.chat import operations, queries
from project.chat.models import EarlierText, Flag, FlagState, Message, Side
from project.chat.queries import Reader
from project.identity.access import SignedInRequest, office
from project.kernel.errors import Refusal

MOST_SHOWN = 60
AROUND = 6
DECIDED = "decided"


@dataclass(frozen=True, slots=True)
class Case:
    """One entry with everything a moderator needs to decide it."""

    flag: Flag
    age: Age | None
    around: list[Bubble]
    earlier: list[EarlierText]
    again: int

    @property
    def may_stop(self) -> bool:
        """Whether it is about a person who can still write; of staff their landlord is asked."""
        return self.flag.about.side == Side.PERSON and self.flag.about.blocked_at is None


@office("administrator")
@require_GET
def queue(request: SignedInRequest) -> HttpResponse:
    """What is to be looked at, or what was decided lately."""
    is_decided = request.GET.get("tab") == DECIDED
    decided = queries.flags_of(request.user).exclude(state=FlagState.OPEN).order_by("-decided_at", "-pk")
    flags = list((decided if is_decided else queries.moderation_queue(request.user))[:MOST_SHOWN])
    now = needs.moment_of(request).now
    rows = [(one, None if is_decided else age_of(one.created_at, now)) for one in flags]
    return page(request, "moderation", {"rows": rows, "is_decided": is_decided, "title": _("Moderation")})


@office("administrator")
@require_GET
def flag(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """One entry, with what was said around it."""
    case = case_of(request, find_flag(request, public_id))
    return page(request, "flag", {"case": case, "flag": case.flag, "title": _("Moderation")})


@office("administrator")
@require_POST
def decide(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Say what it was, and with it stop the person if that is asked for; then show the next."""
    decided = find_flag(request, public_id)
    verdict = request.POST.get("verdict", "")
    if verdict not in ("uphold", "dismiss", "stop"):
        return HttpResponseRedirect(reverse("flag", args=[public_id]), status=HTTPStatus.SEE_OTHER)
    try:
        note = request.POST.get("note", "")
        operations.decide_flag(flag=decided, by=request.user, upheld=verdict != "dismiss", note=note)
        if verdict == "stop":
            stop_about(request, decided)
    except Refusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, words_for(verdict))
    return HttpResponseRedirect(next_url(request), status=HTTPStatus.SEE_OTHER)


def case_of(request: SignedInRequest, flag: Flag) -> Case:
    """Everything about one entry: the same few queries however long the conversation is."""
    now = needs.moment_of(request).now
    others = queries.flags_of(request.user).filter(about=flag.about_id).exclude(pk=flag.pk)
    return Case(
        flag=flag,
        age=age_of(flag.created_at, now) if flag.state == FlagState.OPEN else None,
        around=bubbles(around(flag), flag.conversation, request.user, now),
        earlier=list(queries.earlier_texts(flag.message).exclude(text=flag.quote)) if flag.message else [],
        again=others.count(),
    )


def around(flag: Flag) -> list[Message]:
    """What was said just before and after; of what is about nobody's words in particular, the latest."""
    if flag.message is None:
        return queries.page_of_messages(flag.conversation, most=2 * AROUND).messages
    after = queries.messages_after(flag.conversation, flag.message, most=AROUND)
    before = queries.page_of_messages(flag.conversation, before=flag.message, most=AROUND).messages
    said = queries.message_in(flag.conversation, flag.message.public_id)
    return [*before, *([said] if said else []), *after]


def stop_about(request: SignedInRequest, flag: Flag) -> None:
    """Keep whom it is about from writing in that conversation. Raises: NotBlockable."""
    me = operations.take_part(conversation=flag.conversation, reader=Reader(request.user))
    operations.block(by=me, member=flag.about)


def find_flag(request: SignedInRequest, public_id: UUID) -> Flag:
    """An entry this person may look at."""
    found = queries.flags_of(request.user).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def next_url(request: SignedInRequest) -> str:
    """The next entry that waits; the empty queue when that was the last."""
    following = queries.moderation_queue(request.user).first()
    return reverse("flag", args=[following.public_id]) if following else reverse("moderation")


def words_for(verdict: str) -> str:
    """What became of it."""
    return {
        "uphold": _("Noted: it was right to flag it."),
        "dismiss": _("Noted: there was nothing wrong."),
        "stop": _("Noted, and they can write there no more."),
    }[verdict]
