"""What the database keeps true about bookings, tried by going around the operations."""

import pgtrigger
import pytest
from django.db import connection

from project.booking.models import Booking, Occupancy
from tests.factories.booking import create_booked, create_hold, create_offer, create_unit, in_days
from tests.factories.catalog import create_unit_type
from tests.factories.payments import create_payment
from tests.project.booking.truths.rows import DAY, booking_row
from tests.truths import broken_by

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_gateway")]


class TestBooking:
    def test_begins_held(self, unit):
        assert broken_by(booking_row(unit, state="booked").save) == "booking_begins_held"

    @pytest.mark.parametrize("state", ["staying", "left"])
    def test_never_jumps(self, offer, state):
        create_hold(offer)

        assert broken_by(Booking.objects.update, state=state) == "booking_follows_its_machine"

    def test_never_comes_back_after_it_was_cancelled(self, offer):
        create_hold(offer)
        Occupancy.objects.all().delete()
        Booking.objects.update(state="cancelled")

        assert broken_by(Booking.objects.update, state="held") == "booking_follows_its_machine"

    def test_is_in_a_known_state(self, offer):
        create_hold(offer)

        with pgtrigger.ignore("booking.Booking:booking_follows_its_machine"):
            assert broken_by(Booking.objects.update, state="dreaming") == "booking_state_is_known"

    @pytest.mark.parametrize("change", [{"rent_paise": 1}, {"deposit_paise": 100}, {"notice_days": 1}])
    def test_keeps_its_terms(self, offer, change):
        create_hold(offer)

        assert broken_by(Booking.objects.update, **change) == "booking_terms_never_change"

    def test_keeps_its_person(self, offer, stranger):
        create_hold(offer)

        assert broken_by(Booking.objects.update, tenant=stranger) == "booking_terms_never_change"

    def test_has_an_expiry_while_held(self, unit):
        assert broken_by(booking_row(unit, hold_until=None).save) == "booking_hold_has_an_expiry"

    def test_ends_after_it_starts(self, unit):
        assert broken_by(booking_row(unit, move_out=DAY).save) == "booking_ends_after_it_starts"

    def test_costs_rent(self, unit):
        assert broken_by(booking_row(unit, rent_paise=0).save) == "booking_rent_is_positive"

    def test_has_a_deposit_that_can_be_paid(self, unit):
        assert broken_by(booking_row(unit, deposit_paise=49).save) == "booking_deposit_can_be_paid"

    def test_key_is_used_once_by_a_person(self, offer, tenant):
        first = create_hold(offer, by=tenant)
        again = booking_row(create_unit(offer), tenant=tenant, idempotency_key=first.idempotency_key)

        assert broken_by(again.save) == "booking_key_is_used_once_by_a_person"

    def test_is_the_only_one_its_person_holds(self, offer, tenant):
        create_hold(offer, by=tenant)

        assert broken_by(booking_row(create_unit(offer), tenant=tenant).save) == "booking_person_has_one_running_hold"

    def test_is_paid_with_money_of_its_own(self):
        offer = create_offer(units=2)
        payment = create_payment()
        create_booked(offer)
        create_booked(offer)

        assert broken_by(Booking.objects.update, paid_with=payment) == "booking_payment_pays_one_booking"

    def test_is_of_its_units_type(self, unit):
        other = create_unit_type(unit.unit_type.property, "Single room")

        assert broken_by(booking_row(unit, unit_type_id=other.pk).save) == "booking_is_of_its_units_type"

    def test_stands_on_an_occupancy(self, unit):
        assert broken_by(booking_row(unit).save) == "booking_stands_on_its_occupancy"

    def test_cannot_lapse_and_keep_its_unit(self, offer):
        create_hold(offer)

        assert broken_by(Booking.objects.update, state="lapsed") == "booking_stands_on_its_occupancy"

    def test_cannot_move_without_its_occupancy(self, offer):
        create_booked(offer)

        assert broken_by(Booking.objects.update, move_out=in_days(90)) == "booking_stands_on_its_occupancy"


class TestKeysOfTwoColumns:
    def test_rest_on_indexes_that_are_unique_by_nature(self):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT conname, conindid::regclass::text FROM pg_constraint WHERE conname = ANY(%s)",
                [["booking_is_of_its_units_type", "occupancy_is_on_its_bookings_unit"]],
            )
            rests_on = {name: index.split(".")[-1] for name, index in cursor.fetchall()}

        assert rests_on == {
            "booking_is_of_its_units_type": "unit_is_of_one_type",
            "occupancy_is_on_its_bookings_unit": "booking_is_on_one_unit",
        }
