"""R2 and R3: our books and the gateway's, compared object by object and to the paisa."""

import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from project.kernel.errors import GatewayError
from project.kernel.locks import WORKING_SECONDS
from project.kernel.transactions import outside_transaction
from project.payments.gateways import gateway
from project.payments.locks import give_back_watermark, take_watermark
from project.payments.models import FindingKind, Payment, ReconciliationRun, RunKind, RunState, Watermark
from project.payments.operations.balancing import balance_books
from project.payments.operations.comparison import Comparison
from project.payments.operations.posting_missing import post_missing
from project.payments.operations.run_log import end_run, note, start_run
from project.payments.queries import first_attempt_at

OBJECTS = "objects"
# Objects may change their mind for two days (a bank's notice takes 26 hours), so those are looked through again.
LOOK_BACK = timedelta(hours=48)
# After a long absence it goes day by day, and a run that is out of time goes on where it stopped.
WINDOW = timedelta(days=1)
LEASE = timedelta(minutes=10)

OnPaid = Callable[[Payment], object]


class TimeIsUp(Exception):
    """The worker has other things to do; the next run goes on from the watermark."""


@outside_transaction()
def reconcile(*, kind: RunKind, on_paid: OnPaid, seconds: float = WORKING_SECONDS) -> ReconciliationRun | None:
    """Compare everything since the watermark with the gateway, repair what is safe, name the rest, and give the run.

    Repaired: money whose attempt is ours, refunds and disputes that were not recorded, fees, records that had fallen
    behind, facts that were not in the ledger. Money without an owner goes to the suspense list. The rest is listed for
    a person. Safe to repeat, to kill and to run after any time away. None while another worker is at it.
    """
    watermark = take_watermark(OBJECTS, lease=LEASE)
    if watermark is None:
        return None
    try:
        return _compare(kind, watermark, on_paid, stop_at=time.monotonic() + seconds)
    finally:
        give_back_watermark(watermark)


def _compare(kind: RunKind, watermark: Watermark, on_paid: OnPaid, *, stop_at: float) -> ReconciliationRun:
    until = gateway().now()
    # A clock that was ahead for a while may have left its watermark there.
    since = watermark.reached_at and min(watermark.reached_at, until) - LOOK_BACK
    run = start_run(kind, since=since, until=until)
    try:
        _post_what_is_missing(run, stop_at)
        comparison = Comparison(run, on_paid, pulse=lambda: _check_time(stop_at))
        for start, end in _windows(since, until):
            comparison.compare_window(start, end)
            _raise_watermark(watermark, min(end or until, until))
        comparison.compare_unfinished()
        balance_books(run, comparison)
    except TimeIsUp:
        return end_run(run, RunState.STOPPED)
    except GatewayError as error:
        return end_run(run, RunState.FAILED, error=f"{type(error).__name__}: {error}")
    return end_run(run, RunState.DONE)


def _post_what_is_missing(run: ReconciliationRun, stop_at: float) -> None:
    for source, amount in post_missing():
        note(run, FindingKind.POSTING_MISSING, source, is_repaired=True, amount=amount)
        _check_time(stop_at)


def _windows(since: datetime | None, until: datetime) -> Iterator[tuple[datetime | None, datetime | None]]:
    """Cut a time into days. The last has no end; the first of all has no beginning, and ends where ours is."""
    if since is None and (first := first_attempt_at()) is not None:
        since = first - LOOK_BACK
        yield None, since
    while since is not None and since + WINDOW < until - LOOK_BACK:
        yield since, since + WINDOW
        since += WINDOW
    yield since, None


def _raise_watermark(watermark: Watermark, reached_at: datetime) -> None:
    if watermark.reached_at is None or reached_at > watermark.reached_at:
        watermark.reached_at = reached_at
        Watermark.objects.filter(pk=watermark.pk).update(reached_at=reached_at)


def _check_time(stop_at: float) -> None:
    if time.monotonic() > stop_at:
        raise TimeIsUp
