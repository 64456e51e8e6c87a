"""What staff record: paid at the desk, moved in, other dates, moved out."""

from datetime import timedelta

import pytest

from project.booking.models import Booking, Occupancy, Unit
from project.booking.operations import (
    DatesNotPossible,
    NotPossibleNow,
    TooEarly,
    UnitTaken,
    change_dates,
    confirm_booking,
    record_move_in,
    record_move_out,
)
from project.events.models import Event
from tests.factories.booking import create_booked, create_hold, in_days, run_out
from tests.truths import check_truths_now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_gateway")]


@pytest.fixture
def staying(offer, tenant) -> Booking:
    return record_move_in(booking=create_booked(offer, by=tenant, move_in=in_days(0)), by=None)


def days_of(booking: Booking) -> tuple[object, object]:
    during = Occupancy.objects.get(booking=booking).during
    return during.lower, during.upper


class TestConfirmBooking:
    def test_books_a_hold_without_money(self, offer, tenant):
        booking = confirm_booking(booking=create_hold(offer, by=tenant), by=None)

        assert (booking.state, booking.paid_with) == ("booked", None)
        assert Occupancy.objects.get().kind == "taken"
        check_truths_now()

    def test_refuses_what_is_no_hold(self, offer, tenant):
        with pytest.raises(NotPossibleNow):
            confirm_booking(booking=create_booked(offer, by=tenant), by=None)


class TestRecordMoveIn:
    def test_makes_a_booking_a_stay(self, staying):
        assert staying.state == "staying"
        assert Event.objects.order_by("id").last().type == "booking.staying"
        check_truths_now()

    def test_refuses_the_day_before(self, offer, tenant):
        booking = create_booked(offer, by=tenant, move_in=in_days(1))

        with pytest.raises(TooEarly):
            record_move_in(booking=booking, by=None)

        assert Booking.objects.get().state == "booked"

    def test_refuses_a_hold(self, offer, tenant):
        with pytest.raises(NotPossibleNow):
            record_move_in(booking=create_hold(offer, by=tenant, move_in=in_days(0)), by=None)


class TestRecordMoveOut:
    def test_frees_the_unit_from_that_day(self, staying, travel):
        travel(5 * 24 * 3600)

        left = record_move_out(booking=staying, by=None)

        assert (left.state, left.move_out) == ("left", left.move_in + timedelta(days=5))
        assert Unit.objects.get().free_from == left.move_out
        assert Event.objects.order_by("id").last().type == "booking.left"
        check_truths_now()

    def test_takes_an_earlier_day(self, staying, travel):
        travel(5 * 24 * 3600)

        left = record_move_out(booking=staying, by=None, on=staying.move_in + timedelta(days=3))

        assert days_of(left) == (staying.move_in, staying.move_in + timedelta(days=3))

    def test_counts_the_day_for_who_leaves_as_they_came(self, staying):
        left = record_move_out(booking=staying, by=None)

        assert left.move_out == staying.move_in + timedelta(days=1)

    def test_refuses_a_day_ahead(self, staying):
        with pytest.raises(TooEarly):
            record_move_out(booking=staying, by=None, on=in_days(1))

    def test_refuses_who_never_moved_in(self, offer, tenant):
        with pytest.raises(NotPossibleNow):
            record_move_out(booking=create_booked(offer, by=tenant), by=None)


class TestChangeDates:
    def test_moves_a_booking_on_its_unit(self, offer, tenant):
        booking = create_booked(offer, by=tenant)

        moved = change_dates(booking=booking, by=None, move_in=in_days(9), move_out=in_days(99))

        assert days_of(moved) == (in_days(9), in_days(99))
        assert Unit.objects.get().free_from == in_days(99)
        check_truths_now()

    def test_extends_a_stay_into_a_hold_that_has_run_out(self, staying, offer, stranger):
        change_dates(booking=staying, by=None, move_in=staying.move_in, move_out=in_days(30))
        other = run_out(create_hold(offer, by=stranger, move_in=in_days(30)))

        change_dates(booking=staying, by=None, move_in=staying.move_in, move_out=None)

        other.refresh_from_db()
        assert other.state == "lapsed"
        assert days_of(staying) == (staying.move_in, None)
        check_truths_now()

    def test_says_why_not_when_somebody_else_comes(self, staying, offer, stranger):
        change_dates(booking=staying, by=None, move_in=staying.move_in, move_out=in_days(30))
        create_booked(offer, by=stranger, move_in=in_days(30))

        with pytest.raises(UnitTaken):
            change_dates(booking=staying, by=None, move_in=staying.move_in, move_out=in_days(31))

        assert days_of(staying) == (staying.move_in, in_days(30))

    @pytest.mark.parametrize(("move_in", "move_out"), [(0, 0), (1, 9)])
    def test_refuses_an_end_before_the_start_and_another_start_for_who_lives_there(self, staying, move_in, move_out):
        with pytest.raises(DatesNotPossible):
            change_dates(booking=staying, by=None, move_in=in_days(move_in), move_out=in_days(move_out))

    def test_refuses_a_start_that_has_passed(self, offer, tenant):
        with pytest.raises(DatesNotPossible):
            change_dates(booking=create_booked(offer, by=tenant), by=None, move_in=in_days(-1), move_out=None)

    def test_refuses_a_hold(self, offer, tenant):
        with pytest.raises(NotPossibleNow):
            change_dates(booking=create_hold(offer, by=tenant), by=None, move_in=in_days(9), move_out=None)
