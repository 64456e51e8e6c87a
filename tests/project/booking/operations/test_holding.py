"""Holding a unit: what is written, every refusal, and the run-out hold that gives way."""

from datetime import timedelta
from uuid import uuid4

import pghistory
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from project.booking.models import Booking, BookingState, Occupancy, Unit
from project.booking.operations import (
    FullyBooked,
    HoldAlreadyRunning,
    KeyReused,
    MoveInOutOfRange,
    NotOffered,
    PriceChanged,
    hold_unit,
)
from project.catalog.models import UnitType
from project.events.models import Event
from project.kernel import clock
from project.kernel.errors import Refusal
from project.kernel.transactions import TransactionRefused, transaction
from tests.factories.booking import (
    create_block,
    create_booked,
    create_hold,
    create_offer,
    create_unit,
    in_days,
    run_out,
)
from tests.factories.catalog import create_property, create_rate, create_unit_type
from tests.factories.identity import create_tenant
from tests.truths import check_truths_now

pytestmark = pytest.mark.django_db


def assert_refused(refusal: type[Refusal], unit_type: UnitType, *, by, **request) -> Refusal:
    """The refusal, once it is sure that nothing was written."""
    before = (Booking.objects.count(), Occupancy.objects.count(), Event.objects.count())
    with pytest.raises(refusal) as said:
        create_hold(unit_type, by=by, **request)
    assert (Booking.objects.count(), Occupancy.objects.count(), Event.objects.count()) == before
    return said.value


class TestHoldUnit:
    def test_holds_a_free_unit_for_ten_minutes(self, offer, tenant):
        booking = create_hold(offer, by=tenant, move_in=in_days(7))

        assert (booking.state, booking.tenant, booking.unit) == (BookingState.HELD, tenant, offer.units.get())
        assert (booking.move_in, booking.move_out) == (in_days(7), None)
        assert booking.hold_until == clock.now() + timedelta(minutes=10)
        assert (booking.rent_paise, booking.deposit_paise, booking.notice_days) == (8_500_00, 17_000_00, 30)
        assert booking.created_at == clock.now()

    def test_gives_what_is_stored(self, offer, tenant):
        booking = create_hold(offer, by=tenant)

        stored = Booking.objects.get()
        assert {field.attname: getattr(booking, field.attname) for field in Booking._meta.fields} == {
            field.attname: getattr(stored, field.attname) for field in Booking._meta.fields
        }

    def test_occupies_the_unit_without_end(self, offer, tenant):
        booking = create_hold(offer, by=tenant)

        occupancy = Occupancy.objects.get()
        assert (occupancy.unit_id, occupancy.booking_id, occupancy.kind) == (booking.unit_id, booking.pk, "held")
        assert (occupancy.during.lower, occupancy.during.upper) == (booking.move_in, None)
        assert occupancy.until == booking.hold_until
        check_truths_now()

    def test_tells_ids_and_the_amount_and_nothing_else(self, offer, tenant):
        booking = create_hold(offer, by=tenant)

        event = Event.objects.get()
        assert (event.type, event.key, event.version) == ("booking.held", f"booking:{booking.pk}", 1)
        assert event.payload == {
            "booking": str(booking.public_id),
            "tenant": str(tenant.public_id),
            "unit": str(offer.units.get().public_id),
            "unit_type": str(offer.public_id),
            "deposit_paise": 17_000_00,
        }

    def test_takes_a_type_of_the_house_that_is_named(self, offer, tenant):
        assert create_hold(offer, by=tenant, property_slug=offer.property.slug).unit_type == offer

    def test_takes_the_price_of_the_move_in_day(self, offer, tenant):
        create_rate(offer, rent_paise=9_000_00, deposit_paise=18_000_00, from_date=in_days(30))

        assert create_hold(offer, by=tenant, move_in=in_days(29)).deposit_paise == 17_000_00
        assert create_hold(create_offer(), by=create_tenant()).deposit_paise == 17_000_00
        create_unit(offer)
        assert create_hold(offer, by=create_tenant(), move_in=in_days(30)).deposit_paise == 18_000_00

    def test_leaves_the_units_that_are_free_for_long(self, offer, tenant):
        soon = create_unit(offer)
        create_block(soon, in_days(-10), in_days(5))

        assert create_hold(offer, by=tenant, move_in=in_days(7)).unit == soon

    @pytest.mark.parametrize("days", [0, 180])
    def test_takes_today_and_the_last_day_of_the_horizon(self, offer, tenant, days):
        assert create_hold(offer, by=tenant, move_in=in_days(days)).move_in == in_days(days)

    def test_takes_one_round_trip(self, tenant, django_assert_num_queries):
        offer = create_offer(units=2)
        asked = {"unit_type_id": offer.public_id, "move_in": in_days(7)}
        hold_unit(by=create_tenant(), idempotency_key=uuid4(), **asked)

        with django_assert_num_queries(1):
            hold_unit(by=tenant, idempotency_key=uuid4(), **asked)

    def test_looks_first_where_somebody_just_came_too_late(self, offer, tenant):
        assert_refused(FullyBooked, offer, by=tenant, move_in=create_booked(offer).move_in)
        create_unit(offer)

        with CaptureQueriesContext(connection) as asked:
            booking = create_hold(offer, by=tenant)

        assert booking.state == "held"
        assert ["WITH" in query["sql"] for query in asked][-2:] == [False, True]

    def test_names_who_did_it_in_the_history(self, offer, tenant):
        with pghistory.context(user=tenant.pk):
            booking = create_hold(offer, by=tenant)

        (made,) = pghistory.models.Events.objects.tracks(booking)
        assert (made.pgh_label, made.pgh_context) == ("insert", {"user": tenant.pk})

    def test_never_runs_inside_a_transaction(self, offer, tenant):
        with transaction(), pytest.raises(TransactionRefused):
            create_hold(offer, by=tenant)


