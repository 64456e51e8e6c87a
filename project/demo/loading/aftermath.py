"""What follows from the rows: the units' guards, receipts with their numbers, and the history of every record.

Triggers are off while the city is loaded, because each of its hundred thousand rows would otherwise be looked
at one by one, and because a past booking can never be written as the machine wants it: held first. Here the
same facts are made in one statement each. What the triggers would have refused, the tests look for.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pghistory.core
from django.db import connection, models

from project.booking.models import Booking, Occupancy, Room, Unit
from project.booking.triggers import GUARD
from project.catalog.models import Assignment, Property, Rate, UnitType
from project.identity.models import Landlord, Membership, User
from project.payments.models import Attempt, Payment, Receipt, Refund

DRAWN_AT_ONCE = 12

FOLLOW_OCCUPANCY = f"""
UPDATE booking_unit AS unit SET free_from = guard.free_from, held_until = guard.held_until
FROM (SELECT unit_id, guards.* FROM (SELECT DISTINCT unit_id FROM booking_occupancy) AS busy
      CROSS JOIN LATERAL ({GUARD} AS mine WHERE mine.unit_id = busy.unit_id) AS guards) AS guard
WHERE unit.id = guard.unit_id
"""
JOIN_BEFORE_FIRST_BOOKING = """
UPDATE identity_user AS person SET date_joined = first.at - interval '20 minutes'
FROM (SELECT tenant_id, min(created_at) AS at FROM booking_booking GROUP BY tenant_id) AS first
WHERE first.tenant_id = person.id
"""
# What a cancellation would give back follows from the payment a booking was paid with.
NAME_THE_PAYMENT = """
UPDATE booking_booking AS booking SET paid_with_id = payment.id
FROM payments_payment AS payment
WHERE payment.subject = 'booking:' || booking.public_id AND booking.booked_at IS NOT NULL
"""
# Receipts are numbered by the moment of payment, without gaps in each April-to-March year.
WRITE_RECEIPTS = """
WITH paid AS (
    SELECT payment.*, person.name AS payer_name, person.email AS payer_email, person.phone AS payer_phone,
           house.name AS house, house.address || ' ' || house.pin_code AS address, landlord.name AS landlord,
           landlord.email AS landlord_email, concat_ws(' · ', room.name, nullif(unit.label, '')) AS unit,
           extract(year FROM (payment.paid_at AT TIME ZONE 'Asia/Kolkata') - interval '3 months')::int AS year
    FROM payments_payment AS payment
    JOIN booking_booking AS booking ON payment.subject = 'booking:' || booking.public_id
    JOIN identity_user AS person ON person.id = payment.payer_id
    JOIN booking_unit AS unit ON unit.id = booking.unit_id
    JOIN booking_room AS room ON room.id = unit.room_id
    JOIN catalog_property AS house ON house.id = room.property_id
    JOIN identity_landlord AS landlord ON landlord.id = house.landlord_id
    WHERE payment.intent_id LIKE 'pi\\_demo\\_%%'
), numbered AS (
    SELECT *, to_char(year %% 100, 'FM00') || to_char((year + 1) %% 100, 'FM00') AS series,
           row_number() OVER (PARTITION BY year ORDER BY paid_at, id) AS number,
           row_number() OVER (ORDER BY paid_at DESC, id DESC) AS recent
    FROM paid
), series AS (
    INSERT INTO payments_receiptseries (financial_year, last_number)
    SELECT series, max(number) FROM numbered GROUP BY series
)
INSERT INTO payments_receipt
    (public_id, payment_id, number, lines, recipient, file, tries, next_try_at, last_error, issued_at)
