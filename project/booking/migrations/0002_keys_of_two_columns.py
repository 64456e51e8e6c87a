"""Keys that Django cannot write: a booking is of its unit's type, an occupancy on its booking's unit."""

from django.db import migrations

BOOKING_KEY = """
ALTER TABLE booking_booking ADD CONSTRAINT booking_is_of_its_units_type
    FOREIGN KEY (unit_type_id, unit_id) REFERENCES booking_unit (unit_type_id, id) DEFERRABLE INITIALLY DEFERRED
"""
OCCUPANCY_KEY = """
ALTER TABLE booking_occupancy ADD CONSTRAINT occupancy_is_on_its_bookings_unit
    FOREIGN KEY (unit_id, booking_id) REFERENCES booking_booking (unit_id, id) DEFERRABLE INITIALLY DEFERRED
"""


class Migration(migrations.Migration):
    """They take the place of the one-column keys, so they cost a hold nothing more.

    A migration of their own: what they refer to is made when the one before ends.
    """

    dependencies = [("booking", "0001_inventory_and_bookings")]
    operations = [
        migrations.RunSQL(BOOKING_KEY, "ALTER TABLE booking_booking DROP CONSTRAINT booking_is_of_its_units_type"),
        migrations.RunSQL(
            OCCUPANCY_KEY, "ALTER TABLE booking_occupancy DROP CONSTRAINT occupancy_is_on_its_bookings_unit"
        ),
    ]
