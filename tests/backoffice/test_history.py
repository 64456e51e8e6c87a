import pghistory
import pytest

from backoffice.history import entries_of, zone_of
from project.booking import operations
from project.booking.models import Booking
from project.catalog.models import Property
from tests.backoffice.asking import page_url, press
from tests.factories.booking import create_booked, create_hold, in_days
from tests.factories.catalog import create_locality

pytestmark = pytest.mark.django_db


class TestEntries:
    def test_tell_who_changed_what_and_from_what(self, landlord, offer, tenant):
        hold = create_hold(offer, by=tenant)
        operations.confirm_booking(booking=hold, by=landlord)

        newest = next(entry for entry in entries_of(hold) if not entry.part)

        changes = {change.field: (change.before.value, change.after.value) for change in newest.changes}
        assert (newest.who, newest.what) == ("Leela Shetty", "Changed")
        assert changes["state"] == ("Held", "Booked")

    def test_name_the_job_that_did_it(self, offer):
        hold = create_hold(offer)
        with pghistory.context(job="jobs.booking.lapse_holds"):
            operations.cancel_booking(booking=hold, by=None)

        assert entries_of(hold)[0].who == "The job jobs.booking.lapse_holds"

    def test_name_nobody_where_nobody_is_known(self, house):
        Property.objects.filter(pk=house.pk).update(summary="New words")

        assert entries_of(house)[0].who == "The system"

    def test_name_records_instead_of_their_keys(self, house):
        elsewhere = create_locality("Jayanagar")
        Property.objects.filter(pk=house.pk).update(locality=elsewhere)

        (change,) = entries_of(house)[0].changes

        assert (change.before.value, change.after.value) == ("Koramangala", "Jayanagar")

    def test_tell_what_became_of_a_bookings_days_too(self, offer, landlord):
        booking = create_booked(offer)
        operations.change_dates(booking=booking, by=landlord, move_in=in_days(9), move_out=None)

        assert "occupancy" in {entry.part for entry in entries_of(booking)}

    def test_are_read_in_a_fixed_number_of_queries(self, offer, landlord, django_assert_max_num_queries):
        booking = create_booked(offer)
        for days in (8, 9, 10, 11):
            operations.change_dates(booking=booking, by=landlord, move_in=in_days(days), move_out=None)

        with django_assert_max_num_queries(6):
            entries_of(booking)


class TestPage:
    def test_shows_money_days_and_moments_as_people_read_them(self, office, offer):
        hold = create_hold(offer)
        press(office, hold, "confirm")

        page = office.get(page_url(hold, "history")).content.decode()

        assert "Leela Shetty" in page
        assert "IST" in page
        assert "/confirm/" in page

    def test_says_so_for_records_without_a_history(self, enter, administrator, tenant):
        from project.notifications.models import Delivery

        mail = Delivery.objects.create(kind="account_changed", to=tenant, context={})

        page = enter(administrator).get(page_url(mail, "history")).content.decode()

        assert "No history is kept of records of this kind." in page

    def test_a_strangers_history_is_not_there(self, office, foreign_offer):
        assert office.get(page_url(create_hold(foreign_offer), "history")).status_code == 404

    def test_a_cook_learns_nothing(self, enter, cook, offer):
        assert enter(cook).get(page_url(create_hold(offer), "history")).status_code in (403, 404)


class TestZone:
    def test_is_that_of_the_house(self, offer):
        Property.objects.filter(pk=offer.property_id).update(time_zone="Asia/Dubai")
        booking = Booking.objects.get(pk=create_booked(offer).pk)

        assert zone_of(booking) == "Asia/Dubai"
        assert zone_of(booking.tenant) == "Asia/Kolkata"
