"""What a page says in passing: to the person who looks, never to a part that fetches itself."""

from typing import Any

from django.http import HttpRequest


def nothing_for_live_parts(request: HttpRequest) -> dict[str, Any]:
    """Context processor, after Django's own: what is said only once, a live part leaves for the next page."""
    return {"messages": []} if "x-live" in request.headers else {}
