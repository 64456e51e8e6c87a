""" "Hold this bed": what a person gets, and how the pages say no."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client

from project.booking.models import Booking
from project.catalog.models import Rate, UnitType
from project.kernel.web.limits import Limit
from tests.factories.booking import create_hold, create_offer, in_days
from tests.portal.booking.asking import hold_url, request_for

pytestmark = pytest.mark.django_db


class TestHold:
    def test_holds_and_leads_to_the_booking(self, client: Client, tenant, offer: UnitType) -> None:
        response = client.post(hold_url(offer), request_for(offer))

        booking = Booking.objects.get()
        assert (response.status_code, response.url) == (303, f"/bookings/{booking.public_id}/")
        assert (booking.tenant, booking.state, booking.move_in) == (tenant, "held", in_days(7))

    def test_ten_clicks_make_one_hold(self, client: Client, tenant, offer: UnitType) -> None:
        asked = request_for(offer)

        answers = {client.post(hold_url(offer), asked).url for _ in range(10)}

        assert len(answers) == 1
        assert Booking.objects.count() == 1

    def test_asks_a_guest_to_sign_in_and_holds_nothing(self, client: Client, offer: UnitType) -> None:
        response = client.post(hold_url(offer), request_for(offer))

        assert response.status_code == 302
        assert response.url.startswith("/account/login/")
        assert Booking.objects.count() == 0

    def test_says_full_with_409_and_what_is_near(self, client: Client, tenant, offer: UnitType) -> None:
        create_hold(offer)
        near = create_offer(units=1, name="Jasmine House", locality=offer.property.locality)

        response = client.post(hold_url(offer), request_for(offer))

        assert response.status_code == 409
        assert b"is fully booked from" in response.content
        assert [option.slug for option in response.context["alternatives"]] == [near.property.slug]
        assert Booking.objects.filter(tenant=tenant).count() == 0

    def test_shows_the_new_price_and_asks_again(self, client: Client, tenant, offer: UnitType) -> None:
        Rate.objects.update(deposit_paise=2_000_000)

        response = client.post(hold_url(offer), request_for(offer, expected_deposit=1_700_000))

        assert response.status_code == 409
        assert "₹20,000" in response.content.decode()
        assert 'name="expected_deposit" value="2000000"' in response.content.decode()
        assert Booking.objects.count() == 0

    def test_leads_to_the_hold_that_runs_already(self, client: Client, tenant, offer: UnitType) -> None:
        running = create_hold(by=tenant)

        response = client.post(hold_url(offer), request_for(offer))

        assert response.status_code == 409
        assert f"/bookings/{running.public_id}/" in response.content.decode()
        assert Booking.objects.count() == 1

    @pytest.mark.parametrize(
        ("changes", "words"),
        [
            ({"move_in": "1999-01-01"}, "Choose a day from"),
            ({"move_in": "2020-01-01"}, "Choose a day from"),
            ({"move_in": "2099-01-01"}, "Choose a day from"),
            ({"move_in": "next week"}, "such as 2026-12-01"),
            ({"move_in": ""}, "Choose the day you move in."),
            ({"idempotency_key": ""}, "press the button once more"),
            ({"idempotency_key": "again"}, "press the button once more"),
            ({"unit_type": "bed"}, "Choose one of the rooms."),
            ({"expected_deposit": "much"}, "press the button once more"),
            ({"expected_deposit": "-1"}, "press the button once more"),
            ({"expected_deposit": "9" * 30}, "press the button once more"),
            ({"move_in": "0001-01-01"}, "Choose a day from"),
            ({"move_in": "9999-12-31"}, "Choose a day from"),
        ],
    )
    def test_says_what_is_wrong_and_keeps_what_was_typed(
        self, client: Client, tenant, offer: UnitType, changes: dict[str, str], words: str
    ) -> None:
        asked = request_for(offer, **changes)

        response = client.post(hold_url(offer), asked)

        assert response.status_code == 422
        assert words in response.content.decode()
        form = response.context["form"]
        assert {name: form[name].value() for name in asked} == asked
        assert Booking.objects.count() == 0

    def test_refuses_a_key_used_for_another_day(self, client: Client, tenant, offer: UnitType) -> None:
        key = uuid4()
        client.post(hold_url(offer), request_for(offer, idempotency_key=key))

        response = client.post(hold_url(offer), request_for(offer, idempotency_key=key, move_in=in_days(8)))

        assert response.status_code == 422
        assert list(Booking.objects.values_list("move_in", flat=True)) == [in_days(7)]

    def test_knows_no_foreign_or_unpublished_room(self, client: Client, tenant, offer: UnitType) -> None:
        elsewhere = create_offer(name="Other House")

        foreign = client.post(hold_url(offer), request_for(elsewhere))
        unknown = client.post(hold_url(offer), request_for(offer, unit_type=uuid4()))
        nowhere = client.post("/rooms/no-such-house/hold/", request_for(offer))

        assert {foreign.status_code, unknown.status_code, nowhere.status_code} == {404}
        assert Booking.objects.count() == 0

    def test_leads_back_to_the_house_when_a_refusal_is_read_again(
        self, client: Client, tenant, offer: UnitType
    ) -> None:
        response = client.get(hold_url(offer))

        assert (response.status_code, response.url) == (302, f"/rooms/{offer.property.slug}/")
        assert Booking.objects.count() == 0

    def test_takes_nothing_but_a_form(self, client: Client, tenant, offer: UnitType) -> None:
        assert client.put(hold_url(offer)).status_code == 405


class TestHoldTimes:
    def test_the_ring_runs_for_ten_minutes(self, client: Client, tenant) -> None:
        booking = create_hold(by=tenant)

        page = client.get(f"/bookings/{booking.public_id}/").context["page"]

        assert timedelta(seconds=page.hold_seconds) == timedelta(minutes=10)
        assert timedelta(minutes=9) < booking.hold_until - page.now <= timedelta(minutes=10)


class TestLimit:
    def test_lets_a_person_ask_only_so_often(self, client: Client, tenant, offer: UnitType, settings) -> None:
        settings.RATE_LIMITS = {**settings.RATE_LIMITS, "hold": Limit(person=1, address=9, seconds=60)}
        client.post(hold_url(offer), request_for(offer, move_in="someday"))

        response = client.post(hold_url(offer), request_for(offer))

        assert response.status_code == 429
        assert Booking.objects.count() == 0
