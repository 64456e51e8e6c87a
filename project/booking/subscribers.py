"""What booking does when something happened: follow the money, and tell people about their bookings."""

from uuid import UUID

from project.booking import operations, queries
from project.booking.models import Booking, BookingState, WaitlistState
from project.events.registry import EventRecord, subscribe
from project.kernel.transactions import transaction
from project.notifications.operations import notify
from project.payments import queries as payments


@subscribe("payment.succeeded", name="booking.follow_the_money")
def follow_the_money(event: EventRecord) -> None:
    """Book what was paid for; the fourth caller, for when nobody came back from the payment page."""
    for payment in payments.payments_for(event.payload["subject"]):
        operations.confirm_paid(payment_id=payment.pk)


@subscribe("refund.sent", "refund.arrived", "refund.failed", name="booking.follow_refunds")
def follow_refunds(event: EventRecord) -> None:
    """Keep a deposit equal to what we still owe of it, also when somebody refunds it at the payment provider."""
    operations.follow_refund(refund_id=UUID(event.payload["refund"]))


@subscribe("booking.booked", name="booking.tell_booked")
def tell_booked(event: EventRecord) -> None:
    """Tell the tenant that the place is theirs, with the receipt if they paid online."""
    booking = queries.booking_by_public_id(event.payload["booking"])
    receipt = payments.receipt_for(booking.tenant, booking.subject)
    with transaction():
        notify(
            kind="booking_booked",
            to=booking.tenant,
            once=f"booking_booked:{booking.public_id}",
            attachments=[("receipt", receipt.pk)] if receipt else [],
            context=_facts(booking) | {"deposit_paise": booking.deposit_paise, "rent_paise": booking.rent_paise},
        )


@subscribe("booking.cancelled", name="booking.tell_cancelled")
def tell_cancelled(event: EventRecord) -> None:
    """Tell the tenant that it is cancelled and how much comes back."""
    booking = queries.booking_by_public_id(event.payload["booking"])
    refunds = payments.refunds_for(booking.subject).filter(payment=booking.paid_with_id)
    with transaction():
        notify(
            kind="booking_cancelled",
            to=booking.tenant,
            once=f"booking_cancelled:{booking.public_id}",
            context=_facts(booking)
            | {"reason": booking.cancel_reason, "refund_paise": sum(refund.amount_paise for refund in refunds)},
        )


@subscribe("booking.lapsed", name="booking.tell_lapsed")
def tell_lapsed(event: EventRecord) -> None:
    """Tell the tenant that the ten minutes are over; not if money came after all, for then there is other news."""
    booking = queries.booking_by_public_id(event.payload["booking"])
    if booking.state != BookingState.LAPSED or payments.payments_for(booking.subject).exists():
        return
    with transaction():
        notify(
            kind="booking_lapsed",
            to=booking.tenant,
            once=f"booking_lapsed:{booking.public_id}",
            context=_facts(booking) | _house(booking),
        )


@subscribe("booking.money_returned", name="booking.tell_money_returned")
def tell_money_returned(event: EventRecord) -> None:
    """Tell the tenant that the money came when there was nothing left to book, and goes back in full."""
    booking = queries.booking_by_public_id(event.payload["booking"])
    with transaction():
        notify(
            kind="late_payment_refunded",
            to=booking.tenant,
            once=f"late_payment_refunded:{event.payload['payment']}",
            context=_facts(booking) | _house(booking) | {"amount_paise": event.payload["paid_paise"]},
        )


@subscribe("waitlist.waiting", name="booking.tell_joined")
def tell_joined(event: EventRecord) -> None:
    """Send the receipt of a place in the line; not to who is not waiting any more, for then there is other news."""
    entry = queries.entry_by_public_id(event.payload["entry"])
    if entry.state != WaitlistState.WAITING:
        return
    with transaction():
        notify(
            kind="waitlist_joined",
            to=entry.tenant,
            once=f"waitlist_joined:{entry.public_id}",
            context={
                "entry_path": f"/waitlist/{entry.public_id}/",
                "property": entry.unit_type.property.name,
                "unit_type": entry.unit_type.name,
                "move_in_on": entry.move_in.isoformat(),
                "place": queries.place_in_line(entry),
            },
        )


@subscribe("waitlist.offered", name="booking.tell_offered")
def tell_offered(event: EventRecord) -> None:
    """Tell whoever is next that a unit is held for them, at once: they have ten minutes."""
    booking = queries.booking_by_public_id(event.payload["booking"])
    if booking.hold_until is None:
        return
    with transaction():
        notify(
            kind="waitlist_offered",
            to=booking.tenant,
            once=f"waitlist_offered:{booking.public_id}",
            context=_facts(booking)
            | {"deposit_paise": booking.deposit_paise, "hold_until_at": booking.hold_until.isoformat()},
        )


def _facts(booking: Booking) -> dict[str, str | int]:
    return {
        "booking_path": f"/bookings/{booking.public_id}/",
        "property": booking.unit_type.property.name,
        "unit_type": booking.unit_type.name,
        "unit": str(booking.unit),
        "move_in_on": booking.move_in.isoformat(),
    }


def _house(booking: Booking) -> dict[str, str | int]:
    return {"property_path": f"/rooms/{booking.unit_type.property.slug}/"}
