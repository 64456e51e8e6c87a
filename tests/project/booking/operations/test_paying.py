"""Money for a booking: on time, late, twice, and when there is nothing left to book."""

import pytest

from project.booking.models import Booking, BookingState, Occupancy
from project.booking.operations import (
    HoldRunOut,
    cancel_booking,
    confirm_booking,
    confirm_paid,
    lapse_hold,
    start_payment,
)
from project.booking.queries import find_inventory_faults
from project.events.models import Event
from project.kernel import clock
from project.kernel.money import Money
from project.payments.models import Payment, Receipt, Refund
from project.payments.operations import AlreadyPaid
from tests.factories.booking import create_booked, create_hold, create_offer, create_unit, run_out
from tests.factories.payments import create_payment, create_refund
from tests.truths import check_truths_now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_gateway")]


def pay(booking: Booking, amount: Money | None = None) -> Payment:
    return create_payment(by=booking.tenant, subject=booking.subject, amount=amount or booking.deposit)


def lapsed(booking: Booking) -> Booking:
    lapse_hold(booking_id=run_out(booking).pk)
    booking.refresh_from_db()
    return booking


def told(booking: Booking) -> list[str]:
    return list(Event.objects.filter(key=f"booking:{booking.pk}").order_by("id").values_list("type", flat=True))


class TestStartPayment:
    paths = {"return_path": "/bookings/1/?paid=1", "cancel_path": "/bookings/1/"}

    def test_opens_a_page_for_the_deposit_until_the_hold_ends(self, offer, tenant):
        booking = create_hold(offer, by=tenant)

        attempt = start_payment(booking=booking, by=tenant, **self.paths)

        assert (attempt.subject, attempt.amount) == (f"booking:{booking.public_id}", Money(17_000_00))
        assert attempt.open_until == booking.hold_until
        assert attempt.description == "Lotus House: Bed in 2-sharing"

    def test_opens_none_for_a_hold_that_has_run_out(self, offer, tenant):
        booking = run_out(create_hold(offer, by=tenant))

        with pytest.raises(HoldRunOut):
            start_payment(booking=booking, by=tenant, **self.paths)

    def test_opens_none_for_what_is_booked(self, offer, tenant):
        with pytest.raises(AlreadyPaid):
            start_payment(booking=create_booked(offer, by=tenant), by=tenant, **self.paths)


class TestConfirmPaid:
    def test_books_what_is_held(self, offer, tenant):
        payment = pay(create_hold(offer, by=tenant))

        booking = confirm_paid(payment_id=payment.pk)

        booking.refresh_from_db()
        assert (booking.state, booking.paid_with, booking.booked_at) == (BookingState.BOOKED, payment, clock.now())
        occupancy = Occupancy.objects.get()
        assert (occupancy.kind, occupancy.until) == ("taken", None)
        assert told(booking) == ["booking.held", "booking.booked"]
        check_truths_now()

    def test_gives_a_receipt_for_the_deposit(self, offer, tenant):
        booking = confirm_paid(payment_id=pay(create_hold(offer, by=tenant)).pk)

        receipt = Receipt.objects.get()
        assert receipt.lines == [{"label": "Refundable deposit", "amount_paise": 17_000_00}]
        assert receipt.recipient["name"] == "Asha Rao"
        assert receipt.recipient["unit"] == f"Bed in 2-sharing, {booking.unit}"

    def test_does_so_once_however_often_it_is_called(self, offer, tenant):
        payment = pay(create_hold(offer, by=tenant))

        for _ in range(4):
            booking = confirm_paid(payment_id=payment.pk)

        assert told(booking) == ["booking.held", "booking.booked"]
        assert (Receipt.objects.count(), Refund.objects.count()) == (1, 0)

    def test_books_a_hold_that_has_run_out_and_still_stands(self, offer, tenant):
        payment = pay(run_out(create_hold(offer, by=tenant)))

        assert confirm_paid(payment_id=payment.pk).state == "booked"

    def test_says_nothing_about_money_for_something_else(self):
        payment = create_payment(subject="invoice:7")

        assert confirm_paid(payment_id=payment.pk) is None

    def test_adopts_money_for_what_was_confirmed_at_the_desk(self, offer, tenant):
        booking = create_hold(offer, by=tenant)
        payment = pay(booking)
        confirm_booking(booking=booking, by=None)

        confirm_paid(payment_id=payment.pk)

        booking.refresh_from_db()
        assert booking.paid_with == payment
        assert (Receipt.objects.count(), Refund.objects.count()) == (1, 0)

    def test_sends_a_second_payment_back_in_full(self, offer, tenant):
        booking = create_hold(offer, by=tenant)
        first, second = pay(booking), self.paid_again(booking)
        confirm_paid(payment_id=first.pk)

        for _ in range(2):
            confirm_paid(payment_id=second.pk)

        refund = Refund.objects.get()
        assert (refund.payment, refund.amount_paise) == (second, 17_000_00)
        booking.refresh_from_db()
        assert (booking.state, booking.paid_with) == ("booked", first)

    def paid_again(self, booking: Booking) -> Payment:
        """Money from an old page that Stripe took after the newer one was paid."""
        other = create_payment(by=booking.tenant)
        return Payment.objects.create(
            attempt=other.attempt,
            payer=booking.tenant,
            subject=booking.subject,
            amount_paise=booking.deposit_paise,
            intent_id=f"{other.intent_id}_again",
            paid_at=clock.now(),
        )


