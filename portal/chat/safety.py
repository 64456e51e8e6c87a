"""Reporting what somebody wrote, and stopping them."""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal.chat.forms import ReportForm
from portal.chat.pages import find_conversation, find_message
from project.chat import operations, queries
from project.chat.models import Member
from project.identity.access import public
from project.kernel.errors import Refusal
from project.kernel.web.limits import limited


@public
@require_http_methods(["GET", "HEAD", "POST"])
@limited("chat_report")
def report(request: HttpRequest, public_id: UUID, message: UUID) -> HttpResponse:
    """Ask us to look at a message somebody else wrote."""
    talk, me = find_conversation(request, public_id)
    said = find_message(talk, str(message))
    if said is None or said.author is None or said.author_id == me.pk or said.is_deleted:
        raise Http404
    form = ReportForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        operations.report(by=me, about=said.author, message=said, **form.cleaned_data)
        messages.success(request, _("Thank you. We look at it, usually within a day."))
        return redirect("conversation", public_id)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "portal/chat/report.html", {"talk": talk, "said": said, "form": form}, status=status)


@public
@require_POST
@limited("chat_report")
def stop(request: HttpRequest, public_id: UUID, member: UUID) -> HttpResponse:
    """Keep somebody from writing here."""
    me, other = find_other(request, public_id, member)
    try:
        operations.block(by=me, member=other)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("%(name)s cannot write here any more.") % {"name": other.name})
    return redirect("conversation", public_id)


@public
@require_POST
@limited("chat_report")
def allow(request: HttpRequest, public_id: UUID, member: UUID) -> HttpResponse:
    """Let somebody write again."""
    me, other = find_other(request, public_id, member)
    try:
        operations.unblock(by=me, member=other)
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("%(name)s can write here again.") % {"name": other.name})
    return redirect("conversation", public_id)


def find_other(request: HttpRequest, public_id: UUID, member: UUID) -> tuple[Member, Member]:
    """The reader's own place and somebody else's in the same conversation."""
    _talk, me = find_conversation(request, public_id)
    other = next((one for one in queries.other_members(me) if one.public_id == member), None)
    if other is None:
        raise Http404
    return me, other
