import pytest

from tests.backoffice.asking import list_url, page_url
from tests.factories.booking import create_booked, create_hold
from tests.factories.identity import create_tenant

pytestmark = pytest.mark.django_db

SEARCH = "/office/search/"


def titles(client, words: str) -> list[str]:
    return [item.title for item in client.get(SEARCH, {"s": words}).context["found"]]


class TestPalette:
    def test_finds_people_bookings_units_and_houses_of_ones_own(self, office, offer, tenant):
        booking = create_booked(offer, by=tenant)

        found = office.get(SEARCH, {"s": "lotus"}).context["found"]

        assert page_url(booking) in {item.url for item in found}
        assert page_url(booking.unit) in {item.url for item in found}
        assert page_url(offer.property) in {item.url for item in found}

    @pytest.mark.parametrize("words", ["Asha", "asha rao", "98450 12345"])
    def test_finds_a_person_by_name_and_phone(self, words, office, offer, tenant):
        create_booked(offer, by=tenant)

        assert "Asha Rao" in titles(office, words)

    def test_puts_what_begins_with_the_words_before_what_only_holds_them(self, office, offer):
        someone = create_tenant("Zubin Irani", phone="+919845010101")
        booking = create_booked(offer, by=someone)

        found = titles(office, str(booking.unit))

        assert found[0] == str(booking.unit)

    def test_finds_the_lists_people_open_every_day(self, office):
        assert "Arrivals today" in titles(office, "arriv")

    def test_finds_nothing_foreign(self, office, foreign_offer, tenant):
        create_booked(foreign_offer, by=tenant)

        assert titles(office, "asha") == []
        assert titles(office, "banyan") == []

    def test_offers_a_manager_no_list_that_is_closed_to_them(self, enter, manager):
        assert "Memberships" not in titles(enter(manager), "memberships")
        assert "Parked events" not in titles(enter(manager), "parked")

    def test_gives_a_cook_no_names(self, enter, cook, offer, tenant):
        create_booked(offer, by=tenant)

        assert titles(enter(cook), "asha") == []

    def test_asks_anew_each_time(self, office, offer, tenant):
        assert titles(office, "asha") == []
        create_hold(offer, by=tenant)

        assert "Asha Rao" in titles(office, "asha")

    def test_needs_two_letters_to_look_at_records(self, office, offer, tenant):
        create_booked(offer, by=tenant)

        assert "Asha Rao" not in titles(office, "a")

    @pytest.mark.parametrize("words", ["", "   ", "%", "\\", "'; drop table", "x" * 500])
    def test_survives_anything_typed(self, words, office, offer):
        assert office.get(SEARCH, {"s": words}).status_code == 200

    def test_is_closed_to_guests_and_tenants(self, client, enter, tenant):
        assert client.get(SEARCH, {"s": "asha"}).status_code == 302
        assert enter(tenant).get(SEARCH, {"s": "asha"}).status_code == 403

    def test_costs_a_fixed_number_of_queries(self, office, offer, tenant, django_assert_max_num_queries):
        create_booked(offer, by=tenant)

        with django_assert_max_num_queries(20):
            office.get(SEARCH, {"s": "lotus"})


class TestDoors:
    @pytest.mark.parametrize("path", ["login/", "password_change/"])
    def test_the_sites_own_doors_lead_to_ours(self, path, client):
        response = client.get(f"/office/{path}")

        assert response.status_code == 302
        assert response.url.startswith("/account/")

    def test_a_domains_own_page_leads_to_today(self, office, offer):
        assert office.get("/office/booking/").url == "/office/"

    def test_the_rail_shows_what_each_may_open(self, office, enter, cook, offer):
        assert list_url(type(offer)) in office.get("/office/").content.decode()
        assert list_url(type(offer)) not in enter(cook).get("/office/").content.decode()
