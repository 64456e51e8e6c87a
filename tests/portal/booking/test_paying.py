"""From the held bed to Stripe and back."""

import pytest
from django.test import Client

from portal.templatetags.nivas import clock_time
from project.booking.models import Booking
from project.booking.operations import confirm_paid
from project.kernel.web.limits import Limit
from project.payments.models import Attempt, Payment
from project.payments.stripesim.testing import DECLINED_CARD, RunningSim
from tests.factories.booking import create_hold, run_out

pytestmark = pytest.mark.django_db


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

    def test_opens_the_payment_page_only_so_often(
        self, client: Client, tenant, stripe_sim: RunningSim, settings
    ) -> None:
        settings.RATE_LIMITS = {**settings.RATE_LIMITS, "pay": Limit(person=1, address=9, seconds=60)}
        booking = create_hold(by=tenant)
        self.pay(client, booking)

        assert self.pay(client, booking).status_code == 429
        assert Attempt.objects.count() == 1

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
