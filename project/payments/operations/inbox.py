"""Webhooks: stored first and answered, worked through later. A webhook is only a nudge to read the object again."""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from project.kernel.errors import GatewayError, Refusal
from project.kernel.locks import take_due
from project.kernel.transactions import outside_transaction, transaction
from project.kernel.wake import wake
from project.payments.gateways import gateway
from project.payments.gateways.gateway import Capture, GatewayMissing, News, NewsKind, Notice, SignatureWrong
from project.payments.models import Attempt, InboxEvent, InboxState, Payment
from project.payments.operations.adoption import adopt_capture, adopt_refund, known_capture
from project.payments.operations.books import FEE
from project.payments.operations.disputes import record_dispute
from project.payments.operations.keeping import follow_mandate, follow_method
from project.payments.operations.saved import setup_marked
from project.payments.operations.saving import settle_setup
from project.payments.operations.settlement import settle
from project.payments.queries import attempt_marked, is_posted

logger = logging.getLogger(__name__)

FIRST_WAIT = timedelta(seconds=60)
# With waits that double up to six hours this is about a week.
MOST_TRIES = 36

OnPaid = Callable[[Payment], object]


class WebhookRefused(Refusal):
    """Not signed for us, not fresh, or not an event."""

    code = "webhook_refused"
    message = _("This message was not signed for us.")
    status = 400


class NotOurs(Exception):
    """The object belongs to somebody else who shares the account, or to nobody."""


@transaction()
def store_webhook(*, payload: bytes, signature: str) -> None:
    """Keep a verified webhook, once per event, and do nothing else about it.

    Raises: WebhookRefused. After commit: a job works on it at once.
    """
    try:
        notice = gateway().read_webhook(payload=payload, signature=signature)
    except (SignatureWrong, ValueError, KeyError) as error:
        logger.warning("A webhook was refused: %s", error)
        raise WebhookRefused from error
    InboxEvent.objects.bulk_create([row_of(notice)], ignore_conflicts=True)
    wake("jobs.payments.work_inbox")


def row_of(notice: Notice) -> InboxEvent:
    """Make the row that keeps a message."""
    return InboxEvent(event_id=notice.id, type=notice.type, api_version=notice.api_version, body=notice.body)


def notice_of(event: InboxEvent) -> Notice:
    """Give a kept message as the gateway sent it."""
    return Notice(id=event.event_id, type=event.type, api_version=event.api_version, body=event.body)


@outside_transaction()
def work_inbox(*, on_paid: OnPaid) -> int:
    """Work through stored webhooks and say how many are done with, for good or visibly for bad.

    `on_paid` is called with the money a webhook led to, before the webhook counts as done.
    """
    waiting = InboxEvent.objects.filter(state=InboxState.NEW)
    return sum(_work(event, on_paid) for event in take_due(waiting, first_wait=FIRST_WAIT))


def _work(event: InboxEvent, on_paid: OnPaid) -> bool:
    if _release(event.api_version) != gateway().api_release:
        return _close(event, InboxState.FAILED, f"Sent in API version {event.api_version or 'unknown'}, not in ours.")
    try:
        return _act_on(event, gateway().read_news(notice_of(event)), on_paid)
    except (NotOurs, GatewayMissing) as reason:
        return _close(event, InboxState.IGNORED, str(reason))
    except Exception as error:  # noqa: BLE001 - whatever it is, the webhook is kept
        return _put_off(event, error)


def _act_on(event: InboxEvent, news: News, on_paid: OnPaid) -> bool:
    if news.account:
        return _close(event, InboxState.FAILED, f"Sent for another account, {news.account}.")
    if news.kind not in _WORK:
        return _close(event, InboxState.IGNORED, "Nothing follows from this type.")
    _WORK[news.kind](news, on_paid)
    return _close(event, InboxState.DONE, "")


def _put_off(event: InboxEvent, error: Exception) -> bool:
    """Keep the webhook through an outage or a bug: it comes again, and in the end it stays visible as failed."""
    if not isinstance(error, GatewayError):
        logger.exception("Webhook %s could not be worked on", event.event_id, exc_info=error)
    if event.tries >= MOST_TRIES:
        return _close(event, InboxState.FAILED, f"{type(error).__name__}: {error}")
    InboxEvent.objects.filter(pk=event.pk).update(last_error=f"{type(error).__name__}: {error}")
    return False


def _close(event: InboxEvent, state: InboxState, reason: str) -> bool:
    if state is InboxState.FAILED:
        logger.error("Webhook %s failed: %s", event.event_id, reason)
    InboxEvent.objects.filter(pk=event.pk).update(state=state, last_error=reason)
    return True


def _release(api_version: str) -> str:
    """`endive` of `2026-10-28.endive`: within one release, objects keep their shape."""
    return api_version.rpartition(".")[2]


def _settle_session(news: News, on_paid: OnPaid) -> None:
    attempt = Attempt.objects.filter(session_id=news.object_id).first() or attempt_marked(news.reference)
    if attempt is None:
        _look_behind(gateway().get_session(news.object_id).capture, on_paid)
        return
    payment = settle(attempt=attempt, session_id=news.object_id)
    if payment is not None:
        on_paid(payment)


def _settle_capture(news: News, on_paid: OnPaid) -> None:
    """Three messages tell of one payment, and a message of its fee comes later: ask only for what is not known."""
    money = known_capture(news.object_id)
    if money is None or not is_posted(money.source, FEE):
        _look_behind(gateway().get_capture(news.object_id), on_paid)
    if isinstance(money, Payment) and money.is_as_asked:
        on_paid(money)


def _look_behind(capture: Capture | None, on_paid: OnPaid) -> None:
    if capture is None:
        raise NotOurs("No attempt of ours, and no money.")
    adopt_capture(capture, on_paid=on_paid)


def _follow_refund(news: News, on_paid: OnPaid) -> None:
    adopt_refund(gateway().get_refund(news.object_id), on_paid=on_paid)


def _follow_dispute(news: News, on_paid: OnPaid) -> None:
    record_dispute(dispute_id=news.object_id, on_paid=on_paid)


def _settle_charge(news: News, on_paid: OnPaid) -> None:
    """A page tells of its own intents too; here only a charge without a page counts."""
    attempt = Attempt.objects.filter(session_id=news.object_id, charge__isnull=False).first()
    payment = settle(attempt=attempt) if attempt else None
    if payment is not None:
        on_paid(payment)


def _settle_setup(news: News, _on_paid: OnPaid) -> None:
    attempt = setup_marked(news.object_id, news.reference)
    if attempt is None:
        raise NotOurs("No try of ours to save a method.")
    settle_setup(attempt=attempt)


def _follow_method(news: News, _on_paid: OnPaid) -> None:
    follow_method(method_id=news.object_id)


def _follow_mandate(news: News, _on_paid: OnPaid) -> None:
    follow_mandate(mandate_id=news.object_id)


_WORK: dict[NewsKind, Callable[[News, OnPaid], None]] = {
    NewsKind.SESSION: _settle_session,
    NewsKind.CAPTURE: _settle_capture,
    NewsKind.REFUND: _follow_refund,
    NewsKind.DISPUTE: _follow_dispute,
    NewsKind.CHARGE: _settle_charge,
    NewsKind.SETUP: _settle_setup,
    NewsKind.METHOD: _follow_method,
    NewsKind.MANDATE: _follow_mandate,
}
