"""From "Hold this bed" to "Booked", and looking after it later."""

from contextlib import suppress
from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from portal.booking.forms import CancelForm, HoldForm
from portal.booking.pages import stay_page
from portal.booking.parts import cancelled, find_booking, find_house, hold_for, page_for, show_booking
from portal.booking.refusals import answer_refusal, show_check
from portal.payments.returning import catch_up, settle_and_confirm
from project.booking import operations, queries
from project.identity.access import SignedInRequest, signed_in
from project.kernel import clock
from project.kernel.errors import GatewayError, Refusal
from project.kernel.web.limits import limited
from project.payments import queries as payment_queries


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@limited("hold")
def hold(request: SignedInRequest, slug: str) -> HttpResponse:
    """Hold a unit for ten minutes, or say kindly why not; a refusal that is read again leads back to the house."""
    if request.method != "POST":
        return redirect("property", slug)
    asked = HoldForm.read(request.POST)
    if asked is None:
        return show_check(request, house=find_house(slug), form=HoldForm(request.POST))
    try:
        booking = hold_for(request, slug, asked)
    except Refusal as refusal:
        return answer_refusal(request, refusal, slug=slug, asked=asked)
    return HttpResponseRedirect(reverse("booking", args=[booking.public_id]), status=HTTPStatus.SEE_OTHER)


@signed_in
@require_GET
def bookings(request: SignedInRequest) -> HttpResponse:
    """Everything this person ever booked, newest first, and what they wait for."""
    mine, waiting = list(queries.bookings_of(request.user)), list(queries.waitlist_of(request.user))
    context = {"bookings": mine, "waiting": waiting, "now": clock.now()}
    return render(request, "portal/booking/bookings.html", context)


@signed_in
@require_GET
def booking(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """One booking as it stands; moves by itself while something may change."""
    return show_booking(request, find_booking(request, public_id))


@signed_in
@require_GET
def status(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """The booking's panel when it has changed since `seen`; nothing otherwise."""
    page = page_for(request, find_booking(request, public_id))
    if page.is_checking and page.attempt and catch_up(page.attempt):
        page = page_for(request, find_booking(request, public_id))
    if page.version == request.GET.get("seen"):
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    return show_booking(request, page.booking, template="portal/booking/booking.html#status")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@limited("pay")
def pay(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Open Stripe's page for this booking; the same page again when pressed twice."""
    held = find_booking(request, public_id)
    if request.method != "POST":
        return redirect("booking", public_id)
    here = reverse("booking", args=[public_id])
    try:
        attempt = operations.start_payment(
            booking=held, by=request.user, return_path=f"{here}return/", cancel_path=here
        )
    except Refusal as refusal:
        messages.warning(request, str(refusal))
        return redirect("booking", public_id)
    except GatewayError:
        return show_booking(request, held, status=HTTPStatus.SERVICE_UNAVAILABLE, stripe_is_down=True)
    return HttpResponseRedirect(attempt.session_url, status=HTTPStatus.SEE_OTHER)


@signed_in
@require_GET
def come_back(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Back from Stripe: read what happened there, then show our own state."""
    held = find_booking(request, public_id)
    attempt = payment_queries.attempt_for(request.user, held.subject)
    if attempt is not None:
        with suppress(GatewayError):
            settle_and_confirm(attempt)
    return redirect(f"{reverse('booking', args=[public_id])}?paid=1")


@signed_in
@require_http_methods(["GET", "POST"])
def cancel(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Say what comes back before asking, then cancel."""
    mine = find_booking(request, public_id)
    terms = queries.cancellation_terms(mine)
    form = CancelForm(request.POST or None, terms=terms)
    if request.method == "POST" and form.is_valid():
        return cancelled(request, mine, reason=form.cleaned_data["reason"])
    context = {"booking": mine, "form": form, "terms": terms}
    return render(request, "portal/booking/cancel.html", context, status=422 if form.errors else 200)


@signed_in
@require_GET
def stay(request: SignedInRequest) -> HttpResponse:
    """My stay: what is due, what is open, one row each."""
    return render(request, "portal/booking/stay.html", {"page": stay_page(request.user)})


@signed_in
@require_GET
def receipt(request: SignedInRequest, public_id: UUID) -> FileResponse:
    """The receipt's PDF, for the one who paid."""
    file = payment_queries.receipt_file_for(request.user, str(public_id))
    if file is None:
        raise Http404
    return FileResponse(file.content, filename=file.name, content_type="application/pdf", as_attachment=True)
