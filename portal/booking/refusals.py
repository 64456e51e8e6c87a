"""How the portal says no to a hold: the right status, plain words, and the nearest way on."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from project.booking import queries

if TYPE_CHECKING:
    from portal.booking.forms import HoldForm
    from project.catalog.models import Property
    from project.kernel.errors import Refusal

TEMPLATES = {
    "fully_booked": "portal/booking/full.html",
    "price_changed": "portal/booking/price_changed.html",
    "hold_already_running": "portal/booking/already_holding.html",
}


@dataclass(frozen=True, slots=True)
class Refused:
    """A refused hold, with what the person asked for."""

    refusal: Refusal
    house: Property
    form: HoldForm

    def context(self) -> dict[str, Any]:
        """What every refusal page shows; a new key, because asking again is a new request."""
        asked = self.form.cleaned_data
        context = {"refusal": self.refusal, "house": self.house, "form": self.form, "new_key": uuid4(), "asked": asked}
        if self.refusal.code == "fully_booked":
            context["alternatives"] = queries.alternatives(unit_type=asked["unit_type"], move_in=asked["move_in"])
        return context


def answer_refusal(request: HttpRequest, refusal: Refusal, *, house: Property, form: HoldForm) -> HttpResponse:
    """The page for this refusal; a form error where the person can mend it in the form."""
    template = TEMPLATES.get(refusal.code)
    if refusal.status == HTTPStatus.NOT_FOUND:
        raise Http404
    if template is None:
        form.add_error(None, str(refusal))
        return show_check(request, house=house, form=form)
    if request.htmx:  # type: ignore[attr-defined]
        template += "#answer"
    return render(request, template, Refused(refusal, house, form).context(), status=refusal.status)


def show_check(request: HttpRequest, *, house: Property, form: HoldForm) -> HttpResponse:
    """The booking form by itself, with what was typed and what is wrong with it."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    form.offer(house.unit_types.filter(is_offered=True))
    context = {"house": house, "form": form, "new_key": uuid4()}
    return render(request, "portal/booking/check.html", context, status=status)
