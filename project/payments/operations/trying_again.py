"""What staff can do about something that is owed to the outside world and does not move: try it again at once."""

from django.utils.translation import gettext_lazy as _

from project.kernel import clock
from project.kernel.errors import Refusal
from project.kernel.transactions import transaction
from project.kernel.wake import wake
from project.payments.locks import lock_refund
from project.payments.models import InboxEvent, InboxState, Refund, RefundState
from project.payments.operations.refunds import start_refund

MOVING = [RefundState.STARTED, RefundState.SENT]


class NothingToTry(Refusal):
    """It is over, one way or the other."""

    code = "nothing_to_try"
    message = _("There is nothing left to try here. Look at it again.")


@transaction()
def hurry_refund(*, refund: Refund) -> None:
    """Have a refund that is under way sent, or asked after, at once instead of at its next turn.

    Raises: NothingToTry. Locks: the payment, then the refund. After commit: the job is awake.
    """
    refund = lock_refund(refund.pk)
    if refund.state not in MOVING:
        raise NothingToTry
    Refund.objects.filter(pk=refund.pk).update(next_try_at=clock.now())
    wake("jobs.payments.send_refunds")


@transaction()
def repeat_refund(*, refund: Refund) -> Refund:
    """Owe once more what a bank sent back, as a refund of its own; the failed one stays as it is.

    The same failed refund is repeated once, however often it is asked for.

    Raises: NothingToTry; RefundTooLarge. Locks: the payment, then the refund. After commit: `refund.started` is told, the job is awake.
    """
    refund = lock_refund(refund.pk)
    if refund.state != RefundState.FAILED:
        raise NothingToTry
    return start_refund(
        payment=refund.payment, amount=refund.amount, reason=refund.reason, key=f"again:{refund.public_id}"
    )


@transaction()
def hurry_webhook(*, event: InboxEvent) -> None:
    """Have a webhook that failed or waits worked on again at once, with all its tries.

    Raises: NothingToTry. After commit: the job is awake.
    """
    open_again = InboxEvent.objects.filter(pk=event.pk, state__in=[InboxState.NEW, InboxState.FAILED])
    if not open_again.update(state=InboxState.NEW, tries=0, next_try_at=clock.now()):
        raise NothingToTry
    wake("jobs.payments.work_inbox")
