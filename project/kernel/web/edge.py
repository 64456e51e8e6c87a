"""The outermost layer: gives each request its id, counts it, and writes its one line."""

import logging
import re
import time
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from project.kernel.logs import bound
from project.kernel.web.metrics import REQUESTS, SECONDS

logger = logging.getLogger("nivas.requests")

ACCEPTABLE_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
# A stampede ends in thousands of polite refusals; formatting a line for each would slow the hold itself.
UNLOGGED_STATUS = frozenset({409})
UNLOGGED_ROUTES = frozenset({"health/live", "health/ready", "metrics"})
SESSION_USER = "_auth_user_id"


class Edge:
    """Stands before everything else, so that what it sees is what the visitor saw."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the request's id in `X-Request-ID`."""
        began = time.perf_counter()
        request_id = accept_or_make_id(request.META.get("HTTP_X_REQUEST_ID", ""))
        with bound(request=request_id):
            response = self.get_response(request)
            response["X-Request-ID"] = request_id
            record(request, response.status_code, time.perf_counter() - began)
        return response


def accept_or_make_id(given: str) -> str:
    """The id a proxy gave, if it is a plain one; else a new one."""
    return given if ACCEPTABLE_ID.fullmatch(given) else uuid.uuid4().hex


def record(request: HttpRequest, status: int, seconds: float) -> None:
    """Count an answer and log it by route, never by address: addresses carry tokens and names."""
    route = request.resolver_match.route if request.resolver_match else "(none)"
    REQUESTS.labels(request.method, route, status).inc()
    SECONDS.labels(route).observe(seconds)
    if status in UNLOGGED_STATUS or route in UNLOGGED_ROUTES:
        return
    fields = {"user": user_id(request), "ms": round(seconds * 1000, 1)}
    level = logging.ERROR if status >= 500 else logging.INFO
    logger.log(level, "%s /%s %s", request.method, route, status, extra={"fields": fields})


def user_id(request: HttpRequest) -> str | None:
    """Who was signed in, by id, without asking the database again."""
    session = getattr(request, "session", None)
    return session.get(SESSION_USER) if session is not None and session.accessed else None
