"""Deciding about money that belongs to nothing we know: whose it is, or that it goes back."""

import logging
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from project.events.operations import publish
from project.identity.models import User
from project.kernel import clock
from project.kernel.errors import GatewayError, Refusal
from project.kernel.locks import take_due
from project.kernel.transactions import outside_transaction, transaction
from project.kernel.wake import wake
from project.payments.gateways import gateway
from project.payments.gateways.gateway import GatewayRefund, GatewayRefused, RefundProgress
from project.payments.locks import lock_attempt, lock_payment, lock_suspense
from project.payments.models import (
    Attempt,
    AttemptState,
    Dispute,
    Payment,
    SuspenseItem,
    SuspenseState,
)
from project.payments.operations.books import post_returned, release_item, unpost_returned
from project.payments.operations.refunds import start_refund
from project.payments.queries import is_posted, left_in_suspense, refundable

logger = logging.getLogger(__name__)

FIRST_WAIT = timedelta(seconds=60)


class SuspenseDecided(Refusal):
    """Somebody has decided about this money already, or part of it has gone back by itself."""

    code = "suspense_decided"
    message = _("Somebody has decided about this money already. Look at it again.")


class AttemptTakesOther(Refusal):
    """The request it is matched to asked for another amount, or is paid already."""

    code = "attempt_takes_other"
    message = _("That request is paid already, or asked for another amount. Name the person and what it is for.")


@transaction()
def match_suspense(
    *,
    item: SuspenseItem,
    by: User,
    attempt: Attempt | None = None,
    payer: User | None = None,
    subject: str = "",
    description: str = "",
) -> Payment:
    """Say whose money it is, and give the payment that it becomes.

    Named with an attempt, it counts as that attempt's money and whatever was asked for follows from it. Named with a
    payer and a subject, it stands to the payer's credit. Money of a known payer needs neither: it becomes theirs.

    Raises: SuspenseDecided; AttemptTakesOther. Locks: the attempt, the payment, the item.
    """
    if attempt is not None:
        attempt = lock_attempt(attempt.pk)
        if attempt.state == AttemptState.SUCCEEDED or attempt.amount != item.amount:
            raise AttemptTakesOther
    item = _locked_open(item)
    if attempt is not None and item.payment is not None:
        raise AttemptTakesOther
    payment = item.payment or _payment_for(item, attempt or _afterwards(item, payer, subject, description))
    release_item(item, payment, by=by)
    Dispute.objects.filter(suspense=item, payment=None).update(payment=payment)
    if attempt is not None:
        _settle_by_hand(attempt, payment)
    return payment


@transaction()
def return_suspense(*, item: SuspenseItem, by: User) -> SuspenseItem:
    """Owe the money to wherever it came from; a job sends it at once.

    Raises: SuspenseDecided. Locks: the payment if there is one, then the item.
    """
    if item.payment_id is not None:
        lock_payment(item.payment_id)
    item = _locked_open(item, partly=True)
    if item.payment is not None:
        _refund_payer(item, item.payment, by)
        return item
    item.state, item.resolved_by, item.resolved_at = SuspenseState.RETURNING, by, clock.now()
    item.tries, item.next_try_at, item.last_error = 0, clock.now(), ""
    item.save(update_fields=["state", "resolved_by", "resolved_at", "tries", "next_try_at", "last_error"])
    wake("jobs.payments.send_returns")
    return item


@outside_transaction()
def send_returns() -> int:
    """Send back what staff decided to send back, and say how much of it left. What nobody answers for stays owed."""
    owed = SuspenseItem.objects.filter(state=SuspenseState.RETURNING)
    return sum(_send(item) for item in take_due(owed, first_wait=FIRST_WAIT))


@outside_transaction()
def record_return(*, item: SuspenseItem, answer: GatewayRefund) -> bool:
    """Note how money of an item went back, by our doing or by hand, and say whether that was news. Locks: the item."""
    with transaction():
        item, source = lock_suspense(item.pk), f"stripe:{answer.id}"
        stood = is_posted(source, "suspense.returned"), is_posted(source, "suspense.returned.reversed")
        if answer.progress is RefundProgress.FAILED:
            unpost_returned(refund_id=answer.id)
        else:
            post_returned(item, refund_id=answer.id, amount=answer.amount)
        _close_or_reopen(item, problem=answer.problem)
        return stood != (is_posted(source, "suspense.returned"), is_posted(source, "suspense.returned.reversed"))


