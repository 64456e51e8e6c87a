"""The line for what is full: standing in it, seeing one's place, leaving it."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from portal.booking.forms import WaitForm
from portal.booking.parts import find_house
from project.booking import operations, queries
from project.booking.models import WaitlistEntry
from project.identity.access import SignedInRequest, signed_in
from project.kernel.errors import Refusal
from project.kernel.web.limits import limited


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@limited("hold")
def join(request: SignedInRequest, slug: str) -> HttpResponse:
    """Stand in line for a room type that is full; read again, it leads back to the house."""
    if request.method != "POST":
        return redirect("property", slug)
    form = WaitForm(request.POST)
    if not form.is_valid():
        return show_form(request, slug, form)
    try:
        entry = operations.join_waitlist(by=request.user, property_slug=slug, **form.asked())
    except Refusal as refusal:
        return answer_refusal(request, refusal, slug, form)
    return redirect(place_of(entry))


@signed_in
@require_GET
def place(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """One's place in a line; once it is an offer, the booking it became."""
    entry = find_entry(request, public_id)
    if entry.offer:
        return redirect("booking", entry.offer.public_id)
    return render(request, "portal/booking/place.html", place_context(entry))


@signed_in
@require_GET
def place_status(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """What has changed since `seen`: on to the offer, the new place, or nothing."""
    entry = find_entry(request, public_id)
    if entry.offer:
        return HttpResponseClientRedirect(reverse("booking", args=[entry.offer.public_id]))
    context = place_context(entry)
    if str(context["version"]) == request.GET.get("seen"):
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return render(request, "portal/booking/place.html#status", context)


@signed_in
@require_POST
def leave(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Give one's place to those behind."""
    try:
        operations.leave_waitlist(entry=find_entry(request, public_id))
    except Refusal as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("You left the waitlist."))
    return redirect("bookings")


def find_entry(request: SignedInRequest, public_id: UUID) -> WaitlistEntry:
    """One of this person's own places; anybody else's does not exist for them."""
    entry = queries.places_of(request.user).filter(public_id=public_id).first()
    if entry is None:
        raise Http404
    return entry


def place_of(entry: WaitlistEntry) -> str:
    """Where to look at it: already an offer, when one came free in this very moment."""
    if entry.offer:
        return reverse("booking", args=[entry.offer.public_id])
    return reverse("waitlist_place", args=[entry.public_id])


def place_context(entry: WaitlistEntry) -> dict[str, object]:
    """What the page of a place shows."""
    waits = entry.state == "waiting"
    number = queries.place_in_line(entry) if waits else 0
    length = queries.line_length(entry.unit_type_id) if waits else 0
    house = entry.unit_type.property
    return {"entry": entry, "house": house, "place": number, "length": length, "version": f"{number}-{length}"}


def answer_refusal(request: SignedInRequest, refusal: Refusal, slug: str, form: WaitForm) -> HttpResponse:
    """Back to the house when one is free, a form error where the person can mend it."""
    if refusal.status == HTTPStatus.NOT_FOUND:
        raise Http404
    if refusal.code == "nothing_to_wait_for":
        messages.info(request, str(refusal))
        return redirect(f"{reverse('property', args=[slug])}?move_in={form.cleaned_data['move_in']}#book")
    form.add_error("move_in", str(refusal))
    return show_form(request, slug, form)


def show_form(request: SignedInRequest, slug: str, form: WaitForm) -> HttpResponse:
    """The form by itself, with what was typed and what is wrong with it."""
    house = find_house(slug)
    form.offer(house.unit_types.filter(is_offered=True))
    context = {"house": house, "form": form}
    return render(request, "portal/booking/wait.html", context, status=HTTPStatus.UNPROCESSABLE_ENTITY)
