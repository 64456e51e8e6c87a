"""What the views of saved methods share."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from project.kernel import clock
from project.kernel.errors import GatewayError, Refusal
from project.payments import operations, queries

if TYPE_CHECKING:
    from uuid import UUID

    from portal.payments.forms import SaveMethodForm
    from project.identity.access import SignedInRequest
    from project.kernel.money import Money
    from project.payments.models import SavedMethod

# The id is put in once it is known.
RETURN_PATH = "{methods}{{id}}/return/"


@dataclass(frozen=True, slots=True)
class MethodRow:
    """One saved method as its person sees it."""

    method: SavedMethod
    mandate_state: str
    most: Money | None
    expires: str
    is_expired: bool


def row_of(method: SavedMethod) -> MethodRow:
    """Say of a method what it may be charged, and whether it still can."""
    mandate = next(iter(method.live_mandates), None)  # type: ignore[attr-defined]
    month, year, today = method.expires_month, method.expires_year, clock.today()
    return MethodRow(
        method=method,
        mandate_state=mandate.state if mandate else "",
        most=queries.chargeable(mandate) if mandate else None,
        expires=f"{month:02d}/{year % 100:02d}" if month and year else "",
        is_expired=bool(month and year and (year, month) < (today.year, today.month)),
    )


def show_methods(request: SignedInRequest, form: SaveMethodForm) -> HttpResponse:
    """The list with the form to add one, with what is wrong with what was typed."""
    rows = [row_of(method) for method in queries.methods_of(request.user)]
    context = {"rows": rows, "form": form, "can_save": queries.can_save_methods()}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "portal/payments/payment_methods.html", context, status=status)


def open_page(request: SignedInRequest, form: SaveMethodForm) -> HttpResponse:
    """Lead to the provider's page, or say kindly why not."""
    return_path = RETURN_PATH.format(methods=reverse("payment_methods"))
    try:
        attempt = operations.start_saving_method(by=request.user, limit=form.chosen(), return_path=return_path)
    except Refusal as refusal:
        form.add_error("limit", str(refusal))
        return show_methods(request, form)
    except GatewayError:
        messages.warning(request, _("The payment page does not answer just now. Nothing was saved; please try again."))
        return redirect("payment_methods")
    return HttpResponseRedirect(attempt.page_url, status=HTTPStatus.SEE_OTHER)


def find_method(request: SignedInRequest, public_id: UUID) -> SavedMethod:
    """One of the person's own methods; anybody else's does not exist."""
    method = queries.method_for(request.user, public_id)
    if method is None:
        raise Http404
    return method
