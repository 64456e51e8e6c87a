"""Webhooks: stored first and answered, worked through later. A webhook is only a nudge to read the object again."""

import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from project.kernel.errors import GatewayError, Refusal
from project.kernel.locks import take_due
from project.kernel.transactions import outside_transaction, transaction
from project.kernel.wake import wake
from project.payments.gateways import gateway
from project.payments.gateways.gateway import GatewayMissing, SignatureWrong
from project.payments.models import Attempt, InboxEvent, InboxState, Payment
from project.payments.operations.refunds import find_refund_for, update_refund
from project.payments.operations.settlement import settle

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
    """The object belongs to somebody else who shares the Stripe account, or to nobody."""


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
    stored = InboxEvent(event_id=notice.id, type=notice.type, api_version=notice.api_version, body=notice.body)
    InboxEvent.objects.bulk_create([stored], ignore_conflicts=True)
    wake("jobs.payments.work_inbox")


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
    work = _WORK.get(event.type)
    if work is None:
        return _close(event, InboxState.IGNORED, "Nothing follows from this type.")
    try:
        work(event.body["data"]["object"], on_paid)
    except (NotOurs, GatewayMissing) as reason:
        return _close(event, InboxState.IGNORED, str(reason))
    except Exception as error:  # noqa: BLE001 - whatever it is, the webhook is kept
        return _put_off(event, error)
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


def _settle_session(body: dict[str, Any], on_paid: OnPaid) -> None:
    mark = body.get("client_reference_id") or (body.get("metadata") or {}).get("attempt")
    attempt = _attempt(Q(session_id=body["id"]) | _marked(mark))
    _settle(attempt, on_paid, session_id=body["id"])


def _settle_intent(body: dict[str, Any], on_paid: OnPaid) -> None:
    _settle(_attempt(_marked((body.get("metadata") or {}).get("attempt"))), on_paid)


def _settle(attempt: Attempt, on_paid: OnPaid, session_id: str | None = None) -> None:
    payment = settle(attempt=attempt, session_id=session_id)
    if payment is not None:
        on_paid(payment)


def _follow_refund(body: dict[str, Any], _on_paid: OnPaid) -> None:
    answer = gateway().get_refund(body["id"])
    refund = find_refund_for(answer)
    if refund is None:
        raise NotOurs("A refund that we did not start.")
    update_refund(refund=refund, answer=answer)


def _attempt(condition: Q) -> Attempt:
    attempt = Attempt.objects.filter(condition).first()
    if attempt is None:
        raise NotOurs("No attempt of ours.")
    return attempt


def _marked(mark: str | None) -> Q:
    try:
        return Q(public_id=UUID(mark or ""))
    except ValueError:
        return Q(pk__in=[])


_WORK: dict[str, Callable[[dict[str, Any], OnPaid], None]] = {
    "checkout.session.completed": _settle_session,
    "checkout.session.async_payment_succeeded": _settle_session,
    "checkout.session.async_payment_failed": _settle_session,
    "checkout.session.expired": _settle_session,
    "payment_intent.succeeded": _settle_intent,
    "refund.created": _follow_refund,
    "refund.updated": _follow_refund,
    "refund.failed": _follow_refund,
}
