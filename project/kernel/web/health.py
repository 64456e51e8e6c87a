"""Whether this process is alive, and whether it may be given visitors."""

import logging
from collections.abc import Callable
from functools import cache

from django.core.cache import cache as shared_cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from project.kernel.web.marks import public

logger = logging.getLogger(__name__)


class NotReady(Exception):
    """Something this process needs is missing; the text says what."""


@public
@require_safe
@never_cache
def live(_request: HttpRequest) -> HttpResponse:
    """Alive if it can answer at all: a database that is down must not get healthy processes killed."""
    return JsonResponse({"live": True})


@public
@require_safe
@never_cache
def ready(_request: HttpRequest) -> HttpResponse:
    """200 when every check passes, else 503 with a word for each; causes stay in the log."""
    answers = {name: _outcome(name, check) for name, check in CHECKS.items()}
    is_ready = all(answer == "ok" for answer in answers.values())
    return JsonResponse({"ready": is_ready, **answers}, status=200 if is_ready else 503)


def _outcome(name: str, check: Callable[[], None]) -> str:
    try:
        check()
    except Exception as error:  # noqa: BLE001 - whatever fails, this process is not ready
        logger.warning("Not ready: %s: %s", name, error)
        return "failed"
    return "ok"


def check_database() -> None:
    """Raises when the database does not answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def check_migrations() -> None:
    """Raises NotReady until every migration of this release is applied; asks no more once they are."""
    applied_migrations()


@cache
def applied_migrations() -> bool:
    """True when nothing is left to apply. Raises NotReady otherwise, which is not remembered."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotReady("migrations are waiting")
    return True


def check_cache() -> None:
    """Raises when limits cannot be counted: the shared cache's table is missing."""
    shared_cache.get("ready")


CHECKS: dict[str, Callable[[], None]] = {
    "database": check_database,
    "migrations": check_migrations,
    "cache": check_cache,
}
