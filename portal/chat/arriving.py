"""What a guest asked comes along when they sign in or up in the same browser."""

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest

from project.chat import operations, queries
from project.identity.models import User


@receiver(user_logged_in, dispatch_uid="chat.claim")
def claim(request: HttpRequest | None, user: User, **_signal: Any) -> None:
    """Move the browser's questions to the account; the session keeps what it held, so its secret is still there."""
    if request is None or not hasattr(request, "session"):
        return
    request.session.pop(queries.LINKS_IN_SESSION, None)
    secret = request.session.pop(queries.GUEST_IN_SESSION, None)
    if isinstance(secret, str):
        operations.claim_conversations(by=user, secret=secret)
