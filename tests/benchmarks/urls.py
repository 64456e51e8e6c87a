"""The product's addresses, and the variants' on the same stack: gate, session, CSRF, limits, history."""

import json

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from portal.booking.forms import HoldForm
from portal.booking.refusals import answer_fully_booked
from project.booking.operations import FullyBooked
from project.identity.access import SignedInRequest, public, signed_in
from project.identity.models import User
from project.kernel.web.limits import limited
from tests.benchmarks.models import Bare
from tests.benchmarks.variants import WAYS


@signed_in
@require_POST
@limited("hold")
def take(request: SignedInRequest, way: str, slug: str) -> HttpResponse:
    """Book by one of the other ways, with the form and the pages of ours."""
    asked = HoldForm.read(request.POST)
    if asked is None:
        return HttpResponse(status=422)
    if WAYS[way](request.user, asked["unit_type"], asked["move_in"], asked["idempotency_key"]):
        return HttpResponse(status=303, headers={"Location": "/stay/"})
    return answer_fully_booked(request, FullyBooked(unit_type="Bed"), slug=slug, asked=asked)


@signed_in
@require_POST
def select(request: HttpRequest) -> HttpResponse:
    """One SELECT for somebody signed in: what the stack costs before anything is booked."""
    name = User.objects.values_list("name", flat=True).get(pk=request.user.pk)
    return HttpResponse(name, status=409)


@public
def nothing(_request: HttpRequest) -> HttpResponse:
    """No SELECT, for nobody: the floor of the server itself."""
    return HttpResponse(status=409)


@public
@csrf_exempt
@require_POST
def insert(request: HttpRequest) -> HttpResponse:
    """Keep one body in one row: what storing anything over HTTP costs on this server."""
    Bare.objects.create(body=json.loads(request.body))
    return HttpResponse(status=200)


ways = [
    path("insert/", insert),
    path("select/", select),
    path("nothing/", nothing),
    path("<slug:way>/<slug:slug>/", take),
]
# One prefix, so that the product's own addresses are found as soon as without them.
urlpatterns = [
    path("bench/", include(ways)),
    path("", include("project.urls")),
]
