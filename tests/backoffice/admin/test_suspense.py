import pytest
from django.test import Client
from django_q.models import OrmQ

from project.booking.models import Booking
from project.kernel.money import Money
from project.payments.models import Attempt, Payment, SuspenseItem
from project.payments.operations import settle
from tests.backoffice.asking import list_url, page_url, press, rows_of, said
from tests.factories.booking import create_booked, create_hold
from tests.factories.payments import STRAY, books, create_stray, start_checkout

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(enter, administrator) -> Client:
    """The administrator's browser."""
    return enter(administrator)


@pytest.fixture
def stray(fake_gateway) -> SuspenseItem:
    """₹1,234 that nobody asked for."""
    return create_stray()


@pytest.fixture
def booking(offer, tenant) -> Booking:
    return create_booked(offer, by=tenant)


def unchanged(item: SuspenseItem) -> bool:
    """True while nobody has decided about the money."""
    item.refresh_from_db()
    return item.state == "open" and item.payment is None and not Payment.objects.exists()


class TestList:
    def test_is_for_administrators(self, office, enter, manager, stray):
        for browser in (office, enter(manager)):
            assert browser.get(list_url(SuspenseItem)).status_code == 403
            assert browser.get(page_url(stray)).status_code in (403, 404)
            assert press(browser, stray, "match").status_code == 403
            assert press(browser, stray, "send_back").status_code == 403
        assert unchanged(stray)

    def test_says_what_it_comes_to(self, admin, stray):
        assert admin.get(list_url(SuspenseItem)).context["total"] == "₹1,234"

    def test_calls_an_administrator_as_long_as_it_is_not_empty(self, admin, stray, booking):
        def needs() -> list[SuspenseItem]:
            found = [need for need in admin.get("/office/").context["needs"] if "nobody we know" in need.label]
            return [item for need in found for item in rows_of(admin, need.url)]

        assert needs() == [stray]
        press(admin, stray, "match", booking=str(booking.public_id))
        assert needs() == []


class TestMatch:
    def test_gives_it_to_whoever_booked(self, admin, administrator, stray, booking, tenant):
        response = press(admin, stray, "match", booking=str(booking.public_id))

        payment = Payment.objects.get()
        stray.refresh_from_db()
        assert said(response) == [f"₹1,234 is now a payment of {tenant}."]
        assert (payment.payer, payment.subject, payment.amount) == (tenant, booking.subject, STRAY)
        assert (stray.state, stray.payment, stray.resolved_by) == ("matched", payment, administrator)
        assert books()["unapplied"] == -1_234_00

    def test_takes_the_beginning_of_a_booking_number(self, admin, stray, booking):
        press(admin, stray, "match", booking=str(booking.public_id)[:8].upper())

        assert Payment.objects.get().subject == booking.subject

    def test_answers_a_request_to_pay_and_the_booking_follows(self, admin, fake_gateway, offer, tenant):
        hold = create_hold(offer, by=tenant)
        attempt = start_checkout(by=tenant, subject=hold.subject)
        item = create_stray(attempt.amount)

        press(admin, item, "match", attempt=str(attempt.pk))

        assert Payment.objects.get().attempt == attempt
        assert [task.func() for task in OrmQ.objects.all()].count("jobs.payments.settle_then_confirm") == 1

    def test_offers_only_requests_for_the_same_amount(self, admin, stray, tenant):
        same, _other = start_checkout(by=tenant, amount=STRAY), start_checkout(by=tenant, amount=Money(99_00))

        form = admin.get(page_url(stray, "match")).context["form"]

        assert list(form.fields["attempt"].queryset) == [same]

    @pytest.mark.parametrize("typed", [{}, {"booking": ""}, {"booking": "nonsense"}, {"booking": "00000000"}])
    def test_refuses_what_names_nobody(self, typed, admin, stray, booking):
        response = press(admin, stray, "match", **typed)

        assert response.status_code == 200
        assert unchanged(stray)

    def test_refuses_two_answers_at_once(self, admin, stray, booking, tenant):
        attempt = start_checkout(by=tenant, amount=STRAY)

        response = press(admin, stray, "match", attempt=str(attempt.pk), booking=str(booking.public_id))

        assert "not both" in response.content.decode()
        assert unchanged(stray)

    def test_refuses_a_request_for_another_amount(self, admin, stray, tenant):
        other = start_checkout(by=tenant, amount=Money(99_00))

        assert press(admin, stray, "match", attempt=str(other.pk)).status_code == 200
        assert unchanged(stray)
        assert Attempt.objects.get(pk=other.pk).state == "open"

    def test_is_done_once(self, admin, stray, booking):
        press(admin, stray, "match", booking=str(booking.public_id))

        response = press(admin, stray, "match", booking=str(booking.public_id))

        assert "decided about this money already" in response.content.decode()
        assert Payment.objects.count() == 1


class TestSendBack:
    def test_owes_it_to_where_it_came_from(self, admin, administrator, stray):
        response = press(admin, stray, "send_back")

        stray.refresh_from_db()
        assert said(response) == ["The money is on its way back."]
        assert (stray.state, stray.resolved_by) == ("returning", administrator)
        assert [task.func() for task in OrmQ.objects.all()].count("jobs.payments.send_returns") == 1

    def test_shows_first_how_much_goes_back(self, admin, stray):
        page = admin.get(page_url(stray, "send_back")).content.decode()

        assert "₹1,234" in page
        assert "This cannot be undone." in page

    def test_is_refused_once_somebody_has_decided(self, admin, stray, booking):
        press(admin, stray, "match", booking=str(booking.public_id))

        response = press(admin, stray, "send_back")

        stray.refresh_from_db()
        assert "decided about this money already" in response.content.decode()
        assert stray.state == "matched"


class TestMoneyOfAKnownPayer:
    def test_becomes_theirs_without_naming_anybody(self, admin, fake_gateway, tenant, booking):
        attempt = start_checkout(by=tenant, subject=booking.subject)
        fake_gateway.pay(attempt.session_id, amount=Money(16_000_00))
        settle(attempt=attempt)
        item = SuspenseItem.objects.get()

        response = press(admin, item, "match")

        item.refresh_from_db()
        assert said(response) == [f"₹16,000 is now a payment of {tenant}."]
        assert (item.state, item.payment.payer) == ("matched", tenant)
