"""From "Hold this bed" to "Booked" through the pages themselves."""

from datetime import timedelta
from http import HTTPStatus
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from portal.templatetags.nivas import clock_time
from project.booking.models import Booking
from project.booking.operations import cancel_booking, confirm_paid
from project.catalog.models import Rate, UnitType
from project.payments.models import Attempt, Payment
from project.payments.stripesim.testing import DECLINED_CARD, RunningSim
from tests.factories.booking import create_booked, create_hold, create_offer, in_days, run_out
from tests.factories.identity import create_tenant

pytestmark = pytest.mark.django_db


@pytest.fixture
def offer() -> UnitType:
    return create_offer(units=1, name="Lotus House")


@pytest.fixture
def tenant(client: Client):
    person = create_tenant()
    client.force_login(person)
    return person


def request_for(offer: UnitType, **changes: object) -> dict[str, str]:
    asked = {"unit_type": offer.public_id, "move_in": in_days(7).isoformat(), "idempotency_key": uuid4()}
    return {name: str(value) for name, value in (asked | changes).items()}


def hold_url(offer: UnitType) -> str:
    return reverse("hold", args=[offer.property.slug])


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

    def test_gives_htmx_only_the_answer(self, client: Client, tenant, offer: UnitType) -> None:
        create_hold(offer)

        response = client.post(hold_url(offer), request_for(offer), headers={"HX-Request": "true"})

        assert response.status_code == 409
        assert b"<html" not in response.content
        assert b'id="answer"' in response.content

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
        ],
    )
    def test_says_what_is_wrong_and_keeps_what_was_typed(
        self, client: Client, tenant, offer: UnitType, changes: dict[str, str], words: str
    ) -> None:
        response = client.post(hold_url(offer), request_for(offer, **changes))

        assert response.status_code == 422
        assert words in response.content.decode()
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


class TestBooking:
    def test_shows_the_ring_and_the_price(self, client: Client, tenant) -> None:
        booking = create_hold(by=tenant)

        page = client.get(f"/bookings/{booking.public_id}/").content.decode()

        assert 'class="hold-ring"' in page
        assert 'hx-trigger="every 2s, hold:over from:body"' in page
        assert f"/bookings/{booking.public_id}/pay/" in page

    def test_shows_a_run_out_hold_as_ended_before_any_sweep(self, client: Client, tenant) -> None:
        booking = run_out(create_hold(by=tenant))

        page = client.get(f"/bookings/{booking.public_id}/").content.decode()

        assert "Your hold has ended" in page
        assert "/pay/" not in page

    @pytest.mark.parametrize("name", ["booking", "booking_status", "booking_return", "booking_cancel"])
    def test_does_not_exist_for_a_stranger(self, client: Client, tenant, name: str) -> None:
        booking = create_hold()

        assert client.get(reverse(name, args=[booking.public_id])).status_code == 404

    def test_tells_nothing_new_with_204(self, client: Client, tenant) -> None:
        booking = create_hold(by=tenant)
        version = client.get(f"/bookings/{booking.public_id}/").context["page"].version

        same = client.get(f"/bookings/{booking.public_id}/status/", {"seen": version})
        cancel_booking(booking=booking, by=tenant)
        changed = client.get(f"/bookings/{booking.public_id}/status/", {"seen": version})

        assert (same.status_code, same.content) == (HTTPStatus.NO_CONTENT, b"")
        assert "This booking is cancelled" in changed.content.decode()


