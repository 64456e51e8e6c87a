"""Error pages: `project.urls` names these as its handlers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.views.decorators.csrf import requires_csrf_token


@requires_csrf_token
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django passes it by name
    """400: the browser sent something we cannot read."""
    return render(request, "400.html", status=400)


@requires_csrf_token
def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django passes it by name
    """403: signed in, but not for this door."""
    return render(request, "403.html", status=403)


@requires_csrf_token
def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 - Django passes it by name
    """404: no such page, or not yours; we do not say which."""
    return render(request, "404.html", status=404)


@requires_csrf_token
def server_error(_request: HttpRequest) -> HttpResponse:
    """500: our fault. The page uses no database and no context processors, which may be what broke."""
    return HttpResponse(get_template("500.html").render(), status=500)


def too_many_requests(request: HttpRequest, retry_after: int = 60) -> HttpResponse:
    """429: too often in a short time; says when to try again."""
    response = render(request, "429.html", {"retry_after": retry_after}, status=429)
    response["Retry-After"] = str(retry_after)
    return response


def body_too_large(request: HttpRequest) -> HttpResponse:
    """413: more than this address takes; nothing of it was read. The page needs nothing of ours, for we read nothing."""
    return render(request, "413.html", status=413)


@requires_csrf_token
def form_too_old(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose token does not fit: mostly one that lay open while somebody signed in elsewhere."""
    return render(request, "403_form.html", {"reason": reason}, status=403)
