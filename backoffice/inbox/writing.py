"""Answering: what staff say, that they are about to, and what they put otherwise or take back."""

from http import HTTPStatus
from uuid import UUID, uuid4

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from backoffice.inbox.lists import talk_url
from backoffice.inbox.talks import Typed, find_message, find_talk, what_is_newer
from backoffice.inbox.views import page, show_talk
from project.chat import operations
from project.chat.models import Conversation, Member, Message
from project.chat.queries import Reader
from project.chat.rules import LONGEST
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
    return sent(request, public_id)


@office("landlord", "manager")
@require_POST
@limited("desk_typing")
def typing(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Let the person see that somebody writes."""
    conversation = find_talk(request, public_id)
    operations.say_typing(member=operations.take_part(conversation=conversation, reader=Reader(request.user)))
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@office("landlord", "manager")
@require_http_methods(["GET", "HEAD", "POST"])
@limited("desk_send")
def edit(request: SignedInRequest, public_id: UUID, message: UUID) -> HttpResponse:
    """Change what one said: a page of its own, or the composer's with script."""
    conversation = find_talk(request, public_id)
    said, place = own_message(request, conversation, message)
    if request.method != "POST":
        return edit_page(request, conversation, Typed(said.text))
    text = request.POST.get("text", "")
    try:
        operations.edit_message(message=said, by=place, text=text)
    except Refusal as refusal:
        if request.htmx:
            return why_not(str(refusal), refusal.status)
        return edit_page(request, conversation, Typed(text, str(refusal)), status=refusal.status)
    return sent(request, public_id)


@office("landlord", "manager")
@require_http_methods(["GET", "HEAD", "POST"])
@limited("desk_send")
def delete(request: SignedInRequest, public_id: UUID, message: UUID) -> HttpResponse:
    """Ask whether it shall go, then leave only its trace."""
    conversation = find_talk(request, public_id)
    said, place = own_message(request, conversation, message)
    if request.method != "POST":
        context = {"said": said, "title": _("Delete this message?"), "back_url": talk_url(request, conversation)}
        return page(request, "delete", context)
    operations.delete_message(message=said, by=place)
    return sent(request, public_id)


def own_message(request: SignedInRequest, conversation: Conversation, public_id: UUID) -> tuple[Message, Member]:
    """What this reader said themselves, and their place; anything else does not exist here."""
    said = find_message(conversation, str(public_id))
    if said is None or said.author is None or said.author.user_id != request.user.pk or said.is_deleted:
        raise Http404
    return said, said.author


def edit_page(
    request: SignedInRequest, conversation: Conversation, typed: Typed, *, status: int = HTTPStatus.OK
) -> HttpResponse:
    """Where other words are written without script, with the reason if they could not be taken."""
    context = {"typed": typed, "longest": LONGEST, "back_url": talk_url(request, conversation)}
    return page(request, "edit", context | {"title": _("Change your message")}, status=status)


def sent(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """What is new since the page was drawn, for htmx; the page again without script."""
    conversation = find_talk(request, public_id)
    if request.htmx:
        return render(request, "backoffice/inbox/_newer.html", {"talk": what_is_newer(request, conversation)})
    return HttpResponseRedirect(talk_url(request, conversation), status=HTTPStatus.SEE_OTHER)


def why_not(words: str, status: int) -> HttpResponse:
    """The reason alone for the script, which keeps what was typed."""
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")


def not_sent(request: SignedInRequest, conversation: Conversation, words: str, status: int) -> HttpResponse:
    """The reason alone for the script, which keeps what was typed; without it the page with both."""
    if request.htmx:
        return why_not(words, status)
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
