"""Writing: sending, changing and taking back."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from portal.chat.forms import EditForm, MessageForm
from portal.chat.pages import Typed, conversation_page, find_conversation, find_message, what_is_newer
from project.chat import operations
from project.identity.access import PortalRequest, public
from project.kernel.errors import Refusal
from project.kernel.web.limits import limited, seconds_to_wait

if TYPE_CHECKING:
    from project.chat.models import Conversation, Member, Message


@public
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Say something; what could not be said stays in its field, with the reason and, after too many, the wait."""
    talk, me = find_conversation(request, public_id)
    if request.method != "POST":
        return redirect("conversation", public_id)
    form = MessageForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Http404
    wait = seconds_to_wait(request, "chat_send")
    if wait:
        return too_often(request, talk, me, form, wait)
    said = form.cleaned_data
    try:
        reply_to = find_message(talk, said["reply_to"] and str(said["reply_to"]))
        files = {"files": said["attached"], "reply_to": reply_to, "client_key": said["client_key"]}
        operations.send_message(author=me, text=said["text"], **files)
    except Refusal as refusal:
        return not_sent(request, talk, me, form, str(refusal), refusal.status)
    return sent(request, talk, me)


@public
@require_POST
@limited("chat_typing")
def typing(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Let the others see that somebody writes."""
    _talk, me = find_conversation(request, public_id)
    operations.say_typing(member=me)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@public
@require_http_methods(["GET", "HEAD", "POST"])
@limited("chat_send")
def edit(request: PortalRequest, public_id: UUID, message: UUID) -> HttpResponse:
    """Change what one said: a page of its own, or the composer's with script."""
    talk, me = find_conversation(request, public_id)
    said = own_message(talk, me, message)
    form = EditForm(request.POST if request.method == "POST" else None, initial={"text": said.text})
    if request.method == "POST" and form.is_valid():
        try:
            operations.edit_message(message=said, by=me, text=form.cleaned_data["text"])
        except Refusal as refusal:
            if request.htmx:
                return HttpResponse(str(refusal), status=refusal.status, content_type="text/plain; charset=utf-8")
            form.add_error("text", str(refusal))
        else:
            return sent(request, talk, me)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "portal/chat/edit.html", {"talk": talk, "form": form}, status=status)


@public
@require_http_methods(["GET", "HEAD", "POST"])
@limited("chat_send")
def delete(request: PortalRequest, public_id: UUID, message: UUID) -> HttpResponse:
    """Ask whether it shall go, then leave only its trace."""
    talk, me = find_conversation(request, public_id)
    said = own_message(talk, me, message)
    if request.method != "POST":
        return render(request, "portal/chat/delete.html", {"talk": talk, "said": said})
    operations.delete_message(message=said, by=me)
    return sent(request, talk, me)


def own_message(talk: Conversation, me: Member, message: UUID) -> Message:
    """What this member said themselves; anything else does not exist here."""
    said = find_message(talk, str(message))
    if said is None or said.author_id != me.pk or said.is_deleted:
        raise Http404
    return said


def sent(request: PortalRequest, talk: Conversation, me: Member) -> HttpResponse:
    """What is new since the page was drawn, for htmx; the page again without script."""
    if request.htmx:
        return render(request, "portal/chat/_newer.html", {"page": what_is_newer(request, talk, me)})
    return HttpResponseRedirect(reverse("conversation", args=[talk.public_id]), status=HTTPStatus.SEE_OTHER)


def too_often(request: PortalRequest, talk: Conversation, me: Member, form: MessageForm, wait: int) -> HttpResponse:
    """Too many in a minute: what was typed stays, and the answer says for how long."""
    words = ngettext(
        "That was a lot at once. You can send this in %(wait)s second.",
        "That was a lot at once. You can send this in %(wait)s seconds.",
        wait,
    )
    response = not_sent(request, talk, me, form, words % {"wait": wait}, HTTPStatus.TOO_MANY_REQUESTS)
    response["Retry-After"] = str(wait)
    return response


def not_sent(
    request: PortalRequest, talk: Conversation, me: Member, form: MessageForm, words: str, status: int
) -> HttpResponse:
    """The reason alone for the script, which keeps what was typed; without it the page with both."""
    if request.htmx:
        return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
    said = form.cleaned_data
    reply_to = find_message(talk, said["reply_to"] and str(said["reply_to"]))
    typed = Typed(text=said["text"], error=words, key=str(said["client_key"]), reply_to=reply_to)
    page = conversation_page(request, talk, me, typed=typed)
    return render(request, "portal/chat/conversation.html", {"page": page}, status=status)
