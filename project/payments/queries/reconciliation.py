"""How far our records have been compared with the gateway, and what that found."""

from datetime import timedelta

from django.db.models import QuerySet

from project.kernel import clock
from project.payments.models import ReconciliationFinding, ReconciliationRun, RunKind, RunState

# A night and a little more: a nightly run that is late is no outage yet.
FRESH_FOR = timedelta(hours=26)
COMPARISONS = [RunKind.NIGHTLY, RunKind.CATCH_UP, RunKind.BY_HAND]


def last_comparison() -> ReconciliationRun | None:
    """Give the latest comparison that went through."""
    return _comparisons().filter(state=RunState.DONE).order_by("-pk").first()


def is_caught_up() -> bool:
    """Say whether our records were compared with the gateway lately.

    Whatever charges, reminds or fines people by itself asks this first: after an outage we may not know yet what
    they have paid.
    """
    last = last_comparison()
    now = clock.now()
    # One that ended in the future was made while a clock was ahead: nobody knows when that was.
    return last is not None and last.ended_at is not None and now - FRESH_FOR < last.ended_at <= now


def needs_catching_up() -> bool:
    """Say whether a comparison is due outside the nightly one: none was made lately, or the latest did not end well."""
    latest = _comparisons().exclude(state=RunState.RUNNING).order_by("-pk").first()
    return not is_caught_up() or (latest is not None and latest.state != RunState.DONE)


def open_findings() -> QuerySet[ReconciliationFinding]:
    """Give what the latest comparison found and could not repair."""
    last = last_comparison()
    return ReconciliationFinding.objects.filter(run=last, is_repaired=False).order_by("pk")


def _comparisons() -> QuerySet[ReconciliationRun]:
    return ReconciliationRun.objects.filter(kind__in=COMPARISONS)
