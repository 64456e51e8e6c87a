"""What booking does when something happened."""

import pytest

from project.booking.models import Booking
from project.booking.operations import cancel_booking, confirm_paid, lapse_hold
from project.events.operations import deliver_now
from project.notifications.models import Delivery
from project.payments.models import Receipt
from tests.factories.booking import create_booked, create_hold, join_line, run_out
from tests.factories.payments import create_payment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_gateway")]


def pay(booking: Booking):
    return create_payment(by=booking.tenant, subject=booking.subject, amount=booking.deposit)


class TestFollowTheMoney:
    def test_books_what_nobody_else_has_booked(self, offer, tenant):
        booking = create_hold(offer, by=tenant)
        pay(booking)

        deliver_now()

        booking.refresh_from_db()
        assert booking.state == "booked"


class TestTelling:
    def told(self) -> list[tuple[str, str]]:
        deliver_now()
        return list(Delivery.objects.order_by("id").values_list("kind", "to__name"))

    def test_a_paid_booking_brings_the_receipt(self, offer, tenant):
        booking = create_hold(offer, by=tenant)
        confirm_paid(payment_id=pay(booking).pk)

        assert self.told() == [("booking_booked", "Asha Rao")]
        delivery = Delivery.objects.get()
        assert delivery.attachments == [["receipt", Receipt.objects.get().pk]]
        assert delivery.context["booking_path"] == f"/bookings/{booking.public_id}/"
        assert delivery.context["deposit_paise"] == 17_000_00
        assert delivery.context["move_in_on"] == booking.move_in.isoformat()

    def test_a_booking_from_the_desk_brings_none(self, offer, tenant):
        create_booked(offer, by=tenant)

        assert self.told() == [("booking_booked", "Asha Rao")]
        assert Delivery.objects.get().attachments == []

    def test_a_cancelled_booking_says_what_comes_back(self, offer, tenant):
        booking = confirm_paid(payment_id=pay(create_hold(offer, by=tenant)).pk)
        cancel_booking(booking=booking, by=None, reason="The house closes.")

        assert self.told() == [("booking_booked", "Asha Rao"), ("booking_cancelled", "Asha Rao")]
        context = Delivery.objects.get(kind="booking_cancelled").context
        assert (context["refund_paise"], context["reason"]) == (17_000_00, "The house closes.")

    def test_an_unpaid_hold_that_lapsed_is_told(self, offer, tenant):
        lapse_hold(booking_id=run_out(create_hold(offer, by=tenant)).pk)

        assert self.told() == [("booking_lapsed", "Asha Rao")]
        assert Delivery.objects.get().context["property_path"] == f"/rooms/{offer.property.slug}/"

    def test_late_money_is_told_instead_of_the_lapse(self, offer, tenant, stranger):
        booking = create_hold(offer, by=tenant)
        lapse_hold(booking_id=run_out(booking).pk)
        create_booked(offer, by=stranger)
        pay(booking)

        deliver_now()
        deliver_now()

        kinds = list(Delivery.objects.filter(to=tenant).values_list("kind", flat=True))
        assert kinds == ["late_payment_refunded"]
        assert Delivery.objects.get(to=tenant).context["amount_paise"] == 17_000_00

    def test_joining_the_line_brings_a_receipt_of_the_place(self, offer):
        create_booked(offer)
        _first, second = join_line(offer, "Meera Iyer", "Ravi Nair")

        assert self.told()[1:] == [("waitlist_joined", "Meera Iyer"), ("waitlist_joined", "Ravi Nair")]
        receipt = Delivery.objects.get(kind="waitlist_joined", to__name="Ravi Nair").context
        assert (receipt["place"], receipt["entry_path"]) == (2, f"/waitlist/{second.public_id}/")

    def test_an_offer_says_until_when(self, offer):
        taken = create_booked(offer)
        (entry,) = join_line(offer, "Meera Iyer")
        cancel_booking(booking=taken, by=None)

        assert ("waitlist_offered", "Meera Iyer") in self.told()
        entry.refresh_from_db()
        offered = Delivery.objects.get(kind="waitlist_offered").context
        assert offered["hold_until_at"] == entry.offer.hold_until.isoformat()
        assert offered["booking_path"] == f"/bookings/{entry.offer.public_id}/"