class TestIdempotencyKey:
    def test_gives_the_same_booking_again(self, tenant):
        offer, key = create_offer(units=2), uuid4()

        first = create_hold(offer, by=tenant, idempotency_key=key)
        again = create_hold(offer, by=tenant, idempotency_key=key)

        assert again == first
        assert Booking.objects.count() == 1

    def test_gives_the_same_booking_whatever_became_of_it(self, offer, tenant):
        key = uuid4()
        booked = create_booked(offer, by=tenant, idempotency_key=key)

        assert create_hold(offer, by=tenant, idempotency_key=key) == booked

    def test_belongs_to_one_person(self, tenant, stranger):
        offer, key = create_offer(units=2), uuid4()

        mine = create_hold(offer, by=tenant, idempotency_key=key)

        assert create_hold(offer, by=stranger, idempotency_key=key) != mine

    def test_refuses_another_day_under_the_same_key(self, offer, tenant):
        key = uuid4()
        create_hold(offer, by=tenant, idempotency_key=key)

        assert_refused(KeyReused, offer, by=tenant, idempotency_key=key, move_in=in_days(8))

    def test_refuses_another_type_under_the_same_key(self, offer, tenant):
        key = uuid4()
        create_hold(offer, by=tenant, idempotency_key=key)

        assert_refused(KeyReused, create_offer(), by=tenant, idempotency_key=key)


