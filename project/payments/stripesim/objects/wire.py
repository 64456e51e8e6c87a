"""What wraps the other objects: events and lists."""

from typing import Any

import stripe

from project.payments.stripesim.errors import Json


def event(*, id: str, created: int, type: str, subject: Json, request: Json, pending: int) -> Json:
    """Make a snapshot of something that happened."""
    return {
        "id": id,
        "object": "event",
        "api_version": stripe.api_version,
        "created": created,
        "data": {"object": subject},
        "livemode": False,
        "pending_webhooks": pending,
        "request": request,
        "type": type,
    }


def list_object(data: list[Any], *, url: str, has_more: bool) -> Json:
    """Make one page of a list."""
    return {"object": "list", "data": data, "has_more": has_more, "url": url}