SELECT md5('receipt ' || public_id)::uuid, id, 'R/' || series || '/' || to_char(number, 'FM000000'),
       jsonb_build_array(jsonb_build_object('label', 'Refundable deposit', 'amount_paise', amount_paise)),
       jsonb_build_object('name', payer_name, 'email', payer_email, 'phone', payer_phone, 'landlord', landlord,
                          'landlord_contact', landlord_email, 'property', house, 'address', address, 'unit', unit),
       '', 0,
       CASE WHEN payer_email = 'tenant@nivas.example' OR recent <= %(soon)s THEN %(now)s
            ELSE %(now)s + interval '20 years' END,
       '', paid_at
FROM numbered ORDER BY paid_at, id
"""
# A booking's history is its machine's: held, then what came of it.
BOOKING_STEPS: tuple[tuple[str, str, str, dict[str, str]], ...] = (
    (
        "insert",
        "created_at",
        "true",
        {"state": "'held'", "booked_at": "NULL", "ended_at": "NULL", "cancel_reason": "''", "paid_with_id": "NULL"},
    ),
    ("update", "booked_at", "booked_at IS NOT NULL", {"state": "'booked'", "ended_at": "NULL", "cancel_reason": "''"}),
    (
        "update",
        "(move_in + time '11:00') AT TIME ZONE 'Asia/Kolkata'",
        "state IN ('staying', 'left')",
        {"state": "'staying'", "ended_at": "NULL"},
    ),
    ("update", "ended_at", "ended_at IS NOT NULL", {}),
)
BEGINNINGS: tuple[tuple[type[models.Model], str], ...] = (
    (User, "date_joined"),
    (Landlord, "created_at"),
    (Membership, "created_at"),
    (Property, "created_at"),
    (UnitType, "now()"),
    (Rate, "now()"),
    (Assignment, "now()"),
    (Room, "now()"),
    (Unit, "now()"),
    (Occupancy, "created_at"),
    (Attempt, "created_at"),
    (Payment, "created_at"),
    (Receipt, "issued_at"),
    (Refund, "created_at"),
)


@contextmanager
def triggers_off(tables: list[type[models.Model]]) -> Iterator[None]:
    """Let rows in without their triggers, and check every foreign key before it puts them back."""
    names = [connection.ops.quote_name(model._meta.db_table) for model in tables]
    with connection.cursor() as cursor:
        for name in names:
            cursor.execute(f"ALTER TABLE {name} DISABLE TRIGGER USER")
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for name in names:
            cursor.execute(f"ALTER TABLE {name} ENABLE TRIGGER USER")


def draw_conclusions(now: datetime) -> None:
    """Make what follows from the rows that were loaded.

    Only the tenant's receipt and the newest few are drawn at once: a thousand papers would keep the worker busy
    for half an hour.
    """
    with connection.cursor() as cursor:
        cursor.execute(FOLLOW_OCCUPANCY)
        cursor.execute(JOIN_BEFORE_FIRST_BOOKING)
        cursor.execute(NAME_THE_PAYMENT)
        cursor.execute(WRITE_RECEIPTS, {"now": now, "soon": DRAWN_AT_ONCE})
        for model, moment in BEGINNINGS:
            if pghistory.core.event_models(tracks_model=model):
                cursor.execute(_history(model, "insert", moment))
        for label, moment, condition, then in BOOKING_STEPS:
            cursor.execute(_history(Booking, label, moment, condition, then))


def _history(
    model: type[models.Model], label: str, moment: str, condition: str = "true", then: dict[str, str] | None = None
) -> str:
    """The statement that writes a table's history from its rows; `then` says what a column was at that moment."""
    (event,) = pghistory.core.event_models(tracks_model=model)
    columns = [
        field.column or field.attname for field in event._meta.concrete_fields if not field.name.startswith("pgh_")
    ]
    values = [(then or {}).get(name, f'"{name}"') for name in columns]
    names = ", ".join(f'"{name}"' for name in columns)
    return (
        f"INSERT INTO {event._meta.db_table} (pgh_created_at, pgh_label, pgh_obj_id, {names}) "
        f"SELECT {moment}, '{label}', id, {', '.join(values)} FROM {model._meta.db_table} WHERE {condition} ORDER BY id"
    )
