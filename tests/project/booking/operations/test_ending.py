"""A booking that ends before anybody moved in."""

import pghistory.models
import pytest

from project.booking.models import Booking, Occupancy, Unit
from project.booking.operations import (
    NotCancellable,
    cancel_booking,
    confirm_paid,
    lapse_hold,
    record_move_in,
    start_payment,
)
from project.booking.queries import cancellation_terms
from project.events.models import Event
from project.kernel import clock
from project.payments.models import Attempt, Refund
from tests.factories.booking import create_booked, create_hold, in_days, run_out
from tests.factories.payments import create_payment
from tests.truths import check_truths_now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_gateway")]


def create_paid(offer, tenant, **request) -> Booking:
    booking = create_hold(offer, by=tenant, **request)
    confirm_paid(payment_id=create_payment(by=tenant, subject=booking.subject, amount=booking.deposit).pk)
    booking.refresh_from_db()
    return booking


class TestCancelBooking:
    def test_gives_the_unit_back_and_tells(self, offer, tenant):
        booking = create_booked(offer, by=tenant)

        cancelled = cancel_booking(booking=booking, by=tenant, reason="Found another")

        assert (cancelled.state, cancelled.cancel_reason, cancelled.ended_at) == (
            "cancelled",
            "Found another",
            clock.now(),
        )
        assert Occupancy.objects.count() == 0
        assert offer.units.get().free_from.isoformat() == "2000-01-01"
        assert Event.objects.order_by("id").last().type == "booking.cancelled"
        check_truths_now()

    def test_owes_the_whole_deposit_before_the_move_in(self, offer, tenant):
        booking = create_paid(offer, tenant)
        promised = cancellation_terms(booking).refund

        cancel_booking(booking=booking, by=tenant)

        refund = Refund.objects.get()
        assert promised.paise == refund.amount_paise == 17_000_00
        assert refund.gateway_key == f"ref:cancel:{booking.public_id}"

    def test_owes_nothing_once_the_move_in_day_has_passed(self, offer, tenant, travel):
        booking = create_paid(offer, tenant, move_in=in_days(0))
        travel(24 * 3600)

        cancel_booking(booking=booking, by=tenant)

        assert Refund.objects.count() == 0

    def test_closes_the_payment_page_of_a_hold(self, offer, tenant):
        booking = create_hold(offer, by=tenant)
        start_payment(booking=booking, by=tenant, return_path="/a", cancel_path="/b")

        cancel_booking(booking=booking, by=tenant)

        assert Attempt.objects.get().open_until == clock.now()
        assert Refund.objects.count() == 0

    def test_names_who_did_it_in_the_history(self, offer, tenant):
        booking = create_booked(offer, by=tenant)

        cancel_booking(booking=booking, by=tenant)

        change = pghistory.models.Events.objects.tracks(booking).order_by("pgh_id").last()
        assert change.pgh_context == {"user": tenant.pk}
        assert change.pgh_diff["state"] == ["booked", "cancelled"]

    @pytest.mark.parametrize("again", ["cancelled", "staying"])
    def test_refuses_one_that_is_over_or_lived_in(self, offer, tenant, again):
        booking = create_booked(offer, by=tenant, move_in=in_days(0))
        if again == "cancelled":
            cancel_booking(booking=booking, by=tenant)
        else:
            record_move_in(booking=booking, by=None)
        events = Event.objects.count()

        with pytest.raises(NotCancellable):
            cancel_booking(booking=booking, by=tenant)

        assert Event.objects.count() == events


class TestLapseHold:
    def test_frees_the_unit_of_a_hold_that_has_run_out(self, offer, tenant):
        booking = run_out(create_hold(offer, by=tenant))

        assert lapse_hold(booking_id=booking.pk) is True

        booking.refresh_from_db()
        assert booking.state == "lapsed"
        assert Unit.objects.get().held_until is None
        assert Event.objects.order_by("id").last().type == "booking.lapsed"
        check_truths_now()

    def test_leaves_one_that_still_runs(self, offer, tenant):
        booking = create_hold(offer, by=tenant)

        assert lapse_hold(booking_id=booking.pk) is False

        booking.refresh_from_db()
        assert booking.state == "held"

    def test_leaves_one_that_was_paid_meanwhile(self, offer, tenant):
        booking = create_paid(offer, tenant)

        assert lapse_hold(booking_id=booking.pk) is False

    def test_happens_once(self, offer, tenant):
        booking = run_out(create_hold(offer, by=tenant))

        assert [lapse_hold(booking_id=booking.pk) for _ in range(2)] == [True, False]
