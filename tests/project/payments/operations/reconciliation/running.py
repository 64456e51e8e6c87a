"""One comparison, and what it found."""

from collections.abc import Callable

from project.payments import operations
from project.payments.models import Payment, ReconciliationRun, RunKind


def run(on_paid: Callable[[Payment], object] = print, **changes: object) -> ReconciliationRun:
    """Compare once."""
    made = operations.reconcile(**{"kind": RunKind.NIGHTLY, "on_paid": on_paid, **changes})
    assert made is not None
    return made


def found(run: ReconciliationRun) -> list[tuple[str, str, bool]]:
    """What a run found."""
    return list(run.findings.order_by("id").values_list("kind", "object_id", "is_repaired"))