class TestRefusals:
    def test_says_fully_booked_when_all_units_are_held(self, offer, tenant, stranger):
        create_hold(offer, by=stranger)

        refusal = assert_refused(FullyBooked, offer, by=tenant)

        assert (refusal.code, refusal.status) == ("fully_booked", 409)
        assert str(refusal) == "Bed in 2-sharing is fully booked from that day."

    def test_says_so_in_one_read_to_all_who_come_after_the_first(self, offer, tenant, django_assert_num_queries):
        asked = {"unit_type_id": offer.public_id, "move_in": create_booked(offer).move_in}

        for queries in (2, 1, 1):
            with django_assert_num_queries(queries), pytest.raises(FullyBooked):
                hold_unit(by=tenant, idempotency_key=uuid4(), **asked)

    def test_counts_blocked_and_retired_units_as_full(self, offer, tenant):
        create_unit(offer, is_retired=True)
        create_block(offer.units.get(is_retired=False), in_days(0), None)

        assert_refused(FullyBooked, offer, by=tenant)

    def test_finds_a_dated_block_over_before_the_move_in(self, offer, tenant):
        create_block(offer.units.get(), in_days(0), in_days(7))

        assert_refused(FullyBooked, offer, by=tenant, move_in=in_days(6))
        assert create_hold(offer, by=tenant, move_in=in_days(7)).state == "held"

    def test_lets_nobody_hold_two(self, tenant):
        first = create_hold(create_offer(), by=tenant)

        refusal = assert_refused(HoldAlreadyRunning, create_offer(), by=tenant)

        assert refusal.data == {"booking": first.public_id}

    @pytest.mark.parametrize("days", [-1, 181])
    def test_refuses_a_day_that_has_passed_or_is_too_far(self, offer, tenant, days):
        refusal = assert_refused(MoveInOutOfRange, offer, by=tenant, move_in=in_days(days))

        assert (refusal.data["first_day"], refusal.data["last_day"]) == (in_days(0), in_days(180))
        assert refusal.status == 422

    def test_knows_no_such_type(self, tenant):
        with pytest.raises(NotOffered):
            hold_unit(by=tenant, unit_type_id=uuid4(), move_in=in_days(1), idempotency_key=uuid4())

    def test_refuses_a_type_of_another_house(self, offer, tenant):
        refusal = assert_refused(NotOffered, offer, by=tenant, property_slug=create_property().slug)

        assert refusal.status == 404

    def test_refuses_a_house_that_is_not_published(self, tenant):
        hidden = create_unit_type(create_property())
        create_unit(hidden)

        assert_refused(NotOffered, hidden, by=tenant)

    def test_refuses_a_type_that_is_withdrawn(self, offer, tenant):
        create_unit_type(offer.property, "Single room")
        UnitType.objects.filter(pk=offer.pk).update(is_offered=False)

        assert_refused(NotOffered, offer, by=tenant)

    def test_refuses_a_type_without_a_rate_yet(self, offer, tenant):
        later = create_unit_type(offer.property, "Single room", from_date=in_days(30))
        create_unit(later)

        assert_refused(NotOffered, later, by=tenant, move_in=in_days(29))

    def test_shows_the_new_price_when_it_has_changed(self, offer, tenant):
        refusal = assert_refused(PriceChanged, offer, by=tenant, expected_deposit_paise=16_000_00)

        assert (refusal.data["deposit_paise"], refusal.data["rent_paise"]) == (17_000_00, 8_500_00)
        assert str(refusal) == "The price has changed. The deposit is now ₹17,000 and the rent ₹8,500 a month."

    def test_takes_the_price_that_was_shown(self, offer, tenant):
        assert create_hold(offer, by=tenant, expected_deposit_paise=17_000_00).state == "held"


class TestRunOutHold:
    def test_gives_way_to_a_claim_in_the_same_statement(self, offer, tenant, stranger):
        old = run_out(create_hold(offer, by=stranger))

        with CaptureQueriesContext(connection) as asked:
            new = hold_unit(by=tenant, unit_type_id=offer.public_id, move_in=old.move_in, idempotency_key=uuid4())

        claims = [("superseded" in query["sql"]) for query in asked if "claimed" in query["sql"]]
        assert claims == [False, False, True]
        old.refresh_from_db()
        assert (old.state, old.ended_at) == (BookingState.LAPSED, clock.now())
        assert (new.state, new.unit_id) == (BookingState.HELD, old.unit_id)
        assert Occupancy.objects.get().booking == new
        assert Unit.objects.get().held_until == new.hold_until
        check_truths_now()

    def test_is_told_before_the_hold_that_takes_its_place(self, offer, tenant, stranger):
        old = run_out(create_hold(offer, by=stranger))

        new = create_hold(offer, by=tenant)

        told = list(Event.objects.order_by("id").values_list("type", "key"))
        assert told[-2:] == [("booking.lapsed", f"booking:{old.pk}"), ("booking.held", f"booking:{new.pk}")]
        payload = Event.objects.get(type="booking.lapsed").payload
        assert (payload["booking"], payload["tenant"]) == (str(old.public_id), str(stranger.public_id))

    def test_is_taken_only_when_nothing_else_is_free(self, tenant, stranger):
        offer = create_offer(units=2)
        old = run_out(create_hold(offer, by=stranger))

        new = create_hold(offer, by=tenant)

        old.refresh_from_db()
        assert new.unit_id != old.unit_id
        assert old.state == "held"

    def test_does_not_keep_its_own_person_from_holding_again(self, offer, tenant):
        old = run_out(create_hold(offer, by=tenant))

        new = create_hold(create_offer(), by=tenant)

        old.refresh_from_db()
        assert (old.state, new.state) == ("lapsed", "held")
        assert offer.units.get().held_until is None
        check_truths_now()

    def test_is_held_again_by_its_own_person(self, offer, tenant):
        old = run_out(create_hold(offer, by=tenant))

        assert create_hold(offer, by=tenant).unit_id == old.unit_id

    def test_cannot_be_taken_a_second_before_its_time(self, offer, tenant, stranger, travel):
        create_hold(offer, by=stranger)

        travel(599)
        assert_refused(FullyBooked, offer, by=tenant)
        travel(600)
        assert create_hold(offer, by=tenant).state == "held"
