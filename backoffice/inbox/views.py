"""Reading: the list, one conversation beside it, what is new in it, and its files."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import admin
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from backoffice.inbox.lists import inbox_of
from backoffice.inbox.talks import find_message, find_talk, place_of, talk_of, what_is_newer
from project.chat import operations, queries
from project.chat.models import Conversation, Message
from project.identity.access import SignedInRequest, office
from project.kernel.web.limits import limited

LIST = "inbox-list"
# A PDF is taken along, and where a browser shows a file nothing in it runs.
HARMLESS = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@office("landlord", "manager")
@require_GET
def inbox(request: SignedInRequest) -> HttpResponse:
    """Who waits for whom."""
    if is_list_asked(request):
        return list_alone(request)
    return page(request, "inbox", {"inbox": inbox_of(request), "title": _("Messages")})


@office("landlord", "manager")
@require_GET
def talk(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """One conversation, the latest first seen; `before` goes back."""
    conversation = find_talk(request, public_id)
    if is_list_asked(request):
        return list_alone(request, conversation)
    latest = queries.page_of_messages(conversation, most=1).messages
    be_there(request, conversation, latest[0] if latest else None)
    return show_talk(request, conversation)


@office("landlord", "manager")
@require_GET
def newer(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """What came, changed or was read since the page was drawn; nothing when nothing did."""
    conversation = find_talk(request, public_id)
    news = what_is_newer(request, conversation)
    if not news.bubbles and not news.changed and news.version == request.GET.get("seen"):
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return render(request, "backoffice/inbox/_newer.html", {"talk": news})


@office("landlord", "manager")
@require_POST
@limited("desk_read")
def read(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Note that somebody looks, and how far they have come: up to what their page shows, not to what came since."""
    conversation = find_talk(request, public_id)
    be_there(request, conversation, find_message(conversation, request.POST.get("up_to")))
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@office("landlord", "manager")
@require_GET
def file(request: SignedInRequest, public_id: UUID, file: UUID) -> HttpResponse | FileResponse:
    """A file of a conversation; PDFs as a download in which nothing runs."""
    kept = queries.attachment_for(find_talk(request, public_id), file)
    if kept is None:
        raise Http404
    content = kept.preview if request.GET.get("small") and kept.is_picture else kept.file
    response = FileResponse(content.open("rb"), as_attachment=not kept.is_picture, filename=kept.name)
    response["Content-Type"] = kept.content_type
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = HARMLESS
    response["Cache-Control"] = "private, max-age=3600"
    return response


def show_talk(request: SignedInRequest, conversation: Conversation, **shown: Any) -> HttpResponse:
    """A conversation's page, with what could not be sent if there is such."""
    status = shown.pop("status", HTTPStatus.OK)
    one = talk_of(request, conversation, **shown)
    context = {"inbox": inbox_of(request, conversation), "talk": one, "title": _("Messages")}
    return page(request, "inbox", context, status=status)


def be_there(request: SignedInRequest, conversation: Conversation, shown: Message | None) -> None:
    """Note that this person looks, and has read what their page shows."""
    place = place_of(request, conversation)
    if place is None:
        return
    operations.be_here(member=place)
    if shown is not None:
        operations.mark_read(member=place, up_to=shown)


def is_list_asked(request: SignedInRequest) -> bool:
    """True when the page has only its list taken anew."""
    return bool(request.htmx) and request.htmx.target == LIST


def list_alone(request: SignedInRequest, current: Conversation | None = None) -> HttpResponse:
    """The list without the page around it."""
    response = render(request, "backoffice/inbox/_list.html", {"inbox": inbox_of(request, current)})
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def page(request: SignedInRequest, name: str, context: dict[str, Any], *, status: int = HTTPStatus.OK) -> HttpResponse:
    """A page in the back office's frame."""
    frame = admin.site.each_context(request) | {"is_fullwidth": "1"}
    return render(request, f"backoffice/inbox/{name}.html", frame | context, status=status)
