import pytest

from project.booking.models import Booking
from project.payments.gateways import gateway
from project.payments.models import Attempt, Payment, Refund
from tests.backoffice.asking import list_url, page_url, press, rows_of, said
from tests.factories.booking import create_booked, create_hold
from tests.factories.payments import create_payment, create_refund, start_checkout

pytestmark = pytest.mark.django_db


@pytest.fixture
def payment(offer, tenant, fake_gateway) -> Payment:
    return create_payment(by=tenant, subject=create_booked(offer, by=tenant).subject)


class TestSums:
    def test_a_list_of_money_says_what_it_comes_to(self, office, payment, foreign_offer):
        create_payment(subject=create_booked(foreign_offer).subject)

        assert office.get(list_url(Payment)).context["total"] == "₹17,000"

    def test_the_sum_is_of_what_is_filtered(self, office, payment):
        assert office.get(list_url(Payment) + "?when=odd").context["total"] == "₹0"


class TestLinks:
    def test_money_leads_to_its_booking_and_person(self, office, payment):
        page = office.get(page_url(payment)).content.decode()

        assert page_url(Booking.objects.get()) in page
        assert page_url(payment.payer) in page

    def test_a_strangers_money_is_not_there(self, office, fake_gateway, foreign_offer):
        foreign = create_refund(create_payment(subject=create_booked(foreign_offer).subject))

        assert office.get(page_url(foreign)).status_code == 404
        assert office.get(page_url(foreign.payment)).status_code == 404
        assert rows_of(office, list_url(Refund)) == []


class TestAskAgain:
    def test_records_what_was_paid_and_books(self, office, offer, tenant, fake_gateway):
        hold = create_hold(offer, by=tenant)
        attempt = start_checkout(by=tenant, subject=hold.subject)
        gateway().pay(attempt.session_id)

        response = press(office, attempt, "ask_again")

        assert said(response) == ["Stripe has answered: it was paid, and the booking follows."]
        assert Booking.objects.get(pk=hold.pk).state == "booked"

    def test_says_when_nothing_was_paid(self, office, offer, tenant, fake_gateway):
        hold = create_hold(offer, by=tenant)
        attempt = start_checkout(by=tenant, subject=hold.subject)

        assert said(press(office, attempt, "ask_again")) == ["Stripe has answered: nothing was paid."]
        assert Booking.objects.get(pk=hold.pk).state == "held"

    def test_says_when_stripe_is_silent(self, office, offer, tenant, fake_gateway):
        hold = create_hold(offer, by=tenant)
        attempt = start_checkout(by=tenant, subject=hold.subject)
        fake_gateway.fail_next("get_session")

        response = press(office, attempt, "ask_again")

        assert "The payment service does not answer just now." in response.content.decode()
        assert Attempt.objects.get(pk=attempt.pk).state == attempt.state
