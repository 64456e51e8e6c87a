"""Writing down what came of a page that saves a method: once, whoever asks."""

from uuid import UUID

from project.events.operations import publish
from project.kernel.transactions import outside_transaction, transaction
from project.payments.gateways.saving import GatewayMandate, GatewayMethod, Setup, SetupProgress
from project.payments.locks import lock_methods, lock_setup
from project.payments.models import (
    OPEN_SETUPS,
    Mandate,
    MandateState,
    MethodState,
    SavedMethod,
    SetupAttempt,
    SetupState,
)


@outside_transaction()
def record_setup(*, attempt_id: int, setup: Setup | None) -> SavedMethod | None:
    """Write down how the page of a try stands. None as `setup` means that there never was one.

    Locks: the try, then its person's methods. After commit: `method.saved` and `mandate.<state>` are told.
    """
    with transaction():
        attempt = lock_setup(attempt_id)
        if setup is not None and attempt.setup_id is None:
            attempt.setup_id = setup.id
        if setup is not None and setup.progress is SetupProgress.SAVED and setup.method is not None:
            return _record_saved(attempt, setup.method, setup.mandate)
        if setup is None or setup.progress is SetupProgress.CLOSED:
            _end(attempt, SetupState.CLOSED)
    return None


def setup_marked(setup_id: str, mark: str) -> SetupAttempt | None:
    """Give the try that a page belongs to; a mark that is no id was not made by us."""
    known = SetupAttempt.objects.filter(setup_id=setup_id).first()
    try:
        return known or SetupAttempt.objects.filter(public_id=UUID(mark)).first()
    except ValueError:
        return None


def _record_saved(attempt: SetupAttempt, answer: GatewayMethod, granted: GatewayMandate | None) -> SavedMethod:
    known = SavedMethod.objects.filter(gateway_id=answer.id).first()
    method = known or _save_method(attempt, answer)
    if granted is not None and method.state == MethodState.ACTIVE:
        _save_mandate(attempt, method, granted)
    _end(attempt, SetupState.SAVED)
    return method


def _save_method(attempt: SetupAttempt, answer: GatewayMethod) -> SavedMethod:
    """Write down a new method; the first one that somebody has is the one used first."""
    others = lock_methods(attempt.person)
    method = SavedMethod.objects.create(
        person=attempt.person,
        gateway_id=answer.id,
        kind=answer.kind,
        brand=answer.brand,
        last4=answer.last4,
        expires_month=answer.expires_month,
        expires_year=answer.expires_year,
        is_default=not any(other.state == MethodState.ACTIVE for other in others),
    )
    publish(type="method.saved", key=f"method:{method.pk}", payload={"method": str(method.public_id)})
    return method


def _save_mandate(attempt: SetupAttempt, method: SavedMethod, granted: GatewayMandate) -> None:
    mandate, is_new = Mandate.objects.get_or_create(
        gateway_id=granted.id,
        defaults={
            "method": method,
            "max_paise": attempt.max_paise,
            "currency": attempt.currency,
            "interval": attempt.interval,
            "state": MandateState(granted.progress.value),
        },
    )
    if is_new:
        publish_mandate(mandate)


def publish_mandate(mandate: Mandate) -> None:
    """Tell how a mandate stands."""
    body: dict[str, object] = {"mandate": str(mandate.public_id), "method": str(mandate.method.public_id)}
    publish(type=f"mandate.{mandate.state}", key=f"method:{mandate.method_id}", payload=body)


def _end(attempt: SetupAttempt, state: SetupState) -> None:
    """Close a try; a method that was saved after all wins, nothing else moves one that has ended."""
    is_open = attempt.state in OPEN_SETUPS
    if is_open or (state == SetupState.SAVED and attempt.state != SetupState.SAVED):
        attempt.state = state
    attempt.is_settled, attempt.last_error = True, ""
    attempt.save(update_fields=["state", "is_settled", "last_error", "setup_id"])
