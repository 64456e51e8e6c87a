"""The city's rows: one sheet per table, filled house by house, loaded in the order that keys want."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from django.db.models import Model

from project.booking.models import Booking, Occupancy, Room, Unit
from project.catalog.models import (
    Amenity,
    Assignment,
    Locality,
    Photo,
    Property,
    PropertyPhoto,
    Rate,
    UnitType,
)
from project.demo.loading.sheets import Sheet
from project.identity.models import Landlord, Membership, User
from project.payments.models import Attempt, Payment, Refund


@dataclass
class Sheets:
    """Every table the city writes, parents before children."""

    users: Sheet
    emails: Sheet
    landlords: Sheet
    memberships: Sheet
    photos: Sheet
    localities: Sheet
    amenities: Sheet
    properties: Sheet
    property_amenities: Sheet
    unit_types: Sheet
    rates: Sheet
    property_photos: Sheet
    assignments: Sheet
    rooms: Sheet
    units: Sheet
    bookings: Sheet
    occupancies: Sheet
    attempts: Sheet
    payments: Sheet
    refunds: Sheet

    @property
    def all(self) -> list[Sheet]:
        """Every sheet, in the order in which they may be loaded."""
        return list(vars(self).values())


# The columns the city knows; a sheet fills the rest with the model's defaults.
COLUMNS: dict[str, tuple[type[Model], str]] = {
    "users": (User, "password is_superuser email name phone portrait language is_staff date_joined public_id"),
    "emails": (EmailAddress, "user_id email verified primary"),
    "landlords": (Landlord, "name slug email phone created_at public_id"),
    "memberships": (Membership, "user_id landlord_id role created_at public_id"),
    "photos": (
        Photo,
        (
            "collection_id title file width height created_at file_size file_hash alt "
            "focal_point_x focal_point_y focal_point_width focal_point_height"
        ),
    ),
    "localities": (Locality, "name slug aliases latitude longitude picture_id"),
    "amenities": (Amenity, "name slug icon position"),
    "properties": (
        Property,
        (
            "landlord_id name slug kind gender_policy locality_id address pin_code latitude longitude summary description "
            "house_rules includes_food is_published published_at created_at public_id"
        ),
    ),
    "property_amenities": (Property.amenities.through, "property_id amenity_id"),
    "unit_types": (UnitType, "property_id name kind sharing description position public_id"),
    "rates": (Rate, "unit_type_id from_date rent_paise deposit_paise notice_days"),
    "property_photos": (PropertyPhoto, "property_id unit_type_id photo_id position"),
    "assignments": (Assignment, "membership_id property_id"),
    "rooms": (Room, "property_id name floor licensed_capacity public_id"),
    "units": (Unit, "room_id unit_type_id label public_id"),
    "bookings": (
        Booking,
        (
            "tenant_id unit_id unit_type_id state move_in move_out hold_until rent_paise deposit_paise notice_days "
            "idempotency_key cancel_reason created_at booked_at ended_at public_id"
        ),
    ),
    "occupancies": (Occupancy, "unit_id booking_id kind during until reason created_at"),
    "attempts": (
        Attempt,
        (
            "payer_id subject description amount_paise state gateway_key request session_id open_until is_settled tries "
            "next_try_at created_at public_id"
        ),
    ),
    "payments": (
        Payment,
        "attempt_id payer_id subject amount_paise intent_id method paid_at created_at public_id",
    ),
    "refunds": (
        Refund,
        "payment_id amount_paise state reason gateway_key gateway_id reference tries next_try_at created_at public_id",
    ),
}


def open_sheets() -> Sheets:
    """Open one empty sheet per table."""
    return Sheets(**{name: Sheet(model, *columns.split()) for name, (model, columns) in COLUMNS.items()})


def paise(rupees: int) -> int:
    """Turn whole rupees into paise."""
    return rupees * 100


def instant(moment: datetime | None) -> Any:
    """Write a moment as the database reads it."""
    return moment.isoformat() if moment else None