class TestLateMoney:
    def test_gets_its_own_unit_again(self, tenant):
        offer = create_offer(units=3)
        booking = lapsed(create_hold(offer, by=tenant))

        confirm_paid(payment_id=pay(booking).pk)

        again = Booking.objects.get(pk=booking.pk)
        assert (again.state, again.unit_id, again.ended_at) == ("booked", booking.unit_id, None)
        assert told(booking) == ["booking.held", "booking.lapsed", "booking.booked"]
        check_truths_now()

    def test_gets_another_unit_of_the_type(self, offer, tenant, stranger):
        booking = lapsed(create_hold(offer, by=tenant))
        create_booked(offer, by=stranger)
        free = create_unit(offer)

        confirm_paid(payment_id=pay(booking).pk)

        booking.refresh_from_db()
        assert (booking.state, booking.unit) == ("booked", free)
        assert Refund.objects.count() == 0
        check_truths_now()

    def test_takes_the_place_of_another_hold_that_has_run_out(self, offer, tenant, stranger):
        booking = lapsed(create_hold(offer, by=tenant))
        other = run_out(create_hold(offer, by=stranger))

        confirm_paid(payment_id=pay(booking).pk)

        other.refresh_from_db()
        booking.refresh_from_db()
        assert (booking.state, other.state) == ("booked", "lapsed")
        check_truths_now()

    def test_goes_back_in_full_when_nothing_is_free(self, offer, tenant, stranger):
        booking = lapsed(create_hold(offer, by=tenant))
        create_booked(offer, by=stranger)
        payment = pay(booking)

        for _ in range(2):
            confirm_paid(payment_id=payment.pk)

        booking.refresh_from_db()
        refund = Refund.objects.get()
        assert (booking.state, booking.paid_with) == ("lapsed", None)
        assert (refund.payment, refund.amount_paise, refund.state) == (payment, 17_000_00, "started")
        assert refund.gateway_key == f"ref:late:{payment.public_id}"
        assert told(booking) == ["booking.held", "booking.lapsed", "booking.money_returned"]

    def test_that_goes_back_books_no_bed_that_comes_free_later(self, offer, tenant, stranger):
        booking = lapsed(create_hold(offer, by=tenant))
        theirs = create_hold(offer, by=stranger)
        payment = pay(booking)
        confirm_paid(payment_id=payment.pk)
        cancel_booking(booking=theirs, by=stranger)

        confirm_paid(payment_id=payment.pk)

        booking.refresh_from_db()
        assert (booking.state, booking.paid_with) == ("lapsed", None)
        assert Refund.objects.get().amount == payment.amount
        assert told(booking).count("booking.money_returned") == 1

    def test_goes_back_as_far_as_nobody_has_sent_it_back_by_hand(self, offer, tenant):
        booking = create_hold(offer, by=tenant)
        payment = pay(booking)
        create_refund(payment, amount=Money(5_000_00), key="hand")

        confirm_paid(payment_id=payment.pk)

        booking.refresh_from_db()
        assert booking.state == "held"
        assert list(Refund.objects.order_by("pk").values_list("amount_paise", flat=True)) == [5_000_00, 12_000_00]

    def test_goes_back_when_the_person_cancelled(self, offer, tenant):
        booking = create_hold(offer, by=tenant)
        payment = pay(booking)
        cancel_booking(booking=booking, by=tenant, reason="Found another")

        confirm_paid(payment_id=payment.pk)

        booking.refresh_from_db()
        assert booking.state == "cancelled"
        assert Refund.objects.get().payment == payment

    def test_goes_back_when_it_is_not_enough(self, offer, tenant):
        booking = create_hold(offer, by=tenant)

        confirm_paid(payment_id=pay(booking, Money(100_00)).pk)

        booking.refresh_from_db()
        assert booking.state == "held"
        assert Refund.objects.get().amount_paise == 100_00

    def test_says_who_is_told_what_came(self, offer, tenant, stranger):
        booking = lapsed(create_hold(offer, by=tenant))
        create_booked(offer, by=stranger)
        payment = pay(booking)

        confirm_paid(payment_id=payment.pk)

        payload = Event.objects.get(type="booking.money_returned").payload
        assert (payload["payment"], payload["paid_paise"]) == (str(payment.public_id), 17_000_00)

    def test_leaves_the_inventory_in_order(self, offer, tenant):
        booking = lapsed(create_hold(offer, by=tenant))
        confirm_paid(payment_id=pay(booking).pk)

        assert find_inventory_faults() == []
