"""Saved methods, made the way the product makes them; needs the `fake_gateway` fixture."""

from typing import Any

from project.identity.models import User
from project.kernel.money import Money
from project.payments import operations
from project.payments.gateways import gateway
from project.payments.gateways.saving import MandateProgress
from project.payments.models import Attempt, Interval, Mandate, SavedMethod, SetupAttempt
from tests.factories.identity import create_tenant
from tests.factories.payments import new_subject

LIMIT = Money(12_000_00)
RENT = Money(8_500_00)


def start_saving(*, by: User | None = None, limit: Money = LIMIT, **changes: Any) -> SetupAttempt:
    """An open page that saves a method."""
    asked: dict[str, Any] = {"return_path": "/account/payment-methods/{id}/return/", **changes}
    return operations.start_saving_method(by=by or create_tenant(), limit=limit, **asked)


def create_method(
    *,
    by: User | None = None,
    limit: Money = LIMIT,
    interval: Interval = Interval.SPORADIC,
    progress: MandateProgress = MandateProgress.ACTIVE,
    last4: str = "0123",
) -> SavedMethod:
    """A saved card with its mandate."""
    attempt = start_saving(by=by, limit=limit, interval=interval)
    gateway().save(attempt.setup_id, progress=progress, last4=last4)  # type: ignore[attr-defined]
    method = operations.settle_setup(attempt=attempt)
    assert method is not None
    return method


def mandate_of(method: SavedMethod) -> Mandate:
    """The one mandate of a method."""
    return Mandate.objects.get(method=method)


def charge(method: SavedMethod, *, amount: Money = RENT, subject: str = "", by: User | None = None) -> Attempt:
    """A charge of a saved method, announced by its bank."""
    return operations.charge_saved_method(
        by=by or method.person,
        method=method,
        subject=subject or new_subject(),
        description="Rent for December",
        amount=amount,
    )