@pytest.mark.django_db(transaction=True)
class TestPaying:
    def pay(self, client: Client, booking: Booking):
        return client.post(f"/bookings/{booking.public_id}/pay/")

    def test_leads_to_the_payment_page_and_back_to_booked(self, client: Client, tenant, stripe_sim: RunningSim) -> None:
        booking = create_hold(by=tenant)

        away = self.pay(client, booking)
        stripe_sim.pay(Attempt.objects.get().session_id)
        back = client.get(f"/bookings/{booking.public_id}/return/", follow=True)

        booking.refresh_from_db()
        assert away.status_code == 303
        assert away.url.startswith(f"{stripe_sim.base_url}/pay/")
        assert booking.state == "booked"
        assert "Booked" in back.content.decode()
        assert "Your receipt is being drawn" in back.content.decode()
        assert f"/bookings/{booking.public_id}/status/?seen=" in back.content.decode()

    def test_two_tabs_lead_to_one_payment_page(self, client: Client, tenant, stripe_sim: RunningSim) -> None:
        booking = create_hold(by=tenant)

        pages = {self.pay(client, booking).url for _ in range(2)}

        assert len(pages) == 1
        assert Attempt.objects.count() == 1

    def test_a_declined_card_leaves_the_hold(self, client: Client, tenant, stripe_sim: RunningSim) -> None:
        booking = create_hold(by=tenant)
        self.pay(client, booking)

        stripe_sim.pay(Attempt.objects.get().session_id, card=DECLINED_CARD)
        client.get(f"/bookings/{booking.public_id}/return/")

        booking.refresh_from_db()
        assert (booking.state, Payment.objects.count()) == ("held", 0)

    def test_keeps_the_hold_and_offers_a_retry_while_stripe_is_down(
        self, client: Client, tenant, stripe_sim: RunningSim
    ) -> None:
        booking = create_hold(by=tenant)
        stripe_sim.control("faults", action="503", route="POST /v1/checkout/sessions", times=20)

        response = self.pay(client, booking)

        booking.refresh_from_db()
        assert response.status_code == 503
        page = response.content.decode()
        assert "Try the payment page again" in page
        assert f"Nothing was charged, and your hold runs until {clock_time(booking.hold_until)}." in page
        assert booking.state == "held"

    def test_leads_back_to_the_booking_when_read_again(self, client: Client, tenant) -> None:
        booking = create_hold(by=tenant)

        response = client.get(f"/bookings/{booking.public_id}/pay/")

        assert (response.status_code, response.url) == (302, f"/bookings/{booking.public_id}/")
        assert Attempt.objects.count() == 0

    def test_back_button_after_paying_never_charges_again(self, client: Client, tenant, stripe_sim: RunningSim) -> None:
        booking = create_hold(by=tenant)
        self.pay(client, booking)
        stripe_sim.pay(Attempt.objects.get().session_id)
        client.get(f"/bookings/{booking.public_id}/return/")

        again = self.pay(client, booking)

        assert (again.status_code, again.url) == (302, f"/bookings/{booking.public_id}/")
        assert Payment.objects.count() == 1

    def test_a_run_out_hold_is_not_paid_for(self, client: Client, tenant, stripe_sim: RunningSim) -> None:
        booking = run_out(create_hold(by=tenant))

        response = self.pay(client, booking)

        assert (response.status_code, response.url) == (302, f"/bookings/{booking.public_id}/")
        assert Attempt.objects.count() == 0

    def test_shows_the_refund_before_and_after_cancelling(self, client: Client, tenant, stripe_sim: RunningSim) -> None:
        booking = create_hold(by=tenant)
        self.pay(client, booking)
        stripe_sim.pay(Attempt.objects.get().session_id)
        client.get(f"/bookings/{booking.public_id}/return/")
        confirm_paid(payment_id=Payment.objects.get().pk)

        preview = client.get(f"/bookings/{booking.public_id}/cancel/")
        done = client.post(f"/bookings/{booking.public_id}/cancel/", {"reason": "Found a flat"}, follow=True)

        booking.refresh_from_db()
        assert preview.context["terms"].refund == booking.deposit
        assert (booking.state, booking.cancel_reason) == ("cancelled", "Found a flat")
        assert "Refund started" in done.content.decode()


class TestCancel:
    def test_lets_a_held_bed_go(self, client: Client, tenant) -> None:
        booking = create_hold(by=tenant)

        response = client.post(f"/bookings/{booking.public_id}/cancel/", {"reason": ""})

        booking.refresh_from_db()
        assert (response.status_code, booking.state) == (302, "cancelled")

    def test_keeps_a_reason_that_is_too_long_on_the_page(self, client: Client, tenant) -> None:
        booking = create_hold(by=tenant)

        response = client.post(f"/bookings/{booking.public_id}/cancel/", {"reason": "x" * 201})

        booking.refresh_from_db()
        assert response.status_code == 422
        assert "x" * 201 in response.content.decode()
        assert booking.state == "held"


class TestStay:
    def test_offers_a_search_when_there_is_nothing(self, client: Client, tenant) -> None:
        page = client.get("/stay/").content.decode()

        assert "You have no home with us yet" in page
        assert 'href="/rooms/"' in page

    def test_shows_what_is_open_first(self, client: Client, tenant) -> None:
        booking = create_booked(by=tenant)

        page = client.get("/stay/")

        assert page.context["page"].open_things == [booking]

    def test_costs_the_same_however_many_bookings(self, client: Client, tenant, django_assert_max_num_queries) -> None:
        for _ in range(4):
            cancel_booking(booking=create_hold(by=tenant), by=tenant)

        with django_assert_max_num_queries(10):
            client.get("/stay/")


class TestLists:
    def test_shows_only_my_own_bookings(self, client: Client, tenant) -> None:
        mine = create_hold(by=tenant)
        create_hold()

        assert client.get("/bookings/").context["bookings"] == [mine]

    def test_shows_my_payments_and_no_receipt_of_a_stranger(self, client: Client, tenant) -> None:
        assert client.get("/bills/").status_code == 200
        assert client.get(f"/bills/{uuid4()}.pdf").status_code == 404

    @pytest.mark.parametrize("address", ["/stay/", "/bills/", "/bookings/"])
    def test_asks_a_guest_to_sign_in(self, client: Client, address: str) -> None:
        response = client.get(address)

        assert (response.status_code, response.url) == (302, f"/account/login/?next={address.replace('/', '%2F')}")


class TestHoldTimes:
    def test_the_ring_runs_for_ten_minutes(self, client: Client, tenant) -> None:
        booking = create_hold(by=tenant)

        page = client.get(f"/bookings/{booking.public_id}/").context["page"]

        assert timedelta(seconds=page.hold_seconds) == timedelta(minutes=10)
        assert timedelta(minutes=9) < booking.hold_until - page.now <= timedelta(minutes=10)
