"""What the public sees, what staff see, and what things cost when."""

from datetime import date

import pytest

from project.catalog import queries
from project.identity.models import Role
from tests.factories import catalog, identity

pytestmark = pytest.mark.django_db

TODAY = date(2026, 12, 1)


class TestPublishedProperties:
    def test_are_the_only_ones_the_public_can_get(self):
        shown = catalog.create_published_property("Lotus House")
        hidden = catalog.create_property("Jasmine House")

        assert list(queries.published_properties()) == [shown]
        assert queries.get_published_property(shown.slug) == shown
        assert queries.get_published_property(hidden.slug) is None


class TestVisibleProperties:
    @pytest.fixture
    def landlord(self):
        return identity.create_landlord()

    @pytest.fixture
    def houses(self, landlord):
        catalog.create_property("Foreign House")
        return [catalog.create_property(name, landlord=landlord) for name in ("Lotus House", "Jasmine House")]

    def test_are_all_of_a_landlords_own(self, landlord, houses):
        owner = identity.create_landlord_user(landlord=landlord)

        assert set(queries.visible_properties(owner)) == set(houses)
        assert set(queries.managed_properties(owner)) == set(houses)

    def test_are_only_a_managers_assigned_ones(self, landlord, houses):
        manager = identity.create_manager(landlord=landlord)
        assert not queries.visible_properties(manager).exists()

        catalog.assign(manager, houses[0])

        assert list(queries.visible_properties(manager)) == [houses[0]]
        assert list(queries.managed_properties(manager)) == [houses[0]]

    def test_can_be_seen_but_not_changed_by_mess_staff(self, landlord, houses):
        cook = identity.create_mess_staff(landlord=landlord)
        catalog.assign(cook, houses[1])

        assert list(queries.visible_properties(cook)) == [houses[1]]
        assert not queries.managed_properties(cook).exists()

    def test_are_everything_for_an_administrator_and_nothing_for_a_stranger(self, houses):
        assert queries.visible_properties(identity.create_administrator()).count() == 3
        assert not queries.visible_properties(identity.create_tenant()).exists()

    def test_are_nothing_for_somebody_who_may_no_longer_sign_in(self, landlord, houses):
        former = identity.create_staff(Role.LANDLORD, landlord=landlord, is_active=False)

        assert not queries.visible_properties(former).exists()


class TestCurrentRates:
    def test_are_the_latest_that_have_begun(self, django_assert_num_queries):
        house = catalog.create_property()
        first, second = (catalog.create_unit_type(house, name) for name in ("Bed in 2-sharing", "Single room"))
        catalog.create_rate(first, rent_paise=9_000_00, from_date=TODAY)
        catalog.create_rate(second, rent_paise=1_00, from_date=date(2026, 12, 2))

        with django_assert_num_queries(1):
            rates = queries.current_rates([first.pk, second.pk], TODAY)

        assert {key: rate.rent_paise for key, rate in rates.items()} == {first.pk: 9_000_00, second.pk: 8_500_00}

    def test_are_none_before_the_first_begins(self):
        unit_type = catalog.create_unit_type(catalog.create_property(), from_date=TODAY)

        assert queries.current_rate(unit_type, date(2026, 11, 30)) is None
        assert queries.current_rate(unit_type, TODAY).rent_paise == 8_500_00


class TestOffers:
    def test_are_offered_priced_and_published(self):
        house = catalog.create_published_property()
        catalog.create_unit_type(house, "Withdrawn", is_offered=False)
        catalog.create_unit_type(house, "Not priced yet", from_date=date(2099, 1, 1))
        catalog.create_unit_type(catalog.create_property("Hidden House"))

        (offer,) = queries.offers(TODAY)

        assert (offer.name, offer.rent_paise, offer.deposit_paise) == ("Bed in 2-sharing", 8_500_00, 17_000_00)

    def test_give_a_house_its_lowest_rent(self):
        house = catalog.create_published_property(rent_paise=9_000_00)
        catalog.create_unit_type(house, "Bed in 3-sharing", rent_paise=7_000_00, sharing=3)
        offers = queries.offers(TODAY)

        (cheapest,) = queries.with_from_rent(queries.published_properties(), offers)
        (in_two,) = queries.with_from_rent(queries.published_properties(), offers.filter(sharing=2))

        assert (cheapest.from_rent_paise, in_two.from_rent_paise) == (7_000_00, 9_000_00)


class TestAtPlace:
    @pytest.mark.parametrize("typed", ["koraman", "KORAMANGALA", "kormangla", " Koramangala ", "lotus", "bengaluru"])
    def test_finds_by_name_alias_or_house(self, typed):
        house = catalog.create_published_property(locality=catalog.create_locality(aliases=("Kormangla", "KMG")))

        assert list(queries.at_place(queries.published_properties(), typed)) == [house]

    @pytest.mark.parametrize("typed", ["Indiranagar", "%", "100% mangala"])
    def test_does_not_find_what_is_not_there(self, typed):
        catalog.create_published_property()

        assert not queries.at_place(queries.published_properties(), typed).exists()


class TestLocalitiesWithHomes:
    def test_counts_published_houses_only(self):
        catalog.create_published_property("Lotus House")
        catalog.create_property("Hidden House")
        catalog.create_locality("Indiranagar")

        assert [(place.name, place.homes) for place in queries.localities_with_homes()] == [("Koramangala", 1)]
