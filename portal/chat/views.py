"""Reading: one's conversations, one of them, what is new in it, and its files."""

import time
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST, require_safe

from portal.chat.bubbles import link_holds
from portal.chat.pages import (
    conversation_page,
    find_conversation,
    find_message,
    just_after,
    reader_from,
    sign_in_for,
    what_is_newer,
    zone_of,
)
from project.chat import operations, queries
from project.chat.models import Kind
from project.identity.access import PortalRequest, public
from project.kernel import clock
from project.kernel.errors import Refusal
from project.kernel.web.limits import limited

A_DAY = 24 * 3600
HARMLESS = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@public
@require_safe
def messages_page(request: PortalRequest) -> HttpResponse:
    """Everybody one talks to, and what was said with the words looked for."""
    reader, words = reader_from(request), request.GET.get("q", "")[:200]
    rows = queries.conversation_list(reader)
    context = {
        "rows": rows,
        "has_support": any(row.kind == Kind.SUPPORT for row in rows),
        "found": queries.search_messages(reader, words),
        "words": words,
        "current": request.GET.get("current", ""),
        "stays": queries.houses_to_write_to(reader.user) if reader.user else [],
        "now": clock.now(),
        "zone": zone_of(request),
    }
    return render(request, "portal/chat/messages.html", context)


@public
@require_GET
def conversation(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """One conversation, the latest first seen; `before` goes back, for htmx alone the earlier part."""
    try:
        talk, me = find_conversation(request, public_id)
    except Http404:
        if request.user.is_authenticated:
            raise
        return sign_in_for(request)
    before = find_message(talk, request.GET.get("before")) or just_after(talk, request.GET.get("at"))
    page = conversation_page(request, talk, me, before=before, reply_to=request.GET.get("reply"))
    if page.last is not None:
        operations.mark_read(member=me, up_to=page.last)
    operations.be_here(member=me)
    part = "#earlier" if request.htmx and before else ""
    response = render(request, f"portal/chat/conversation.html{part}", {"page": page})
    patch_vary_headers(response, ["HX-Request"])
    return response


@public
@require_GET
def newer(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """What came, changed or was read since the page was drawn; nothing when nothing did."""
    talk, me = find_conversation(request, public_id)
    page = what_is_newer(request, talk, me)
    if not page.bubbles and not page.changed and page.version == request.GET.get("seen"):
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return render(request, "portal/chat/_newer.html", {"page": page})


@public
@require_POST
@limited("chat_read")
def read(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Note that somebody looks, and how far they have come: up to what their page shows, not to what came since."""
    talk, me = find_conversation(request, public_id)
    shown = find_message(talk, request.POST.get("up_to"))
    operations.be_here(member=me)
    if shown is not None:
        operations.mark_read(member=me, up_to=shown)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@public
@require_GET
def file(request: HttpRequest, public_id: UUID, file: UUID) -> HttpResponse | FileResponse:
    """A file of a conversation, by an address made for this reader; PDFs as a download in which nothing runs."""
    talk, me = find_conversation(request, public_id)
    kept = queries.attachment_for(talk, file)
    if kept is None:
        raise Http404
    if not link_holds(request.GET.get("t", ""), me, str(file)):
        return redirect("conversation", public_id)
    content = kept.preview if request.GET.get("small") and kept.is_picture else kept.file
    response = FileResponse(
        content.open("rb"), filename=kept.name, content_type=kept.content_type, as_attachment=not kept.is_picture
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = HARMLESS
    response["Cache-Control"] = "private, max-age=3600"
    return response


@public
@require_GET
def open_link(request: HttpRequest, token: str) -> HttpResponse:
    """From a mail to its conversation, signed in or not; an old link leads to the way in."""
    try:
        talk = operations.open_link(token)
    except Refusal as refusal:
        messages.info(request, str(refusal))
        return redirect(f"{reverse('account_login')}?{urlencode({'next': reverse('messages')})}")
    if not request.user.is_authenticated:
        opened = request.session.get(queries.LINKS_IN_SESSION, {})
        request.session[queries.LINKS_IN_SESSION] = opened | {str(talk.public_id): int(time.time()) + A_DAY}
    return redirect("conversation", talk.public_id)
