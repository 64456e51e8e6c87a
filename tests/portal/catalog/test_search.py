"""Search: results, chips, what was not understood, places."""

from datetime import timedelta

import pytest

from project.catalog.models import Property
from project.kernel import clock
from tests.factories import catalog
from tests.factories.booking import create_block

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


def names(answer):
    return [card.house.name for card in answer.context["results"].cards]


class TestSearch:
    def test_shows_every_published_house(self, client, house):
        catalog.create_property("Hidden House")

        answer = client.get("/rooms/")

        assert names(answer) == ["Lotus House"]
        assert "₹8,500" in answer.content.decode()

    def test_finds_nothing_of_an_unpublished_house_at_once(self, client, house):
        Property.objects.update(is_published=False)

        assert names(client.get("/rooms/")) == []
        assert client.get(f"/rooms/{house.slug}/").status_code == 404
        assert "Lotus House" not in client.get("/").content.decode()
        assert house.slug not in client.get("/sitemap.xml").content.decode()
        assert "Koramangala" not in client.get("/places/", {"q": "kor"}).content.decode()

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ({"q": "kormangla"}, ["Lotus House"]),
            ({"q": "Indiranagar"}, []),
            ({"max_rent": "8500"}, ["Lotus House"]),
            ({"max_rent": "8499"}, []),
            ({"who": "women"}, ["Lotus House"]),
            ({"who": "men"}, []),
            ({"who": "anyone"}, []),
            ({"kind": ["pg", "hostel"]}, ["Lotus House"]),
            ({"kind": "flats"}, []),
            ({"sharing": ["1", "2"]}, ["Lotus House"]),
            ({"sharing": "4"}, []),
            ({"amenities": ["wi-fi", "lift"]}, ["Lotus House"]),
            ({"amenities": ["wi-fi", "gym"]}, []),
            ({"food": "on"}, ["Lotus House"]),
        ],
    )
    def test_filters(self, client, query, found):
        place = catalog.create_locality(aliases=("Kormangla",))
        house = catalog.create_published_property(gender_policy="women", includes_food=True, locality=place)
        house.amenities.set([catalog.create_amenity("Wi-Fi"), catalog.create_amenity("Lift")])
        catalog.create_amenity("Gym")

        assert names(client.get("/rooms/", query)) == found

    def test_wants_rent_and_sharing_of_the_same_room(self, client, house):
        catalog.create_unit_type(house, "Single room", kind="room", sharing=1, rent_paise=18_000_00)

        assert names(client.get("/rooms/", {"sharing": "1", "max_rent": "9000"})) == []
        assert names(client.get("/rooms/", {"sharing": "1", "max_rent": "18000"})) == ["Lotus House"]

    def test_finds_houses_with_a_room_free_on_the_day(self, client, house):
        today = clock.today()
        unit = house.unit_types.get().units.get()
        create_block(unit, today, today + timedelta(days=30))

        assert names(client.get("/rooms/", {"move_in": today.isoformat()})) == []
        assert names(client.get("/rooms/", {"move_in": (today + timedelta(days=30)).isoformat()})) == ["Lotus House"]

    @pytest.mark.parametrize(
        ("query", "words"),
        [
            ({"move_in": "2020-01-01"}, "That day has passed. Choose today or a later day."),
            ({"move_in": "2999-01-01"}, "That is too far ahead. You can book up to six months before you move in."),
            ({"move_in": "soon"}, "Write the day as year-month-day, such as 2026-12-01."),
            ({"max_rent": "cheap"}, "Write the rent as a number, such as 10000."),
            ({"max_rent": "-4"}, "Write the rent as a number, such as 10000."),
            ({"kind": "castle"}, "One of the filters does not exist here, so we left it out."),
            ({"amenities": "moat"}, "One of the filters does not exist here, so we left it out."),
        ],
    )
    def test_answers_bad_input_in_words_and_shows_the_rest(self, client, house, query, words):
        answer = client.get("/rooms/", query)

        assert answer.status_code == 200
        assert words in answer.content.decode()
        assert names(answer) == ["Lotus House"]

    @pytest.mark.parametrize("target", ["", "search", "results"])
    def test_says_once_what_is_wrong(self, client, house, target):
        asked = {"move_in": "2020-01-01", "sharing": "9", "sort": "worst"}

        text = client.get("/rooms/", asked, headers={**HTMX, "HX-Target": target}).content.decode()

        assert text.count("That day has passed. Choose today or a later day.") == 1
        assert text.count("One of the filters does not exist here, so we left it out.") == 1

    @pytest.mark.parametrize(
        "query", ["q=%00", "page=0", "page=x", "page=99", "sort=worst", "amenities=%27", "max_rent=99999999999"]
    )
    def test_survives_whatever_is_in_the_address(self, client, house, query):
        assert client.get(f"/rooms/?{query}").status_code == 200

    def test_sorts_by_rent_and_by_age(self, client, house):
        catalog.create_published_property("Jasmine House", rent_paise=5_000_00)

        assert names(client.get("/rooms/")) == ["Jasmine House", "Lotus House"]
        assert names(client.get("/rooms/", {"sort": "-rent"})) == ["Lotus House", "Jasmine House"]
        assert names(client.get("/rooms/", {"sort": "new"})) == ["Jasmine House", "Lotus House"]

    def test_offers_the_chip_to_take_off_when_nothing_is_left(self, client, house):
        answer = client.get("/rooms/", {"q": "Koramangala", "max_rent": "100", "who": "women"})

        (way,) = answer.context["results"].ways_out
        assert (way.chip.label, way.houses) == ("Up to ₹100", 1)
        assert way.chip.remove_url == "/rooms/?q=Koramangala&who=women"
        assert "Without “Up to ₹100”: 1 house" in answer.content.decode()

    def test_sends_htmx_the_results_alone_with_a_clean_address(self, client, house):
        answer = client.get(
            "/rooms/", {"q": "", "max_rent": "9000", "move_in": ""}, headers={**HTMX, "HX-Target": "results"}
        )

        text = answer.content.decode()
        assert text.strip().startswith('<section id="results"')
        assert "<html" not in text
        assert answer["HX-Push-Url"] == "/rooms/?max_rent=9000"
        assert {"HX-Request", "HX-Target"} <= set(answer["Vary"].split(", "))

    def test_sends_htmx_form_and_results_when_a_chip_goes(self, client, house):
        answer = client.get("/rooms/", headers={**HTMX, "HX-Target": "search"})

        assert answer.content.decode().strip().startswith('<div id="search"')

    def test_asks_the_database_equally_often_for_any_number_of_houses(
        self, client, house, django_assert_max_num_queries
    ):
        client.get("/rooms/")
        with django_assert_max_num_queries(12) as few:
            client.get("/rooms/")
        for number in range(5):
            other = catalog.create_published_property(f"House {number}", with_photo=True)
            catalog.create_unit_type(other, "Single room", sharing=1)
        client.get("/rooms/")

        with django_assert_max_num_queries(12) as many:
            answer = client.get("/rooms/")

        assert len(names(answer)) == 6
        assert len(many) == len(few)


class TestPlaces:
    def test_suggests_localities_with_houses(self, client, house):
        catalog.create_locality("Indiranagar")

        answer = client.get("/places/", {"q": "kora"})

        assert 'data-value="Koramangala"' in answer.content.decode()
        assert answer.content.decode().count('role="option"') == 1

    def test_suggests_the_fullest_before_anything_is_typed(self, client, house):
        assert "Koramangala" in client.get("/places/").content.decode()
