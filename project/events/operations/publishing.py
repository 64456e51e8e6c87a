"""Writing an event down."""

from collections.abc import Mapping

from project.events.models import Event
from project.events.registry import declared
from project.kernel.transactions import transaction_required


@transaction_required()
def publish(*, type: str, key: str, payload: Mapping[str, object]) -> None:
    """Write an event in the caller's transaction, so that the fact and its news are one.

    The caller holds the row lock of the aggregate that `key` names until it commits: that makes the key's
    order its history. The payload holds public ids and paise only, exactly as its domain's `event_types.py` says.

    Raises: TypeUndeclared; PayloadDiffers. Both are mistakes of ours, never of a person.
    """
    kind = declared(type)
    kind.check(key, payload)
    Event.objects.create(type=type, version=kind.version, key=key, payload=dict(payload))
