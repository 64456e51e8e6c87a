"""What becomes of a saved method: used first, removed by its person, ended by their bank."""

import logging
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from project.events.operations import publish
from project.identity.models import User
from project.kernel.errors import GatewayError, Refusal
from project.kernel.fields import NivasNow
from project.kernel.locks import take_due
from project.kernel.transactions import outside_transaction, transaction
from project.kernel.wake import wake
from project.payments.gateways import gateway
from project.payments.locks import lock_mandate, lock_methods
from project.payments.models import LIVE_MANDATES, Mandate, MandateState, MethodState, SavedMethod
from project.payments.operations.saved import publish_mandate
from project.payments.rules import mandate_may_become

logger = logging.getLogger(__name__)

FIRST_WAIT = timedelta(seconds=60)


class MethodGone(Refusal):
    """The method was removed, or is somebody else's."""

    code = "method_gone"
    message = _("This payment method is no longer saved.")


@transaction()
def use_first(*, by: User, method: SavedMethod) -> None:
    """Make a method the one that is used first; there is one per person.

    Raises: MethodGone. Locks: the person's methods.
    """
    mine = _locked(by, method)
    SavedMethod.objects.filter(person=by, is_default=True).exclude(pk=mine.pk).update(is_default=False)
    SavedMethod.objects.filter(pk=mine.pk).update(is_default=True)


@transaction()
def remove_method(*, by: User, method: SavedMethod) -> None:
    """Use a method no more, end its mandates, and owe its removal to the gateway.

    The newest of the others becomes the one used first, when this was it.

    Raises: MethodGone. Locks: the person's methods, then the mandates. After commit: a job removes it at the gateway;
    `method.removed` is told.
    """
    mine = _locked(by, method)
    _remove(mine)
    wake("jobs.payments.detach_methods")


@outside_transaction()
def detach_methods() -> int:
    """Remove at the gateway what people have removed here, and say how many are gone for good."""
    owed = SavedMethod.objects.filter(state=MethodState.REMOVED, is_detached=False)
    return sum(_detach(method) for method in take_due(owed, first_wait=FIRST_WAIT))


@outside_transaction()
def follow_method(*, method_id: str) -> None:
    """Read a method again: its expiry may be new, or it was removed without us. Unknown ones are not ours.

    Raises: GatewayError.
    """
    known = SavedMethod.objects.filter(gateway_id=method_id).select_related("person").first()
    if known is None:
        return
    answer = gateway().get_method(method_id)
    with transaction():
        lock_methods(known.person)
        known.refresh_from_db()
        if not answer.is_attached:
            _removed_elsewhere(known)
            return
        known.expires_month, known.expires_year = answer.expires_month, answer.expires_year
        known.last4 = answer.last4 or known.last4
        known.save(update_fields=["expires_month", "expires_year", "last4"])


@outside_transaction()
def follow_mandate(*, mandate_id: str) -> None:
    """Read a mandate again and write down what the bank says; it never goes back. Unknown ones are not ours.

    Raises: GatewayError.
    """
    known = Mandate.objects.filter(gateway_id=mandate_id).first()
    if known is None:
        return
    answer = gateway().get_mandate(mandate_id)
    with transaction():
        mandate = lock_mandate(known.pk)
        _move(mandate, MandateState(answer.progress.value))


def _locked(by: User, method: SavedMethod) -> SavedMethod:
    mine = next((row for row in lock_methods(by) if row.pk == method.pk), None)
    if mine is None or mine.state != MethodState.ACTIVE:
        raise MethodGone
    return mine


def _remove(method: SavedMethod) -> None:
    was_first, method.is_default, method.state = method.is_default, False, MethodState.REMOVED
    method.next_try_at = NivasNow()
    method.save(update_fields=["state", "is_default", "next_try_at"])
    for mandate in Mandate.objects.filter(method=method, state__in=LIVE_MANDATES).order_by("pk"):
        _move(lock_mandate(mandate.pk), MandateState.INACTIVE)
    if was_first:
        _use_another_first(method.person_id)
    publish(type="method.removed", key=f"method:{method.pk}", payload={"method": str(method.public_id)})


def _use_another_first(person_id: int) -> None:
    left = SavedMethod.objects.filter(person_id=person_id, state=MethodState.ACTIVE).order_by("-pk").first()
    if left is not None:
        SavedMethod.objects.filter(pk=left.pk).update(is_default=True)


def _removed_elsewhere(method: SavedMethod) -> None:
    if method.state == MethodState.ACTIVE:
        _remove(method)
    SavedMethod.objects.filter(pk=method.pk).update(is_detached=True, last_error="")


def _detach(method: SavedMethod) -> bool:
    try:
        gateway().detach_method(method.gateway_id)
    except GatewayError as error:
        SavedMethod.objects.filter(pk=method.pk).update(last_error=str(error))
        logger.warning("The removal of method %s is still owed: %s", method.public_id, error)
        return False
    SavedMethod.objects.filter(pk=method.pk).update(is_detached=True, last_error="")
    return True


def _move(mandate: Mandate, state: MandateState) -> None:
    if mandate_may_become(mandate.state, state):
        mandate.state = state
        mandate.save(update_fields=["state"])
        publish_mandate(mandate)
