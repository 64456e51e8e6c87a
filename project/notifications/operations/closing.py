"""What became of a try: the delivery's state and its reason, and which provider is left alone for a while."""

from datetime import timedelta

from django.db.models import F

from project.kernel import clock
from project.kernel.fields import NivasNow
from project.kernel.locks import wait_after
from project.kernel.transactions import transaction
from project.notifications.gateways.failing import is_no_mailbox, is_refused_by_policy
from project.notifications.models import Delivery, DeliveryState, Outage
from project.notifications.operations.addresses import suppress
from project.notifications.rules import without_secrets

FIRST_REST = timedelta(seconds=20)
LONGEST_REST = timedelta(minutes=5)


@transaction()
def close(delivery: Delivery, state: DeliveryState, reason: str) -> None:
    """Write down what became of a delivery, and of everything that went with it in one daily mail."""
    sent_at = NivasNow() if state is DeliveryState.SENT else None
    kept = without_secrets(delivery.context)
    done = {"state": state, "last_error": reason[:500], "sent_at": sent_at}
    Delivery.objects.filter(pk=delivery.pk).update(context=kept, **done)
    Delivery.objects.filter(digest=delivery.pk).update(**done)


def put_off(delivery: Delivery, error: Exception, *, is_last: bool) -> None:
    """Leave it for the next try with the reason, or end it: after the last try, and where there is no such mailbox."""
    reason = f"{type(error).__name__}: {error}"[:500]
    if is_no_mailbox(error):
        close(delivery, DeliveryState.FAILED, reason)
        if not is_refused_by_policy(error):
            _remember_address(delivery, reason)
    elif is_last:
        close(delivery, DeliveryState.FAILED, reason)
    else:
        Delivery.objects.filter(pk=delivery.pk).update(last_error=reason)


def rest(provider: str, error: Exception) -> None:
    """Leave a provider alone that does not answer: 20 seconds, then longer, five minutes at most."""
    known = Outage.objects.filter(pk=provider).first()
    wait = min(wait_after(known.tries if known else 0, FIRST_REST), LONGEST_REST)
    said = {"reason": f"{type(error).__name__}: {error}"[:300], "next_try_at": clock.now() + wait}
    if known is None:
        Outage.objects.create(pk=provider, **said)
    else:
        Outage.objects.filter(pk=provider).update(tries=F("tries") + 1, **said)


def end_outage(provider: str) -> None:
    """Somebody answered."""
    Outage.objects.filter(pk=provider).delete()


@transaction()
def _remember_address(delivery: Delivery, reason: str) -> None:
    suppress(address=delivery.goes_to, reason=reason, person=delivery.to)
