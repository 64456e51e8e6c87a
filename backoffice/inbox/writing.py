"""Answering: what staff say, and that they are about to."""

from http import HTTPStatus
from uuid import UUID, uuid4

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from backoffice.inbox.lists import talk_url
from backoffice.inbox.talks import Typed, find_message, find_talk, what_is_newer
from backoffice.inbox.views import show_talk
from project.chat import operations
from project.chat.models import Conversation
from project.chat.queries import Reader
from project.identity.access import SignedInRequest, office
from project.kernel.errors import Refusal
from project.kernel.web.limits import limited, seconds_to_wait


@office("landlord", "manager")
@require_POST
def send(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Say something; what could not be said stays in its field, with the reason and, after too many, the wait."""
    conversation = find_talk(request, public_id)
    wait = seconds_to_wait(request, "desk_send")
    if wait:
        return not_sent(request, conversation, too_often(wait), HTTPStatus.TOO_MANY_REQUESTS)
    try:
        place = operations.take_part(conversation=conversation, reader=Reader(request.user))
        operations.send_message(
            author=place,
            text=request.POST.get("text", ""),
            client_key=key_of(request),
            reply_to=find_message(conversation, request.POST.get("reply_to")),
            files=request.FILES.getlist("attached"),
        )
    except Refusal as refusal:
        return not_sent(request, conversation, str(refusal), refusal.status)
    if request.htmx:
        news = what_is_newer(request, find_talk(request, public_id))
        return render(request, "backoffice/inbox/_newer.html", {"talk": news})
    return HttpResponseRedirect(talk_url(request, conversation), status=HTTPStatus.SEE_OTHER)


@office("landlord", "manager")
@require_POST
@limited("desk_typing")
def typing(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Let the person see that somebody writes."""
    conversation = find_talk(request, public_id)
    operations.say_typing(member=operations.take_part(conversation=conversation, reader=Reader(request.user)))
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def not_sent(request: SignedInRequest, conversation: Conversation, words: str, status: int) -> HttpResponse:
    """The reason alone for the script, which keeps what was typed; without it the page with both."""
    if request.htmx:
        return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
    reply_to = find_message(conversation, request.POST.get("reply_to"))
    typed = Typed(request.POST.get("text", ""), words, str(key_of(request)), reply_to)
    return show_talk(request, conversation, typed=typed, status=status)


def key_of(request: SignedInRequest) -> UUID:
    """Under which key this is said once, however often it is sent."""
    try:
        return UUID(request.POST.get("client_key", ""))
    except ValueError:
        return uuid4()


def too_often(wait: int) -> str:
    """What to do after too many in a minute."""
    words = ngettext(
        "That was a lot at once. You can send this in %(wait)s second.",
        "That was a lot at once. You can send this in %(wait)s seconds.",
        wait,
    )
    return words % {"wait": wait}
