"""Money going back: owed from the moment the row stands, sent by a job, followed until it arrived."""

import logging
from datetime import timedelta
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from project.events.operations import publish
from project.kernel.errors import GatewayError, Refusal
from project.kernel.formats import format_money
from project.kernel.locks import take_due
from project.kernel.money import Money
from project.kernel.transactions import outside_transaction, transaction, transaction_required
from project.kernel.wake import wake
from project.payments.gateways import gateway
from project.payments.gateways.gateway import GatewayRefund, GatewayRefused
from project.payments.locks import lock_payment, lock_refund
from project.payments.models import Payment, Refund, RefundState
from project.payments.operations.books import post_refund, release_to_payer, unpost_refund
from project.payments.queries import refundable
from project.payments.rules import refund_may_become

logger = logging.getLogger(__name__)

FIRST_WAIT = timedelta(seconds=60)


class RefundIsNothing(Refusal):
    """Nothing, or less than nothing, cannot go back."""

    code = "refund_is_nothing"
    message = _("Say how much is to go back.")


class RefundCurrencyDiffers(Refusal):
    """Money goes back as what it came in."""

    code = "refund_currency_differs"
    message = _("This payment came in %(currency)s and can only go back in %(currency)s.")


class RefundTooLarge(Refusal):
    """More would go back than came in."""

    code = "refund_too_large"
    message = _("Only %(left)s of this payment can still be refunded.")


@transaction_required()
def start_refund(*, payment: Payment, amount: Money, reason: str, key: str) -> Refund:
    """Owe the payer an amount of a payment; a job sends it at once and follows it.

    The same key gives the same refund, so a caller that repeats itself sends the money once.

    Raises: RefundIsNothing, RefundCurrencyDiffers, RefundTooLarge. Locks: the payment, and its suspense item. After commit: `refund.started` is told, the job is awake.
    """
    lock_payment(payment.pk)
    known = Refund.objects.filter(gateway_key=f"ref:{key}").first()
    if known is not None:
        return known
    _check_amount(payment, amount)
    release_to_payer(payment)
    refund = Refund.objects.create(
        payment=payment, amount_paise=amount.paise, reason=reason[:200], gateway_key=f"ref:{key}"
    )
    _publish(refund)
    wake("jobs.payments.send_refunds")
    return refund


@outside_transaction()
def send_refunds() -> int:
    """Send the refunds that are owed, ask after those under way, and say how many got further.

    What nobody answers for stays owed. A definite no makes the refund failed, for a person to look at.
    """
    under_way = Refund.objects.filter(state__in=[RefundState.STARTED, RefundState.SENT]).select_related("payment")
    return sum(_carry(refund) for refund in take_due(under_way, first_wait=FIRST_WAIT))


@outside_transaction()
def update_refund(*, refund: Refund, answer: GatewayRefund) -> bool:
    """Write down how a refund stands and say whether it got further; it never goes back.

    Locks: the payment, then the refund.
    """
    with transaction():
        refund = lock_refund(refund.pk)
        return _move(refund, answer)


def find_refund_for(answer: GatewayRefund) -> Refund | None:
    """Give our refund that the gateway speaks of, also when a crash kept us from noting its id."""
    ours = Refund.objects.filter(gateway_id=answer.id).first()
    if ours is None and answer.reference:
        ours = Refund.objects.filter(_has_public_id(answer.reference)).first()
    return ours


def _check_amount(payment: Payment, amount: Money) -> None:
    if amount.paise <= 0:
        raise RefundIsNothing
    if amount.currency != payment.currency:
        raise RefundCurrencyDiffers(currency=payment.currency)
    left = refundable(payment)
    if amount > left:
        raise RefundTooLarge(left=format_money(left))


def _carry(refund: Refund) -> bool:
    try:
        return update_refund(refund=refund, answer=_ask(refund))
    except GatewayRefused as error:
        return _give_up(refund, error)
    except GatewayError as error:
        Refund.objects.filter(pk=refund.pk).update(last_error=str(error))
        logger.warning("Refund %s is still owed: %s", refund.public_id, error)
        return False


def _ask(refund: Refund) -> GatewayRefund:
    """Read what is known, else send it. A later try first looks for a trace, for keys are forgotten in a day."""
    if refund.gateway_id:
        return gateway().get_refund(refund.gateway_id)
    intent_id, reference = refund.payment.intent_id, str(refund.public_id)
    made = gateway().find_refund(intent_id=intent_id, reference=reference) if refund.tries > 1 else None
    return made or gateway().refund(
        key=refund.gateway_key, intent_id=intent_id, amount=refund.amount, reference=reference
    )


def _give_up(refund: Refund, error: GatewayRefused) -> bool:
    logger.error("The gateway refused refund %s: %s", refund.public_id, error)
    with transaction():
        refund = lock_refund(refund.pk)
        refund.last_error = str(error)
        return _step(refund, RefundState.FAILED)


def _move(refund: Refund, answer: GatewayRefund) -> bool:
    refund.gateway_id = refund.gateway_id or answer.id
    refund.reference = answer.bank_reference or refund.reference
    refund.last_error = answer.problem
    return _step(refund, RefundState(answer.progress.value))


def _step(refund: Refund, state: RefundState) -> bool:
    moves = refund_may_become(refund.state, state)
    refund.state = state if moves else refund.state
    refund.save(update_fields=["state", "gateway_id", "reference", "last_error"])
    if moves:
        _post(refund)
        _publish(refund)
    return moves


def _post(refund: Refund) -> None:
    if refund.state == RefundState.FAILED:
        unpost_refund(refund)
    else:
        post_refund(refund)


def _publish(refund: Refund) -> None:
    body: dict[str, object] = {
        "refund": str(refund.public_id),
        "payment": str(refund.payment.public_id),
        "subject": refund.payment.subject,
        "amount_paise": refund.amount_paise,
    }
    publish(type=f"refund.{refund.state}", key=f"payment:{refund.payment_id}", payload=body)


def _has_public_id(text: str) -> Q:
    """Match the mark; one that is no UUID was not made by us."""
    try:
        return Q(public_id=UUID(text))
    except ValueError:
        return Q(pk__in=[])
