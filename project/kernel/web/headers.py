"""Headers that every answer carries."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from project.kernel.web.edge import SESSION_USER

PERMISSIONS = "camera=(self), geolocation=(self), microphone=(), payment=(), usb=(), browsing-topics=()"


class Headers:
    """Says what browsers may use, and that no page of ours is kept for somebody else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Set what the view has not set itself."""
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        if "Cache-Control" not in response:
            keep_private(request, response)
        return response


def keep_private(request: HttpRequest, response: HttpResponse) -> None:
    """A guest's page may be kept by their own browser, a signed-in person's by nobody.

    `no-store` also makes the back button ask us again, so that after paying it shows what is so now.
    """
    session = getattr(request, "session", None)
    if session is not None and session.accessed and SESSION_USER in session:
        response["Cache-Control"] = "private, no-store"
    elif response.get("Content-Type", "").startswith("text/html"):
        response["Cache-Control"] = "private, no-cache"
