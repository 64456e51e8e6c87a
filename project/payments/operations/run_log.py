"""Keeping a trail of what was compared, and of everything that did not agree."""

import logging

from project.kernel import clock
from project.kernel.money import Money
from project.payments.models import FindingKind, ReconciliationFinding, ReconciliationRun, RunKind, RunState

logger = logging.getLogger(__name__)


def start_run(kind: RunKind, **window: object) -> ReconciliationRun:
    """Begin a run; its moment is the database's."""
    run = ReconciliationRun.objects.create(kind=kind, **window)
    run.refresh_from_db()
    return run


def end_run(run: ReconciliationRun, state: RunState, *, error: str = "") -> ReconciliationRun:
    """Write down how a run ended. What it could not repair calls a person."""
    run.state, run.ended_at, run.last_error = state, clock.now(), error[:500]
    run.save()
    if error:
        logger.warning("Reconciliation %s is %s: %s", run.public_id, state, error)
    unrepaired = run.findings.filter(is_repaired=False).count()
    if unrepaired:
        logger.error("Reconciliation %s found %s things that need a person.", run.public_id, unrepaired)
    return run


def note(
    run: ReconciliationRun,
    kind: FindingKind,
    object_id: str,
    *,
    is_repaired: bool,
    amount: Money | None = None,
    text: str = "",
) -> None:
    """Write down one thing that did not agree, once a run."""
    finding = ReconciliationFinding(
        run=run, kind=kind, object_id=object_id[:255], is_repaired=is_repaired, note=text[:300]
    )
    if amount is not None:
        finding.amount_paise, finding.currency = amount.paise, amount.currency
    ReconciliationFinding.objects.bulk_create([finding], ignore_conflicts=True)
