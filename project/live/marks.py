"""Notes on each request how far the log was read before anything of its page was."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from project.live.hub import hub


class LiveMark:
    """Sets `request.live_at`, which the page hands to its socket: what moved since is fetched again.

    Read before the view asks the database anything; later, what happened in between would never be shown.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on with the mark."""
        request.live_at = hub.position  # type: ignore[attr-defined]
        return self.get_response(request)
