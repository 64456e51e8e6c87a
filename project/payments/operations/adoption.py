"""Taking in what the gateway knows and we do not: lost records, foreign money, refunds made by hand."""

from collections.abc import Callable
from enum import StrEnum
from uuid import UUID

from django.db import IntegrityError

from project.kernel.transactions import outside_transaction, transaction
from project.kernel.triggers import constraint_name
from project.payments.gateways import gateway
from project.payments.gateways.gateway import Capture, GatewayRefund, GatewayUnclear, RefundProgress
from project.payments.locks import lock_payment
from project.payments.models import Attempt, Payment, Refund, RefundState, SuspenseItem
from project.payments.operations.books import post_fee, release_to_payer
from project.payments.operations.refunds import find_refund_for, update_refund
from project.payments.operations.settlement import record_capture, settle
from project.payments.operations.suspending import suspend_capture
from project.payments.operations.suspense import record_return
from project.payments.queries import attempt_marked

OnPaid = Callable[[Payment], object]
REASON = "Made at the payment provider, not by us."


class Adopted(StrEnum):
    """What became of something the gateway told."""

    KNOWN = "known"
    PAYMENT = "payment"
    FEE = "fee"
    SUSPENDED = "suspended"
    REFUND = "refund"
    MOVED = "moved"


@outside_transaction()
def adopt_capture(capture: Capture, *, on_paid: OnPaid) -> Adopted:
    """Give money its place: the payment it is, the attempt that asked for it, or the suspense list.

    `on_paid` is called with a payment that was not known before. Safe to repeat.

    Raises: GatewayUnclear while the page it was paid on is not over; GatewayError.
    """
    known = _known_money(capture.intent_id)
    if known is not None:
        return _learn_fee(known, capture)
    attempt = attempt_marked(capture.reference)
    if attempt is not None:
        return _adopt_for(attempt, capture, on_paid)
    with transaction():
        item = suspend_capture(capture)
        post_fee(of=item, fee=capture.fee, at=capture.paid_at)
    return Adopted.SUSPENDED


@outside_transaction()
def adopt_refund(answer: GatewayRefund, *, on_paid: OnPaid) -> Adopted:
    """Give a refund its place, whoever made it: ours, made by hand, or of money that belongs to nothing we know.

    Raises: GatewayUnclear while a refund of ours is under way that leaves no room for it; GatewayError.
    """
    ours = find_refund_for(answer)
    if ours is not None:
        return Adopted.MOVED if update_refund(refund=ours, answer=answer) else Adopted.KNOWN
    money = _known_money(answer.intent_id) or _bring_in(answer.intent_id, on_paid)
    if isinstance(money, Payment):
        made = _refund_row(money, answer)
        update_refund(refund=made, answer=answer)
        return Adopted.REFUND
    return Adopted.REFUND if record_return(item=money, answer=answer) else Adopted.KNOWN


def known_capture(intent_id: str) -> Payment | SuspenseItem | None:
    """Give what we know of the money of an intent."""
    return _known_money(intent_id)


@outside_transaction()
def bring_in(intent_id: str, *, on_paid: OnPaid) -> Payment | SuspenseItem:
    """Give what we know of the money of an intent, after asking for it when we know nothing."""
    return _known_money(intent_id) or _bring_in(intent_id, on_paid)


def _known_money(intent_id: str) -> Payment | SuspenseItem | None:
    payment = Payment.objects.filter(intent_id=intent_id).select_related("payer").first()
    return payment or SuspenseItem.objects.filter(intent_id=intent_id).first()


def _bring_in(intent_id: str, on_paid: OnPaid) -> Payment | SuspenseItem:
    capture = gateway().get_capture(intent_id)
    if capture is not None:
        adopt_capture(capture, on_paid=on_paid)
    money = _known_money(intent_id)
    if money is None:
        raise GatewayUnclear(f"There is no money behind {intent_id} yet.")
    return money


def _learn_fee(money: Payment | SuspenseItem, capture: Capture) -> Adopted:
    with transaction():
        is_new = post_fee(of=_arrived_as(money), fee=capture.fee, at=capture.paid_at)
    return Adopted.FEE if is_new else Adopted.KNOWN


def _arrived_as(money: Payment | SuspenseItem) -> Payment | SuspenseItem:
    """A fee belongs to the arrival, and a payment that was matched later arrived as a suspense item."""
    if isinstance(money, Payment):
        return SuspenseItem.objects.filter(payment=money).select_related("payment").first() or money
    return money


def _adopt_for(attempt: Attempt, capture: Capture, on_paid: OnPaid) -> Adopted:
    """Record money that carries the mark of an attempt; a second payment for it is a payment too, and goes back."""
    payment = settle(attempt=attempt)
    if payment is None or payment.intent_id != capture.intent_id:
        attempt.refresh_from_db()
        if attempt.is_live:
            raise GatewayUnclear(f"The page of attempt {attempt.public_id} is not over yet.")
        payment = record_capture(attempt_id=attempt.pk, capture=capture)
    if payment is not None:
        on_paid(payment)
    return Adopted.PAYMENT


def _refund_row(payment: Payment, answer: GatewayRefund) -> Refund:
    """Write down a refund that was made without us; one whose record was lost gets its own name and key back.

    One that has come to nothing begins failed: it takes none of the room that our own refunds need.
    """
    has_failed = answer.progress is RefundProgress.FAILED
    try:
        with transaction():
            lock_payment(payment.pk)
            # Another message may have told of it while we waited.
            if (known := find_refund_for(answer)) is not None:
                return known
            if not has_failed:
                release_to_payer(payment)
            return Refund.objects.create(
                **_name_of(answer),
                state=RefundState.FAILED if has_failed else RefundState.STARTED,
                payment=payment,
                amount_paise=answer.amount.paise,
                reason=REASON,
                gateway_key=answer.key or f"hand:{answer.id}",
                gateway_id=answer.id,
            )
    except IntegrityError as error:
        if constraint_name(error) != "refunds_never_exceed_their_payment":
            raise
        raise GatewayUnclear(f"Refund {answer.id} is more than what our own refunds leave.") from error


def _name_of(answer: GatewayRefund) -> dict[str, UUID]:
    try:
        return {"public_id": UUID(answer.reference)}
    except ValueError:
        return {}
