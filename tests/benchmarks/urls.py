"""The product's addresses, and the variants' on the same stack."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.http import require_POST

from project.identity.access import signed_in
from project.identity.models import User
from tests.benchmarks.variants import WAYS


@signed_in
@require_POST
def take(request: HttpRequest, way: str, stock_id: int) -> HttpResponse:
    """Book by one of the other ways: 303 or 409, like ours."""
    done = WAYS[way](stock_id, request.user.pk, UUID(request.POST["idempotency_key"]))
    return HttpResponse(status=303, headers={"Location": "/stay/"}) if done else HttpResponse(b"Full", status=409)


@signed_in
@require_POST
def select(request: HttpRequest) -> HttpResponse:
    """One SELECT for somebody signed in: what the stack itself costs."""
    name = User.objects.values_list("name", flat=True).get(pk=request.user.pk)
    return HttpResponse(name, status=409)


urlpatterns = [
    path("bench/select/", select),
    path("bench/<slug:way>/<int:stock_id>/", take),
    path("", include("project.urls")),
]
