"""The look a person chose, the same here as in the portal."""

from django.http import HttpRequest

from project.identity.models import Theme


def theme(request: HttpRequest) -> str | None:
    """`light` or `dark`; None lets the device decide."""
    chosen = getattr(request.user, "theme", Theme.SYSTEM)
    return None if chosen == Theme.SYSTEM else str(chosen)
