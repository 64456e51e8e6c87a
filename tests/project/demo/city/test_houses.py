"""Houses: exactly as many as promised, each different, each within what the city costs."""

import re

import pytest

from project.demo.city.houses import LEAST_RENT, MOST_RENT, build_houses, landlord_of
from project.demo.city.places import PLACES
from project.demo.city.sizes import CITY, LARGE, SIZES, SMALL, CitySize
from project.demo.city.words import AMENITIES


class TestBuildHouses:
    @pytest.mark.parametrize(
        ("size", "houses", "units"), [(SMALL, 12, 276), (CITY, 200, 6_000), (LARGE, 2_000, 60_000)]
    )
    def test_builds_exactly_as_many_as_the_size_says(self, size: CitySize, houses: int, units: int) -> None:
        built = list(build_houses(size))

        assert len(built) == houses
        assert sum(room.units for house in built for room in house.rooms) == units

    def test_builds_the_same_city_again(self) -> None:
        assert list(build_houses(CITY)) == list(build_houses(CITY))

    @pytest.mark.parametrize("size", SIZES.values(), ids=SIZES)
    def test_gives_each_house_an_address_of_its_own(self, size: CitySize) -> None:
        assert len({house.slug for house in build_houses(size)}) == size.houses

    def test_has_a_room_for_everything_it_offers(self) -> None:
        for house in build_houses(CITY):
            assert {room.offer for room in house.rooms} == set(range(len(house.offers)))

    def test_puts_as_many_in_a_room_as_its_offer_says(self) -> None:
        for house in build_houses(SMALL):
            assert all(room.units == house.offers[room.offer].sharing for room in house.rooms)

    def test_names_no_two_rooms_of_a_house_alike(self) -> None:
        for house in build_houses(CITY):
            assert len({room.name for room in house.rooms}) == len(house.rooms)

    def test_asks_what_the_city_asks(self) -> None:
        rents = [offer.rent for house in build_houses(CITY) for offer in house.offers]

        assert min(rents) >= LEAST_RENT
        assert max(rents) <= MOST_RENT
        assert {offer.deposit_months for house in build_houses(CITY) for offer in house.offers} == {1, 2}

    def test_says_what_fits_its_columns(self) -> None:
        for house in build_houses(LARGE):
            assert len(house.summary) <= 160
            assert all(len(rule) <= 160 for rule in house.rules)
            assert len(house.name) <= 120
            assert len(house.address) <= 240

    def test_leaves_no_gap_in_a_sentence(self) -> None:
        assert [
            house.name for house in build_houses(CITY) if re.search(r"[{}]", house.description + house.summary)
        ] == []

    def test_lets_men_visit_only_where_the_rules_speak_of_women(self) -> None:
        for house in build_houses(CITY):
            assert any(rule.startswith("Men may") for rule in house.rules) == (house.gender_policy == "women")


class TestLandlordOf:
    def test_gives_the_first_three_to_the_one_who_can_sign_in(self) -> None:
        assert [landlord_of(SMALL, number) for number in range(12)] == [0, 0, 0, 1, 1, 1, 2, 2, 3, 3, 4, 4]

    def test_leaves_no_landlord_without_a_house(self) -> None:
        assert {landlord_of(LARGE, number) for number in range(2_000)} == set(range(400))


class TestPlaces:
    def test_are_all_in_bengaluru(self) -> None:
        assert len(PLACES) == 30
        assert all(12.80 < place.latitude < 13.15 and 77.45 < place.longitude < 77.80 for place in PLACES)
        assert all(re.fullmatch(r"560\d{3}", place.pin_code) for place in PLACES)

    def test_are_found_by_their_name_in_kannada_and_hindi(self) -> None:
        for place in PLACES:
            assert any("\u0c80" <= name[0] <= "\u0cff" for name in place.aliases)
            assert any("\u0900" <= name[0] <= "\u097f" for name in place.aliases)

    def test_have_addresses_of_their_own(self) -> None:
        assert len({place.slug for place in PLACES}) == len(PLACES)


class TestAmenities:
    def test_are_known_by_the_icons_they_name(self) -> None:
        import lucide

        assert [thing.icon for thing in AMENITIES if not lucide._render_icon(thing.icon, None)] == []
