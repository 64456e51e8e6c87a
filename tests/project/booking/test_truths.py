"""What the database keeps true about the inventory, tried by going around the operations."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pgtrigger
import pytest
from django.db import DatabaseError, connection, transaction

from project.booking.models import Booking, Occupancy, Room, Unit, WaitlistEntry
from project.kernel import clock
from project.kernel.triggers import constraint_name
from tests.factories.booking import (
    check_truths_now,
    create_block,
    create_booked,
    create_hold,
    create_offer,
    create_room,
    create_unit,
    in_days,
    join_line,
)
from tests.factories.catalog import create_property, create_unit_type
from tests.factories.identity import create_tenant
from tests.factories.payments import create_payment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_gateway")]

DAY = date(2026, 12, 1)


def broken_by(act: Callable[..., Any], *args: Any, **kwargs: Any) -> str | None:
    """The truth that the database names when it refuses, at the latest at the commit."""
    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        act(*args, **kwargs)
        check_truths_now()
    return constraint_name(refused.value)


def booking_row(unit: Unit, **changes: Any) -> Booking:
    """A hold as nobody should write it: without its occupancy."""
    fields = {
        "unit": unit,
        "unit_type_id": unit.unit_type_id,
        "state": "held",
        "move_in": DAY,
        "hold_until": clock.now() + timedelta(minutes=10),
        "rent_paise": 8_500_00,
        "deposit_paise": 17_000_00,
        "idempotency_key": uuid4(),
        **changes,
    }
    return Booking(**{"tenant": fields.get("tenant") or create_tenant(), **fields})


def occupancy_row(unit: Unit, **changes: Any) -> Occupancy:
    return Occupancy(**{"unit": unit, "kind": "blocked", "during": (DAY, None), "reason": "Painting", **changes})


@pytest.fixture
def unit(offer) -> Unit:
    return offer.units.get()


class TestRoom:
    def test_has_a_name_of_its_own_in_its_property(self):
        room = create_room(create_property())

        assert broken_by(create_room, room.property, name=room.name) == "room_name_is_unique_in_its_property"

    def test_is_licensed_for_somebody(self):
        refused = broken_by(create_room, create_property(), licensed_capacity=0)

        assert refused == "room_is_licensed_for_somebody"

    def test_stays_in_its_property(self):
        room = create_room(create_property())

        assert broken_by(Room.objects.update, property=create_property()) == "room_stays_in_its_property"
        assert Room.objects.get().property_id == room.property_id

    def test_takes_no_bed_beyond_its_licence(self):
        unit_type = create_unit_type(create_property())
        room = create_room(unit_type.property, licensed_capacity=2)
        create_unit(unit_type, room=room)
        create_unit(unit_type, room=room)

        assert broken_by(create_unit, unit_type, room=room) == "room_beds_never_exceed_its_licence"

    def test_takes_a_bed_for_one_that_is_retired_but_not_that_one_back(self):
        unit_type = create_unit_type(create_property())
        room = create_room(unit_type.property, licensed_capacity=1)
        old = create_unit(unit_type, room=room, is_retired=True)
        create_unit(unit_type, room=room)

        bring_back = Unit.objects.filter(pk=old.pk).update

        assert broken_by(bring_back, is_retired=False) == "room_beds_never_exceed_its_licence"

    def test_keeps_a_licence_that_covers_its_beds(self):
        unit_type = create_unit_type(create_property())
        room = create_room(unit_type.property, licensed_capacity=2)
        create_unit(unit_type, room=room)
        create_unit(unit_type, room=room)

        assert broken_by(Room.objects.update, licensed_capacity=1) == "room_licence_covers_its_beds"


class TestUnit:
    def test_has_a_label_of_its_own_in_its_room(self, unit):
        Room.objects.update(licensed_capacity=2)

        again = broken_by(create_unit, unit.unit_type, room=unit.room, label=unit.label)

        assert again == "unit_label_is_unique_in_its_room"

    def test_is_of_a_type_of_its_own_property(self, unit):
        elsewhere = create_unit_type(create_property())
        Room.objects.update(licensed_capacity=2)

        assert broken_by(create_unit, elsewhere, room=unit.room) == "unit_and_its_type_share_a_property"
        assert broken_by(Unit.objects.update, unit_type=elsewhere) == "unit_and_its_type_share_a_property"

    @pytest.mark.parametrize(
        "said", [{"free_from": DAY}, {"free_from": None}, {"held_until": "2030-01-01T00:00:00+00:00"}]
    )
    def test_says_only_what_its_occupancy_says(self, unit, said):
        assert broken_by(Unit.objects.update, **said) == "unit_guard_equals_its_occupancy"

    def test_begins_free(self, unit):
        Room.objects.update(licensed_capacity=2)

        late = broken_by(create_unit, unit.unit_type, room=unit.room, free_from=DAY)

        assert late == "unit_guard_equals_its_occupancy"


class TestUnitGuard:
    """`unit_guard_follows_occupancy` keeps what a claim reads."""

    def guard(self, unit: Unit) -> tuple[Any, Any]:
        unit.refresh_from_db()
        return unit.free_from, unit.held_until

    def test_follows_a_hold(self, unit):
        booking = create_hold(unit.unit_type)

        assert self.guard(unit) == (date(2000, 1, 1), booking.hold_until)

    def test_has_no_day_when_somebody_has_the_unit_without_end(self, unit):
        create_booked(unit.unit_type)

        assert self.guard(unit) == (None, None)

    def test_is_the_first_day_after_the_last_dated_range(self, unit):
        create_block(unit, DAY, date(2026, 12, 5))
        create_block(unit, date(2027, 1, 1), date(2027, 1, 4))

        assert self.guard(unit) == (date(2027, 1, 4), None)

    def test_follows_a_changed_and_a_deleted_range(self, unit):
        block = create_block(unit, DAY, date(2026, 12, 5))
        Occupancy.objects.filter(pk=block.pk).update(during=(DAY, date(2026, 12, 9)))
        changed = self.guard(unit)
        block.delete()

        assert changed == (date(2026, 12, 9), None)
        assert self.guard(unit) == (date(2000, 1, 1), None)


class TestBooking:
    def test_begins_held(self, unit):
        assert broken_by(booking_row(unit, state="booked").save) == "booking_begins_held"

    @pytest.mark.parametrize("state", ["staying", "left"])
    def test_never_jumps(self, offer, state):
        create_hold(offer)

        assert broken_by(Booking.objects.update, state=state) == "booking_follows_its_machine"

    def test_never_comes_back_after_it_was_cancelled(self, offer):
        create_hold(offer)
        Occupancy.objects.all().delete()
        Booking.objects.update(state="cancelled")

        assert broken_by(Booking.objects.update, state="held") == "booking_follows_its_machine"

    def test_is_in_a_known_state(self, offer):
        create_hold(offer)

        with pgtrigger.ignore("booking.Booking:booking_follows_its_machine"):
            assert broken_by(Booking.objects.update, state="dreaming") == "booking_state_is_known"

    @pytest.mark.parametrize("change", [{"rent_paise": 1}, {"deposit_paise": 100}, {"notice_days": 1}])
    def test_keeps_its_terms(self, offer, change):
        create_hold(offer)

        assert broken_by(Booking.objects.update, **change) == "booking_terms_never_change"

    def test_keeps_its_person(self, offer, stranger):
        create_hold(offer)

        assert broken_by(Booking.objects.update, tenant=stranger) == "booking_terms_never_change"

    def test_has_an_expiry_while_held(self, unit):
        assert broken_by(booking_row(unit, hold_until=None).save) == "booking_hold_has_an_expiry"

    def test_ends_after_it_starts(self, unit):
        assert broken_by(booking_row(unit, move_out=DAY).save) == "booking_ends_after_it_starts"

    def test_costs_rent(self, unit):
        assert broken_by(booking_row(unit, rent_paise=0).save) == "booking_rent_is_positive"

    def test_has_a_deposit_that_can_be_paid(self, unit):
        assert broken_by(booking_row(unit, deposit_paise=49).save) == "booking_deposit_can_be_paid"

    def test_key_is_used_once_by_a_person(self, offer, tenant):
        first = create_hold(offer, by=tenant)
        again = booking_row(create_unit(offer), tenant=tenant, idempotency_key=first.idempotency_key)

        assert broken_by(again.save) == "booking_key_is_used_once_by_a_person"

    def test_is_the_only_one_its_person_holds(self, offer, tenant):
        create_hold(offer, by=tenant)

        assert broken_by(booking_row(create_unit(offer), tenant=tenant).save) == "booking_person_has_one_running_hold"

    def test_is_paid_with_money_of_its_own(self):
        offer = create_offer(units=2)
        payment = create_payment()
        create_booked(offer)
        create_booked(offer)

        assert broken_by(Booking.objects.update, paid_with=payment) == "booking_payment_pays_one_booking"

    def test_is_of_its_units_type(self, unit):
        other = create_unit_type(unit.unit_type.property, "Single room")

        assert broken_by(booking_row(unit, unit_type_id=other.pk).save) == "booking_is_of_its_units_type"

    def test_stands_on_an_occupancy(self, unit):
        assert broken_by(booking_row(unit).save) == "booking_stands_on_its_occupancy"

    def test_cannot_lapse_and_keep_its_unit(self, offer):
        create_hold(offer)

        assert broken_by(Booking.objects.update, state="lapsed") == "booking_stands_on_its_occupancy"

    def test_cannot_move_without_its_occupancy(self, offer):
        create_booked(offer)

        assert broken_by(Booking.objects.update, move_out=in_days(90)) == "booking_stands_on_its_occupancy"


class TestKeysOfTwoColumns:
    def test_rest_on_indexes_that_are_unique_by_nature(self):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT conname, conindid::regclass::text FROM pg_constraint WHERE conname = ANY(%s)",
                [["booking_is_of_its_units_type", "occupancy_is_on_its_bookings_unit"]],
            )
            rests_on = {name: index.split(".")[-1] for name, index in cursor.fetchall()}

        assert rests_on == {
            "booking_is_of_its_units_type": "unit_is_of_one_type",
            "occupancy_is_on_its_bookings_unit": "booking_is_on_one_unit",
        }


class TestOccupancy:
    @pytest.mark.parametrize(
        ("first", "last"), [(DAY, None), (date(2026, 12, 4), date(2026, 12, 6)), (date(2026, 11, 1), date(2027, 1, 1))]
    )
    def test_never_overlaps_on_a_unit(self, unit, first, last):
        create_block(unit, date(2026, 12, 3), date(2026, 12, 5))

        overlap = broken_by(create_block, unit, first, last)

        assert overlap == "occupancy_never_overlaps_on_a_unit"

    def test_may_begin_on_the_day_another_ends(self, unit):
        create_block(unit, DAY, date(2026, 12, 5))

        create_block(unit, date(2026, 12, 5), None)

        assert Occupancy.objects.count() == 2

    def test_is_of_a_known_kind(self, unit):
        booking = create_booked(unit.unit_type)
        check_truths_now()

        haunted = broken_by(Occupancy.objects.filter(booking=booking).update, kind="haunted")

        assert haunted == "occupancy_kind_is_known"

    def test_has_an_expiry_exactly_while_held(self, unit):
        assert broken_by(occupancy_row(unit, until=clock.now()).save) == "occupancy_held_has_an_expiry"

    def test_is_for_a_booking_or_a_block(self, unit):
        assert broken_by(occupancy_row(unit, kind="taken").save) == "occupancy_is_for_a_booking_or_a_block"

    def test_says_why_a_unit_is_blocked(self, unit):
        assert broken_by(occupancy_row(unit, reason="").save) == "occupancy_block_has_a_reason"

    @pytest.mark.parametrize("during", [(None, DAY), (DAY, DAY)])
    def test_has_a_first_day(self, unit, during):
        assert broken_by(occupancy_row(unit, during=during).save) == "occupancy_has_a_first_day"

    def test_is_on_its_bookings_unit(self, offer):
        booking = create_booked(offer)
        during = (booking.move_in, None)
        elsewhere = occupancy_row(create_unit(offer), kind="taken", booking=booking, during=during, reason="")
        check_truths_now()

        def move() -> None:
            Occupancy.objects.filter(booking=booking).delete()
            elsewhere.save()

        assert broken_by(move) == "occupancy_is_on_its_bookings_unit"

    def test_stays_on_its_unit(self, offer):
        create_booked(offer)

        assert broken_by(Occupancy.objects.update, unit=create_unit(offer)) == "occupancy_stays_on_its_unit"

    def test_stands_for_its_booking(self, offer):
        create_booked(offer)
        check_truths_now()

        assert broken_by(Occupancy.objects.all().delete) == "occupancy_stands_for_its_booking"

    def test_has_its_bookings_days(self, offer):
        create_booked(offer)
        check_truths_now()

        moved = broken_by(Occupancy.objects.update, during=(in_days(8), None))

        assert moved == "occupancy_stands_for_its_booking"


class TestWaitlist:
    @pytest.fixture
    def entry(self, offer) -> WaitlistEntry:
        create_booked(offer)
        (entry,) = join_line(offer, "Meera Iyer")
        return entry

    def again(self, entry: WaitlistEntry, **changes: Any) -> WaitlistEntry:
        fields = {"tenant": entry.tenant, "unit_type": entry.unit_type, "move_in": DAY, **changes}
        return WaitlistEntry.objects.create(**fields)

    def test_has_a_person_once_for_a_type(self, entry):
        assert broken_by(self.again, entry) == "waitlist_person_waits_once_for_a_type"

    def test_begins_waiting(self, entry):
        refused = broken_by(self.again, entry, tenant=create_tenant("Ravi Nair"), state="left")

        assert refused == "waitlist_begins_waiting"

    @pytest.mark.parametrize(
        "change", [{"move_in": DAY - timedelta(days=1)}, {"created_at": datetime(2026, 1, 1, tzinfo=UTC)}, {"id": 1}]
    )
    def test_keeps_its_place(self, entry, change):
        assert broken_by(WaitlistEntry.objects.update, **change) == "waitlist_place_never_changes"

    def test_is_never_deleted(self, entry):
        assert broken_by(WaitlistEntry.objects.all().delete) == "waitlist_place_never_changes"

    @pytest.mark.parametrize("state", ["taken", "passed"])
    def test_follows_its_machine(self, entry, state):
        assert broken_by(WaitlistEntry.objects.update, state=state) == "waitlist_follows_its_machine"

    def test_never_comes_back_after_it_was_left(self, entry):
        WaitlistEntry.objects.update(state="left")

        assert broken_by(WaitlistEntry.objects.update, state="waiting") == "waitlist_follows_its_machine"

    def test_is_in_a_known_state(self, entry):
        with pgtrigger.ignore("booking.WaitlistEntry:waitlist_follows_its_machine"):
            assert broken_by(WaitlistEntry.objects.update, state="dreaming") == "waitlist_state_is_known"

    def test_has_a_hold_for_an_offer(self, entry):
        assert broken_by(WaitlistEntry.objects.update, state="offered") == "waitlist_offer_is_a_hold"

    def test_is_not_passed_by_a_hold_of_somebody_else(self, entry):
        unit = create_unit(entry.unit_type)

        assert broken_by(booking_row(unit, tenant=create_tenant("Ravi Nair")).save) == "hold_never_jumps_the_line"

    def test_is_not_passed_from_behind(self, entry):
        (second,) = join_line(entry.unit_type, "Ravi Nair")
        unit = create_unit(entry.unit_type)

        assert broken_by(booking_row(unit, tenant=second.tenant).save) == "hold_never_jumps_the_line"
