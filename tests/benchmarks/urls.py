"""The product's addresses, and the variants' on the same stack: gate, session, CSRF, limits, history."""

import json
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from project.identity.access import public, signed_in
from project.identity.models import User
from project.kernel.web.limits import limited
from tests.benchmarks.models import Bare
from tests.benchmarks.variants import WAYS


@signed_in
@require_POST
@limited("hold")
def take(request: HttpRequest, way: str, stock_id: int) -> HttpResponse:
    """Book by one of the other ways: 303 or 409, like ours; its 409 is one word where ours is a whole page."""
    done = WAYS[way](stock_id, request.user.pk, UUID(request.POST["idempotency_key"]))
    return HttpResponse(status=303, headers={"Location": "/stay/"}) if done else HttpResponse(b"Full", status=409)


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


urlpatterns = [
    path("bench/insert/", insert),
    path("bench/select/", select),
    path("bench/nothing/", nothing),
    path("bench/<slug:way>/<int:stock_id>/", take),
    path("", include("project.urls")),
]
