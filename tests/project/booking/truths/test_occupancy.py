"""What the database keeps true about who or what has a unit when, tried by going around the operations."""

from datetime import date

import pytest

from project.booking.models import Occupancy
from project.kernel import clock
from tests.factories.booking import create_block, create_booked, create_unit, in_days
from tests.project.booking.truths.rows import DAY, occupancy_row
from tests.truths import broken_by

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_gateway")]


class TestOccupancy:
    @pytest.mark.parametrize(
        ("first", "last"), [(DAY, None), (date(2026, 12, 4), date(2026, 12, 6)), (date(2026, 11, 1), date(2027, 1, 1))]
    )
    def test_never_overlaps_on_a_unit(self, unit, first, last):
        create_block(unit, date(2026, 12, 3), date(2026, 12, 5))

        overlap = broken_by(create_block, unit, first, last)

        assert overlap == "occupancy_never_overlaps_on_a_unit"

    def test_may_begin_on_the_day_another_ends(self, unit):
        create_block(unit, DAY, date(2026, 12, 5))

        create_block(unit, date(2026, 12, 5), None)

        assert Occupancy.objects.count() == 2

    def test_is_of_a_known_kind(self, unit):
        booking = create_booked(unit.unit_type)

        haunted = broken_by(Occupancy.objects.filter(booking=booking).update, kind="haunted")

        assert haunted == "occupancy_kind_is_known"

    def test_has_an_expiry_exactly_while_held(self, unit):
        assert broken_by(occupancy_row(unit, until=clock.now()).save) == "occupancy_held_has_an_expiry"

    def test_is_for_a_booking_or_a_block(self, unit):
        assert broken_by(occupancy_row(unit, kind="taken").save) == "occupancy_is_for_a_booking_or_a_block"

    def test_says_why_a_unit_is_blocked(self, unit):
        assert broken_by(occupancy_row(unit, reason="").save) == "occupancy_block_has_a_reason"

    @pytest.mark.parametrize("during", [(None, DAY), (DAY, DAY)])
    def test_has_a_first_day(self, unit, during):
        assert broken_by(occupancy_row(unit, during=during).save) == "occupancy_has_a_first_day"

    def test_is_on_its_bookings_unit(self, offer):
        booking = create_booked(offer)
        during = (booking.move_in, None)
        elsewhere = occupancy_row(create_unit(offer), kind="taken", booking=booking, during=during, reason="")

        def move() -> None:
            Occupancy.objects.filter(booking=booking).delete()
            elsewhere.save()

        assert broken_by(move) == "occupancy_is_on_its_bookings_unit"

    def test_stays_on_its_unit(self, offer):
        create_booked(offer)

        assert broken_by(Occupancy.objects.update, unit=create_unit(offer)) == "occupancy_stays_on_its_unit"

    def test_stands_for_its_booking(self, offer):
        create_booked(offer)

        assert broken_by(Occupancy.objects.all().delete) == "occupancy_stands_for_its_booking"

    def test_has_its_bookings_days(self, offer):
        create_booked(offer)

        moved = broken_by(Occupancy.objects.update, during=(in_days(8), None))

        assert moved == "occupancy_stands_for_its_booking"
