"""Beginning: a question with or without an account, one's house, support."""

from __future__ import annotations

import secrets
from http import HTTPStatus
from uuid import UUID, uuid4

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from portal.chat.forms import AskForm
from portal.chat.pages import reader_from
from project.catalog.models import Property
from project.catalog.queries import get_published_property
from project.chat import operations, queries
from project.identity.access import PortalRequest, SignedInRequest, public, signed_in
from project.kernel.errors import Refusal
from project.kernel.web.limits import limited

SECRET_BYTES = 32


@public
@require_http_methods(["GET", "HEAD", "POST"])
@limited("chat_ask")
def ask(request: PortalRequest) -> HttpResponse:
    """Ask a house, or us, a question; a guest's browser keeps the conversation by its session."""
    house = asked_house(request)
    is_guest = not request.user.is_authenticated
    posted = request.POST if request.method == "POST" else None
    form = AskForm(posted, is_guest=is_guest, initial={"client_key": uuid4()})
    if posted is not None and form.is_valid():
        if is_guest:
            request.session.setdefault(queries.GUEST_IN_SESSION, secrets.token_urlsafe(SECRET_BYTES))
        try:
            talk = operations.ask(question_of(request, form, house))
        except Refusal as refusal:
            form.add_error("text", str(refusal))
        else:
            return see(talk.public_id)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "portal/chat/ask.html", {"form": form, "house": house}, status=status)


@signed_in
@require_POST
@limited("chat_ask")
def write_to_house(request: SignedInRequest, booking: UUID) -> HttpResponse:
    """To the one conversation of a stay."""
    mine = queries.booking_to_write_about(request.user, str(booking))
    if mine is None:
        raise Http404
    try:
        return see(operations.write_to_house(by=request.user, booking=mine).public_id)
    except Refusal:
        return redirect("messages")


@signed_in
@require_POST
@limited("chat_ask")
def write_to_support(request: SignedInRequest) -> HttpResponse:
    """To one's conversation with support."""
    return see(operations.write_to_support(by=request.user).public_id)


def asked_house(request: HttpRequest) -> Property | None:
    """The house that a question is about; 404 for one that nobody sees."""
    slug = request.GET.get("house")
    if not slug:
        return None
    house = get_published_property(slug)
    if house is None:
        raise Http404
    return house


def question_of(request: HttpRequest, form: AskForm, house: Property | None) -> operations.Asked:
    """The question as the domain takes it."""
    said = form.cleaned_data
    return operations.Asked(reader_from(request), house, said.get("name", ""), said["text"], said["client_key"])


def see(public_id: UUID) -> HttpResponse:
    """To a conversation."""
    return HttpResponseRedirect(reverse("conversation", args=[public_id]), status=HTTPStatus.SEE_OTHER)
