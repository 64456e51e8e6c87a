"""Who changed what: the actor and the request behind each row that pghistory writes."""

from typing import Any

from django.http import HttpRequest
from pghistory.middleware import HistoryMiddleware

from project.kernel.logs import bound_fields, scrub


class History(HistoryMiddleware):
    """Puts person, page and request id beside each change; an address may carry a token, so it is scrubbed."""

    def get_context(self, request: HttpRequest) -> dict[str, Any]:
        """What the context row holds."""
        user = request.user.pk if request.user.is_authenticated else None
        return {"user": user, "url": scrub(request.path), **bound_fields()}
