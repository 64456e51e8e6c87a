"""Whose bookings one may see, and what a booking's moment means."""

import pytest

from project.booking.operations import confirm_paid
from project.booking.queries import (
    booking_id_for,
    bookings_for_staff,
    bookings_of,
    cancellation_terms,
    has_run_out,
    run_out_holds,
    running_hold_of,
)
from project.booking.rules import CancellationReason
from project.kernel.money import Money
from tests.factories.booking import create_booked, create_hold, run_out
from tests.factories.catalog import assign
from tests.factories.identity import create_administrator, create_landlord_user, create_manager, create_mess_staff
from tests.factories.payments import create_payment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_gateway")]


class TestBookingsOf:
    def test_are_the_persons_own(self, tenant, stranger):
        mine = create_hold(by=tenant)
        create_hold(by=stranger)

        assert list(bookings_of(tenant)) == [mine]

    def test_can_be_shown_without_another_query(self, tenant, django_assert_num_queries):
        create_hold(by=tenant)

        with django_assert_num_queries(1):
            shown = [(b.unit_type.property.locality.name, str(b.unit), b.unit_type.name) for b in bookings_of(tenant)]

        assert shown[0][0] == "Koramangala"


class TestBookingsForStaff:
    def test_are_those_of_the_houses_one_manages(self, offer, tenant):
        booking = create_hold(offer, by=tenant)
        landlord = offer.property.landlord
        manager, idle_manager = create_manager(landlord=landlord), create_manager(landlord=landlord)
        assign(manager, offer.property)
        cook = create_mess_staff(landlord=landlord)
        assign(cook, offer.property)

        seen = {
            "landlord": list(bookings_for_staff(create_landlord_user(landlord=landlord))),
            "manager": list(bookings_for_staff(manager)),
            "administrator": list(bookings_for_staff(create_administrator())),
            "manager of nothing": list(bookings_for_staff(idle_manager)),
            "cook": list(bookings_for_staff(cook)),
            "another landlord": list(bookings_for_staff(create_landlord_user())),
            "tenant": list(bookings_for_staff(tenant)),
        }

        assert [who for who, bookings in seen.items() if bookings == [booking]] == [
            "landlord",
            "manager",
            "administrator",
        ]
        assert all(bookings in ([], [booking]) for bookings in seen.values())


class TestHolds:
    def test_a_running_one_is_found(self, tenant, stranger):
        hold = create_hold(by=tenant)

        assert (running_hold_of(tenant), running_hold_of(stranger)) == (hold, None)
        assert not has_run_out(hold)
        assert run_out_holds() == []

    def test_a_run_out_one_counts_no_longer_and_waits_for_the_sweeper(self, tenant):
        later, sooner = run_out(create_hold(by=tenant)), run_out(create_hold(), minutes_ago=5)

        assert running_hold_of(tenant) is None
        assert has_run_out(later)
        assert run_out_holds() == [sooner, later]

    def test_a_booked_one_is_none(self, tenant):
        booked = create_booked(by=tenant)

        assert running_hold_of(tenant) is None
        assert not has_run_out(booked)


class TestBookingIdFor:
    def test_reads_the_subject(self, tenant):
        booking = create_hold(by=tenant)

        assert booking_id_for(booking.subject) == booking.pk
        assert booking_id_for("invoice:7") is None


class TestCancellationTerms:
    def test_promise_nothing_for_an_unpaid_hold(self, tenant):
        terms = cancellation_terms(create_hold(by=tenant))

        assert (terms.refund, terms.reason) == (Money(0), CancellationReason.NOTHING_PAID)

    def test_promise_what_was_paid(self, tenant):
        hold = create_hold(by=tenant)
        booking = confirm_paid(payment_id=create_payment(by=tenant, subject=hold.subject, amount=hold.deposit).pk)

        terms = cancellation_terms(booking)

        assert (terms.refund, terms.reason) == (Money(17_000_00), CancellationReason.IN_TIME)
