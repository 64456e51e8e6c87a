"""R1: messages that never reached us, fetched and put where webhooks are put."""

from datetime import timedelta

from project.kernel.errors import GatewayError
from project.kernel.transactions import outside_transaction, transaction
from project.kernel.wake import wake
from project.payments.gateways import gateway
from project.payments.gateways.gateway import NewsKind, Notice
from project.payments.locks import give_back_watermark, take_watermark
from project.payments.models import FindingKind, InboxEvent, ReconciliationRun, RunKind, RunState, Watermark
from project.payments.operations.inbox import row_of
from project.payments.operations.run_log import end_run, note, start_run

EVENTS = "events"
# A message may show up in the list a little after its time.
OVERLAP = timedelta(hours=1)
# Nobody keeps messages longer; whatever is older is found by comparing the objects.
KEPT_FOR = timedelta(days=30)
LEASE = timedelta(minutes=10)


@outside_transaction()
def fetch_missed_events() -> ReconciliationRun | None:
    """Fetch what the gateway told since the last time, keep what is new for the inbox, and give the run.

    Heals dropped webhooks, a lost signing secret, and a clock so wrong that every signature was refused. None while
    another worker is at it. What is found twice is kept once.
    """
    watermark = take_watermark(EVENTS, lease=LEASE)
    if watermark is None:
        return None
    try:
        return _fetch(watermark)
    finally:
        give_back_watermark(watermark)


def _fetch(watermark: Watermark) -> ReconciliationRun:
    until = gateway().now()
    # A clock that was ahead for a while may have left its watermark there.
    reached = min(watermark.reached_at or until - KEPT_FOR, until)
    since = max(reached, until - KEPT_FOR) - OVERLAP
    run = start_run(RunKind.EVENTS, since=since, until=until)
    try:
        notices = list(gateway().list_notices(since=since))
    except GatewayError as error:
        return end_run(run, RunState.FAILED, error=str(error))
    _keep(run, [notice for notice in notices if _means_something(notice)])
    run.looked_at = len(notices)
    Watermark.objects.filter(pk=watermark.pk).update(reached_at=max(until, watermark.reached_at or until))
    return end_run(run, RunState.DONE)


def _keep(run: ReconciliationRun, notices: list[Notice]) -> None:
    ids = [notice.id for notice in notices]
    known = set(InboxEvent.objects.filter(event_id__in=ids).values_list("event_id", flat=True))
    # The list is newest first; the inbox is worked through in the order of what happened.
    missed = [notice for notice in reversed(notices) if notice.id not in known]
    if missed:
        with transaction():
            InboxEvent.objects.bulk_create([row_of(notice) for notice in missed], ignore_conflicts=True)
            wake("jobs.payments.work_inbox")
        for notice in missed:
            note(run, FindingKind.EVENTS_MISSED, notice.id, is_repaired=True, text=notice.type)


def _means_something(notice: Notice) -> bool:
    try:
        return gateway().read_news(notice).kind is not NewsKind.NOTHING
    except (KeyError, ValueError):
        return True
