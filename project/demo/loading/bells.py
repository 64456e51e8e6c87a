"""Hangs what the demo's tenant was told of their bookings into their bell; of the other people nobody ever looks."""

from datetime import datetime, timedelta

from project.booking.models import Booking
from project.demo.dice import identity_of
from project.notifications.kinds import find_kind
from project.notifications.models import Alert

TENANT = "tenant@nivas.example"
READ_AFTER = timedelta(minutes=20)


def hang_in_bells() -> None:
    """Write an alert for each place the tenant booked, under the mark by which the real one would be known.

    The newest is unread, so that the bell has a number.
    """
    booked = Booking.objects.filter(tenant__email=TENANT, booked_at__isnull=False).order_by("booked_at")
    bookings = list(booked.select_related("unit__room", "unit_type__property"))
    alerts = [alert_of(booking, is_read=booking is not bookings[-1]) for booking in bookings]
    Alert.objects.bulk_create(alerts)


def alert_of(booking: Booking, *, is_read: bool) -> Alert:
    """What booking told them, as it would have."""
    when: datetime = booking.booked_at or booking.created_at
    context = {
        "booking_path": f"/bookings/{booking.public_id}/",
        "property": booking.unit_type.property.name,
        "unit_type": booking.unit_type.name,
        "unit": str(booking.unit),
        "move_in_on": booking.move_in.isoformat(),
        "deposit_paise": booking.deposit_paise,
        "rent_paise": booking.rent_paise,
    }
    return Alert(
        public_id=identity_of("alert", booking.public_id),
        person_id=booking.tenant_id,
        kind="booking_booked",
        context=context,
        path=find_kind("booking_booked").path_of(context),
        once=f"booking_booked:{booking.public_id}",
        read_at=when + READ_AFTER if is_read else None,
        created_at=when,
    )
