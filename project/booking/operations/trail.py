"""What every change of a booking leaves behind: who did it, and the news of it."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING

import pghistory

from project.booking.models import Booking, WaitlistEntry
from project.events.operations import publish
from project.kernel.transactions import transaction_required

if TYPE_CHECKING:
    from project.identity.models import User
    from project.payments.models import Payment


def acting(by: User | None) -> AbstractContextManager[object]:
    """Have history name the person behind these changes; nobody for a job."""
    return pghistory.context(user=by.pk) if by else nullcontext()


@transaction_required()
def publish_state(booking: Booking) -> None:
    """Tell that a booking is now in its state. The caller holds the booking's lock."""
    publish(type=f"booking.{booking.state}", key=f"booking:{booking.pk}", payload=_payload(booking))


@transaction_required()
def publish_money_returned(booking: Booking, payment: Payment) -> None:
    """Tell that money came for a booking which could not take it, and goes back in full."""
    payload = _payload(booking) | {"payment": str(payment.public_id), "paid_paise": payment.amount_paise}
    publish(type="booking.money_returned", key=f"booking:{booking.pk}", payload=payload)


@transaction_required()
def publish_place(entry: WaitlistEntry) -> None:
    """Tell that a place in the line is now in its state. The caller holds the entry's lock."""
    payload: dict[str, object] = {
        "entry": str(entry.public_id),
        "tenant": str(entry.tenant.public_id),
        "unit_type": str(entry.unit_type.public_id),
        "booking": str(entry.offer.public_id) if entry.offer else None,
    }
    publish(type=f"waitlist.{entry.state}", key=f"waitlist:{entry.pk}", payload=payload)


def _payload(booking: Booking) -> dict[str, object]:
    return {
        "booking": str(booking.public_id),
        "tenant": str(booking.tenant.public_id),
        "unit": str(booking.unit.public_id),
        "unit_type": str(booking.unit_type.public_id),
        "deposit_paise": booking.deposit_paise,
    }
