"""The pages everybody may open, and that nobody can open for a house that is not published."""

import json
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from project.catalog.models import Property, UnitType
from project.kernel import clock
from tests.factories import catalog, content
from tests.factories.booking import create_block, create_unit

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


@pytest.fixture
def house():
    house = catalog.create_published_property(with_photo=True, house_rules=["Shoes stay at the door."])
    create_unit(house.unit_types.get())
    return house


def names(answer):
    return [card.house.name for card in answer.context["results"].cards]


class TestHome:
    def test_shows_real_houses_and_localities(self, client, house):
        answer = client.get("/")

        assert [card.house for card in answer.context["page"].cards] == [house]
        assert [place.locality.name for place in answer.context["page"].places] == ["Koramangala"]

    def test_stands_before_anything_is_published(self, client):
        catalog.create_property()

        answer = client.get("/")

        assert answer.status_code == 200
        assert b"Lotus House" not in answer.content

    def test_says_what_an_editor_wrote(self, client, house):
        from project.content.models import HomePage

        HomePage.objects.update(promise="Come in, the tea is ready")

        assert b"Come in, the tea is ready" in client.get("/").content

    def test_takes_no_form(self, client):
        assert client.post("/").status_code == 405


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


class TestHouse:
    def test_shows_rooms_rent_and_what_is_free(self, client, house):
        text = client.get(f"/rooms/{house.slug}/").content.decode()

        assert "₹8,500" in text
        assert "₹17,000 deposit" in text
        assert "Shoes stay at the door." in text
        assert "Hold this bed" in text

    def test_sends_a_hold_with_a_key_of_its_own(self, client, house):
        page = client.get(f"/rooms/{house.slug}/").context["page"]
        again = client.get(f"/rooms/{house.slug}/").context["page"]
        text = client.get(f"/rooms/{house.slug}/").content.decode()

        assert page.offers[0].key != again.offers[0].key
        assert f'action="{reverse("hold", args=[house.slug])}"' in text
        assert f'name="unit_type" value="{house.unit_types.get().public_id}"' in text
        assert f'name="move_in" value="{clock.today().isoformat()}"' in text
        assert re.search(r'name="idempotency_key" value="[0-9a-f-]{36}"', text)
        assert 'name="expected_deposit" value="1700000"' in text

    def test_says_when_a_full_room_is_free_again(self, client, house):
        free_again = clock.today() + timedelta(days=10)
        create_block(house.unit_types.get().units.get(), clock.today(), free_again)

        answer = client.get(f"/rooms/{house.slug}/")

        assert "Hold this bed" not in answer.content.decode()
        assert f"?move_in={free_again.isoformat()}#book" in answer.content.decode()
        assert [week.free for week in answer.context["page"].offers[0].weeks[:3]] == [0, 0, 1]

    def test_takes_the_rate_of_the_day_one_moves_in(self, client, house):
        later = clock.today() + timedelta(days=40)
        catalog.create_rate(house.unit_types.get(), rent_paise=9_000_00, deposit_paise=20_000_00, from_date=later)

        (offer,) = client.get(f"/rooms/{house.slug}/", {"move_in": later.isoformat()}).context["page"].offers

        assert (offer.unit_type.rent_paise, offer.unit_type.deposit_paise) == (9_000_00, 20_000_00)

    @pytest.mark.parametrize("move_in", ["2020-01-01", "2999-01-01", "soon"])
    def test_answers_an_impossible_day_in_words(self, client, house, move_in):
        answer = client.get(f"/rooms/{house.slug}/", {"move_in": move_in})

        assert answer.status_code == 200
        assert answer.context["page"].form.errors["move_in"]
        assert answer.context["page"].move_in == clock.today()

    def test_sends_htmx_the_booking_panel_alone(self, client, house):
        answer = client.get(f"/rooms/{house.slug}/", headers={**HTMX, "HX-Target": "book"})

        assert answer.content.decode().strip().startswith('<section class="book" id="book"')

    def test_tells_the_live_story_and_no_draft(self, client, house):
        page = content.create_house_page(house, live=False)
        assert "first sun" not in client.get(f"/rooms/{house.slug}/").content.decode()

        page.get_latest_revision().publish()

        assert "first sun" in client.get(f"/rooms/{house.slug}/").content.decode()

    def test_describes_itself_to_search_engines(self, client, house):
        Property.objects.update(summary='Quiet </script><script>alert("x")</script> & near')

        text = client.get(f"/rooms/{house.slug}/").content.decode()

        (data,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
        told = json.loads(data)
        assert (told["@type"], told["name"]) == ("LodgingBusiness", "Lotus House")
        assert told["description"] == 'Quiet </script><script>alert("x")</script> & near'
        assert told["makesOffer"][0]["priceSpecification"]["price"] == "8500.00"
        assert '<meta property="og:image" content="http://testserver/media/images/' in text
        assert f'<link rel="canonical" href="http://testserver/rooms/{house.slug}/">' in text

    @pytest.mark.parametrize("slug", ["nothing-here", "hidden"])
    def test_is_not_found_when_unknown_or_unpublished(self, client, slug):
        catalog.create_property("Hidden House", slug="hidden")

        assert client.get(f"/rooms/{slug}/").status_code == 404

    def test_leaves_out_what_is_withdrawn(self, client, house):
        catalog.create_unit_type(house, "Single room")
        UnitType.objects.filter(name="Single room").update(is_offered=False)

        assert "Single room" not in client.get(f"/rooms/{house.slug}/").content.decode()

    def test_asks_the_database_equally_often_for_any_number_of_rooms(
        self, client, house, django_assert_max_num_queries
    ):
        content.create_house_page(house, body=content.full_body())
        address = f"/rooms/{house.slug}/"
        client.get(address)
        with django_assert_max_num_queries(18) as few:
            client.get(address)
        for number in range(3):
            catalog.create_unit_type(house, f"Bed {number}")
            catalog.show_photo(house, catalog.create_photo(f"Photo {number}"))
        client.get(address)

        with django_assert_max_num_queries(18) as many:
            client.get(address)

        assert len(many) == len(few)


class TestSitemapAndRobots:
    def test_name_every_public_address(self, client, house):
        text = client.get("/sitemap.xml").content.decode()

        for path in ("/", "/rooms/", f"/rooms/{house.slug}/", "/help/"):
            assert f"<loc>http://testserver{path}</loc>" in text

    def test_keep_robots_out_of_what_is_private(self, client):
        text = client.get("/robots.txt").content.decode()

        assert "Disallow: /account/\n" in text
        assert "Sitemap: http://testserver/sitemap.xml\n" in text


class TestGuestsOnly:
    def test_need_no_session(self, house):
        client = Client()

        client.get("/rooms/")

        assert "sessionid" not in client.cookies


class TestManifest:
    def test_lets_a_phone_keep_us_on_its_home_screen(self, client):
        answer = client.get("/manifest.webmanifest")

        told = answer.json()
        assert answer["Content-Type"] == "application/manifest+json"
        assert (told["name"], told["start_url"], told["display"]) == ("Nivas", "/", "standalone")
        assert (told["background_color"], told["theme_color"]) == ("#fbf9f5", "#fbf9f5")
        assert [(icon["sizes"], icon["purpose"]) for icon in told["icons"]] == [
            ("192x192", "any"),
            ("512x512", "any"),
            ("512x512", "maskable"),
        ]

    def test_may_be_kept_for_a_day_in_each_language(self, client):
        answer = client.get("/manifest.webmanifest", headers={"Accept-Language": "hi"})

        assert answer.json()["lang"] == "hi"
        assert answer["Cache-Control"] == "public, max-age=86400"
        assert "Accept-Language" in answer["Vary"]
        assert not answer.cookies

    def test_every_page_leads_to_it(self, client):
        assert '<link rel="manifest" href="/manifest.webmanifest">' in client.get("/").content.decode()
