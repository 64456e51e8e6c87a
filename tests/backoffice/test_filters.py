import pytest

from project.booking.models import Booking, Unit
from project.catalog.models import Property
from project.identity.models import User
from project.payments.models import Payment
from tests.backoffice.asking import list_url, rows_of
from tests.factories.booking import create_block, create_booked, create_hold, create_offer, in_days, run_out
from tests.factories.payments import create_payment

pytestmark = pytest.mark.django_db


class TestBookingFilters:
    def test_find_arrivals_and_running_holds(self, office, offer):
        hold = create_hold(offer)
        due = create_booked(offer, move_in=in_days(0))
        create_booked(offer, move_in=in_days(1))

        assert rows_of(office, list_url(Booking) + "?needs=arrivals") == [due]
        assert rows_of(office, list_url(Booking) + "?needs=holds") == [hold]

    def test_a_run_out_hold_no_longer_counts(self, office, offer):
        run_out(create_hold(offer))

        assert rows_of(office, list_url(Booking) + "?needs=holds") == []

    def test_find_by_range_of_days_and_rupees(self, office, offer):
        create_booked(offer, move_in=in_days(3))
        later = create_booked(offer, move_in=in_days(9))
        days = f"?move_in_from={in_days(5)}&move_in_to={in_days(10)}"

        assert rows_of(office, list_url(Booking) + days) == [later]
        assert rows_of(office, list_url(Booking) + "?deposit_paise_from=17000.01") == []
        assert len(rows_of(office, list_url(Booking) + "?deposit_paise_from=17000&deposit_paise_to=17000")) == 2

    def test_find_by_property(self, enter, administrator, offer, foreign_offer):
        ours, _theirs = create_booked(offer), create_booked(foreign_offer)
        query = f"?house={offer.property.public_id}"

        assert rows_of(enter(administrator), list_url(Booking) + query) == [ours]

    @pytest.mark.parametrize("query", ["?house=nonsense", "?house=5d0c3a3e-0000-4000-8000-000000000000"])
    def test_a_property_that_is_not_there_has_nothing(self, query, office, offer):
        create_booked(offer)

        assert rows_of(office, list_url(Booking) + query) == []

    @pytest.mark.parametrize("query", ["?needs=everything", "?move_in_from=yesterday", "?nothing=1"])
    def test_nonsense_shows_the_list_or_leads_back_to_it(self, office, offer, query):
        create_booked(offer)

        response = office.get(list_url(Booking) + query, follow=True)

        assert response.status_code == 200
        assert len(response.context["cl"].result_list) == 1

    def test_offer_no_foreign_property(self, office, foreign_offer):
        assert "Banyan House" not in office.get(list_url(Booking)).content.decode()


class TestUnitToday:
    def test_parts_units_by_what_they_are_today(self, office, offer):
        taken = create_booked(offer, move_in=in_days(0)).unit
        held = create_hold(offer, move_in=in_days(0)).unit
        free = Unit.objects.exclude(pk__in=[taken.pk, held.pk]).get()

        assert rows_of(office, list_url(Unit) + "?today=taken") == [taken]
        assert rows_of(office, list_url(Unit) + "?today=held") == [held]
        assert rows_of(office, list_url(Unit) + "?today=free") == [free]

    def test_a_unit_blocked_next_week_is_free_today_but_not_from_today_on(self, office, offer):
        unit = Unit.objects.first()
        create_block(unit, in_days(7), in_days(9))

        assert unit in rows_of(office, list_url(Unit) + "?today=free")
        assert unit not in rows_of(office, list_url(Unit) + "?today=bookable")


class TestLivesWithUs:
    def test_finds_people_by_what_they_have_to_do_with_these_houses(self, office, offer, foreign_offer):
        ours = create_booked(offer).tenant
        create_booked(foreign_offer)

        assert rows_of(office, list_url(User) + "?now=booked") == [ours]
        assert rows_of(office, list_url(User) + "?now=staying") == []


class TestRelationFilters:
    def test_money_is_found_by_the_house_it_was_for(self, enter, administrator, offer, foreign_offer, fake_gateway):
        ours, _theirs = (create_payment(subject=create_booked(one).subject) for one in (offer, foreign_offer))
        query = f"?house={offer.property.public_id}"

        assert rows_of(enter(administrator), list_url(Payment) + query) == [ours]

    def test_money_of_a_strangers_house_is_not_found(self, office, offer, foreign_offer, fake_gateway):
        create_payment(subject=create_booked(offer).subject)
        create_payment(subject=create_booked(foreign_offer).subject)

        assert rows_of(office, list_url(Payment) + f"?house={foreign_offer.property.public_id}") == []
        assert rows_of(office, list_url(Payment) + "?house=nonsense") == []

    def test_people_are_found_by_the_house_they_booked(self, enter, administrator, offer, foreign_offer):
        ours, _theirs = create_booked(offer), create_booked(foreign_offer)
        query = f"?house={offer.property.public_id}"

        assert rows_of(enter(administrator), list_url(User) + query) == [ours.tenant]

    def test_houses_are_found_by_landlord(self, enter, administrator, offer, foreign_offer):
        query = f"?landlord={offer.property.landlord.slug}"

        assert rows_of(enter(administrator), list_url(Property) + query) == [offer.property]

    def test_a_landlord_is_offered_no_strangers_house(self, office, kaveri, offer, foreign_offer):
        create_offer(1, name="Mango House", landlord=kaveri)
        page = office.get(list_url(Booking)).content.decode()

        assert "Mango House" in page
        assert "Banyan House" not in page
