"""Where Stripe tells us what happened, and where people see what they paid and what they pay with."""

from contextlib import suppress
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.payments.bills import bills_page, chosen_year, table_of
from portal.payments.forms import SaveMethodForm
from portal.payments.methods import find_method, open_page, show_methods
from project.identity.access import SignedInRequest, public, signed_in
from project.kernel.errors import GatewayError, Refusal
from project.kernel.web.limits import limited
from project.payments import operations, queries
from project.payments.operations import WebhookRefused, store_webhook


@public
@csrf_exempt
@require_POST
def stripe_webhook(request: HttpRequest) -> HttpResponse:
    """Keep a signed webhook and say 200; what follows from it is a job's work. The signature is the only key."""
    try:
        store_webhook(payload=request.body, signature=request.headers.get("Stripe-Signature", ""))
    except WebhookRefused as refusal:
        return HttpResponse(str(refusal), status=refusal.status, content_type="text/plain; charset=utf-8")
    return HttpResponse(status=200)


@signed_in
@require_GET
def bills(request: SignedInRequest) -> HttpResponse:
    """Every payment with its receipt and what went back, for ever."""
    asked = request.GET
    page = bills_page(request.user, asked_year=asked.get("year", ""), page=asked.get("page", ""))
    return render(request, "portal/payments/bills.html", {"bills": page, "page": page.payments})


@signed_in
@require_GET
def bills_table(request: SignedInRequest) -> HttpResponse:
    """The same payments as a table to take along."""
    year = chosen_year(request.GET.get("year", ""), queries.bill_years(request.user))
    response = HttpResponse(table_of(request.user, year), content_type="text/csv; charset=utf-8")
    name = f"nivas-payments-{year}.csv" if year else "nivas-payments.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@signed_in
@require_GET
def payment_methods(request: SignedInRequest) -> HttpResponse:
    """What this person left with us to pay with, and what it may be used for."""
    return show_methods(request, SaveMethodForm())


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@limited("pay")
def add_method(request: SignedInRequest) -> HttpResponse:
    """Open the provider's page that saves a card; the same page again when pressed twice."""
    if request.method != "POST":
        return redirect("payment_methods")
    form = SaveMethodForm(request.POST)
    return open_page(request, form) if form.is_valid() else show_methods(request, form)


@signed_in
@require_GET
def come_back(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Back from the provider's page: read what was saved there, and say so."""
    attempt = queries.setup_for(request.user, public_id)
    if attempt is None:
        raise Http404
    method = None
    with suppress(GatewayError):
        method = operations.settle_setup(attempt=attempt)
    if method is None:
        messages.info(request, _("Nothing is saved yet. If you finished on the bank's page, look again in a minute."))
    else:
        messages.success(request, _("%(method)s is saved.") % {"method": method})
    return redirect("payment_methods")


@signed_in
@require_POST
@limited("profile")
def use_first(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Make one of the methods the one that is used first."""
    method = find_method(request, public_id)
    with suppress(Refusal):
        operations.use_first(by=request.user, method=method)
        messages.success(request, _("%(method)s is used first now.") % {"method": method})
    return redirect("payment_methods")


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
@limited("profile")
def remove_method(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Say what removing means before asking, then remove."""
    method = find_method(request, public_id)
    if request.method != "POST":
        under_way = queries.charges_under_way(request.user).filter(charge__method=method)
        return render(request, "portal/payments/remove_method.html", {"method": method, "under_way": under_way})
    with suppress(Refusal):
        operations.remove_method(by=request.user, method=method)
        messages.success(request, _("%(method)s is removed. It cannot be charged any more.") % {"method": method})
    return redirect("payment_methods")
