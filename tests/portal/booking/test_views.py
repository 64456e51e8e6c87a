"""Looking at bookings, the stay and the bills, and cancelling."""

from http import HTTPStatus
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from project.booking.operations import cancel_booking, confirm_paid
from tests.factories.booking import create_booked, create_hold, create_offer, run_out
from tests.factories.payments import create_payment
from tests.gateways import fake_gateway

__all__ = ["fake_gateway"]

pytestmark = pytest.mark.django_db


class TestBooking:
    def test_shows_the_ring_and_the_price(self, client: Client, tenant) -> None:
        booking = create_hold(by=tenant)

        page = client.get(f"/bookings/{booking.public_id}/").content.decode()

        assert 'class="hold-ring"' in page
        assert 'hx-trigger="live, hold:over from:body"' in page
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

    def test_says_what_the_house_keeps(self, client: Client, tenant, fake_gateway) -> None:
        booking = create_hold(create_offer(free_cancel_days=10, late_cancel_percent=25), by=tenant)
        payment = create_payment(by=tenant, subject=booking.subject, amount=booking.deposit)
        confirm_paid(payment_id=payment.pk)

        page = client.get(f"/bookings/{booking.public_id}/cancel/").content.decode()

        assert "₹12,750" in page
        assert "The house keeps ₹4,250." in page
        assert "free to cancel until 10 days before moving in" in page

    def test_asks_again_when_another_amount_comes_back_than_was_shown(self, client: Client, tenant) -> None:
        booking = create_hold(by=tenant)

        response = client.post(f"/bookings/{booking.public_id}/cancel/", {"reason": "Too far", "refund_paise": "1"})

        booking.refresh_from_db()
        assert (response.status_code, booking.state) == (422, "held")
        page = response.content.decode()
        assert "What comes back has changed meanwhile." in page
        assert 'value="Too far"' in page
        assert 'name="refund_paise" value="0"' in page


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
