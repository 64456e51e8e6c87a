"""The page of a house."""

import json
import re
from datetime import timedelta

import pytest
from django.urls import reverse

from project.catalog.models import Property, UnitType
from project.kernel import clock
from tests.factories import catalog, content
from tests.factories.booking import create_block

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


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
