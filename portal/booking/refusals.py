"""How the portal says no to a hold: the right status, plain words, and the nearest way on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.http import Http404, HttpResponse
from django.shortcuts import render

from portal.booking.forms import HoldForm
from portal.booking.parts import find_house
from portal.booking.stencils import KEY, render_for_many
from project.booking import queries

if TYPE_CHECKING:
    from project.catalog.models import Property
    from project.identity.access import SignedInRequest
    from project.kernel.errors import Refusal

TEMPLATES = {
    "price_changed": "portal/booking/price_changed.html",
    "hold_already_running": "portal/booking/already_holding.html",
}


def answer_refusal(request: SignedInRequest, refusal: Refusal, *, slug: str, asked: Mapping[str, Any]) -> HttpResponse:
    """The page for this refusal; a form error where the person can mend it in the form."""
    if refusal.status == HTTPStatus.NOT_FOUND:
        raise Http404
    if refusal.code == "fully_booked":
        return answer_fully_booked(request, refusal, slug=slug, asked=asked)
    template, house = TEMPLATES.get(refusal.code), find_house(slug)
    if template is None:
        form = HoldForm(request.POST)
        form.add_error(None, str(refusal))
        return show_check(request, house=house, form=form)
    # A new key, because asking again is a new request.
    context = {"refusal": refusal, "house": house, "asked": asked, "new_key": uuid4()}
    return render(request, template, context, status=refusal.status)


def answer_fully_booked(
    request: SignedInRequest, refusal: Refusal, *, slug: str, asked: Mapping[str, Any]
) -> HttpResponse:
    """What is near instead: the same for everybody who comes too late, and they come all at once."""
    what = {"unit_type": asked["unit_type"], "move_in": asked["move_in"]}

    def context() -> dict[str, Any]:
        near = [replace(option, key=KEY) for option in queries.alternatives(**what)]
        house = find_house(slug)
        waiting = queries.line_of(asked["unit_type"])
        return {"refusal": refusal, "house": house, "asked": what, "alternatives": near, "waiting": waiting}

    return render_for_many(request, "portal/booking/full.html", tuple(what.values()), context, status=refusal.status)


def show_check(request: SignedInRequest, *, house: Property, form: HoldForm) -> HttpResponse:
    """The booking form by itself, with what was typed and what is wrong with it."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    form.offer(house.unit_types.filter(is_offered=True))
    context = {"house": house, "form": form, "new_key": uuid4()}
    return render(request, "portal/booking/check.html", context, status=status)
