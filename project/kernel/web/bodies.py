"""Turns away bodies that are larger than what their pages can want, before anything of them is read."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from project.kernel.web.errors import body_too_large

MULTIPART = "multipart/form-data"


class Bodies:
    """Stands before whatever reads a form. `settings.LARGEST_BODIES`: by path, the most bytes of a form and of files."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer 413 by the announced length; a body without one is empty to Django."""
        most = largest_body(request)
        if most is not None and announced_length(request) > most:
            return body_too_large(request)
        return self.get_response(request)


def largest_body(request: HttpRequest) -> int | None:
    """The most bytes this address takes; None where Django's own limits do."""
    for prefix, (form, files) in settings.LARGEST_BODIES.items():
        if request.path_info.startswith(prefix):
            return files if request.content_type == MULTIPART else form
    return None


def announced_length(request: HttpRequest) -> int:
    """How many bytes the browser says it sends."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0