def _locked_open(item: SuspenseItem, *, partly: bool = False) -> SuspenseItem:
    """Lock an item that nobody has decided about; only a return may take what is left of one."""
    item = lock_suspense(item.pk)
    left = left_in_suspense(item)
    if item.state != SuspenseState.OPEN or not left or (left != item.amount and not partly):
        raise SuspenseDecided
    return item


def _payment_for(item: SuspenseItem, attempt: Attempt) -> Payment:
    return Payment.objects.create(
        attempt=attempt,
        payer=attempt.payer,
        subject=attempt.subject,
        amount_paise=item.amount_paise,
        currency=item.currency,
        intent_id=item.intent_id,
        method=item.method,
        paid_at=item.arrived_at,
    )


def _afterwards(item: SuspenseItem, payer: User | None, subject: str, description: str) -> Attempt:
    """Write the request that nobody made: every payment has one."""
    if payer is None or not subject:
        raise ValueError("Name the attempt, or the payer and what the money is for.")
    return Attempt.objects.create(
        payer=payer,
        subject=subject,
        description=description or str(item.get_why_display()),
        amount_paise=item.amount_paise,
        currency=item.currency,
        state=AttemptState.SUCCEEDED,
        is_settled=True,
        gateway_key=item.subject,
        request={},
        open_until=item.arrived_at,
    )


def _settle_by_hand(attempt: Attempt, payment: Payment) -> None:
    """Let the attempt's own page be closed still, and whatever was asked for follow from the money."""
    attempt.state = AttemptState.SUCCEEDED
    attempt.save(update_fields=["state"])
    mark = {"attempt": str(attempt.public_id), "subject": attempt.subject}
    body = mark | {"payment": str(payment.public_id), "amount_paise": payment.amount_paise}
    publish(type="payment.succeeded", key=f"attempt:{attempt.pk}", payload=body)
    wake("jobs.payments.settle_then_confirm", attempt.pk)


def _refund_payer(item: SuspenseItem, payment: Payment, by: User) -> None:
    release_item(item, payment, by=by)
    reason = "The amount is not the one we asked for."
    start_refund(payment=payment, amount=refundable(payment), reason=reason, key=item.subject)


def _send(item: SuspenseItem) -> bool:
    try:
        return record_return(item=item, answer=_ask(item))
    except GatewayRefused as error:
        logger.error("The gateway refused to send back %s: %s", item.public_id, error)
        SuspenseItem.objects.filter(pk=item.pk).update(state=SuspenseState.OPEN, last_error=str(error))
    except GatewayError as error:
        logger.warning("Unmatched money %s is still owed back: %s", item.public_id, error)
        SuspenseItem.objects.filter(pk=item.pk).update(last_error=str(error))
    return False


def _ask(item: SuspenseItem) -> GatewayRefund:
    """Send what is left. A later try first looks for a trace, for keys are forgotten in a day.

    Each decision has a name of its own: what a bank sent back may be sent once more.
    """
    decision = f"{item.subject}:{item.resolved_at:%Y%m%d%H%M%S}"
    made = gateway().find_refund(intent_id=item.intent_id, reference=decision) if item.tries > 1 else None
    left = left_in_suspense(item)
    return made or gateway().refund(key=decision, intent_id=item.intent_id, amount=left, reference=decision)


def _close_or_reopen(item: SuspenseItem, *, problem: str) -> None:
    is_empty = not left_in_suspense(item)
    if is_empty and item.state != SuspenseState.MATCHED:
        item.state = SuspenseState.RETURNED
    elif problem and item.state in {SuspenseState.RETURNED, SuspenseState.RETURNING}:
        item.state = SuspenseState.OPEN
    item.last_error = problem
    item.save(update_fields=["state", "last_error"])
