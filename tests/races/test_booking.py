"""Many people, few beds: real threads on separate connections, against the real locks."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from project.booking import claim
from project.booking.claim import NEVER_HELD, claim_of
from project.booking.models import Booking, Occupancy, Room, Unit, WaitlistEntry
from project.booking.operations import (
    FullyBooked,
    HoldAlreadyRunning,
    cancel_booking,
    confirm_booking,
    confirm_paid,
    hold_unit,
    lapse_hold,
)
from project.booking.queries import find_inventory_faults
from project.booking.rush import note_full
from project.catalog.models import UnitType
from project.events.models import Event
from project.identity.models import User
from project.kernel.prepared import PreparedStatement
from project.kernel.triggers import constraint_name
from project.payments.models import Payment, Receipt, Refund
from tests.factories.booking import (
    create_block,
    create_hold,
    create_offer,
    create_room,
    create_unit,
    in_days,
    join_line,
    run_out,
)
from tests.factories.catalog import create_property, create_unit_type
from tests.factories.identity import create_tenant
from tests.factories.payments import create_payment
from tests.races.rivals import Rival, in_transaction, together, trigger_without, while_waiting

pytestmark = pytest.mark.usefixtures("committing", "fake_gateway")

UNIT_LOCK = "PERFORM FROM booking_unit WHERE id = mine FOR NO KEY UPDATE;"
ROOM_LOCK = "PERFORM FROM booking_room WHERE id = NEW.room_id FOR NO KEY UPDATE;"


def holding(unit_type: UnitType, by: User, **request: Any) -> Callable[[], Booking]:
    """A hold that somebody is about to ask for."""
    asked = {"move_in": in_days(7), "idempotency_key": uuid4(), **request}
    return lambda: hold_unit(by=by, unit_type_id=unit_type.public_id, **asked)


def kinds(outcomes: list[Any]) -> Counter[str]:
    return Counter(type(outcome).__name__ for outcome in outcomes)


def pay(booking: Booking) -> Payment:
    return create_payment(by=booking.tenant, subject=booking.subject, amount=booking.deposit)


class TestLastUnits:
    def test_go_to_as_many_people_as_there_are_units(self):
        offer = create_offer(units=10)
        people = [create_tenant(f"Guest {number}") for number in range(64)]

        outcomes = together(*(holding(offer, by) for by in people))

        assert kinds(outcomes) == {"Booking": 10, "FullyBooked": 54}
        assert Counter(Booking.objects.values_list("unit", flat=True).distinct()).total() == 10
        assert find_inventory_faults() == []

    def test_one_goes_to_one_of_two_however_often_they_try(self):
        people = create_tenant("Asha Rao"), create_tenant("Nikhil Das")
        offer = create_offer()
        for _ in range(10):
            outcomes = together(*(holding(offer, by) for by in people))

            assert kinds(outcomes) == {"Booking": 1, "FullyBooked": 1}
            cancel_booking(booking=next(o for o in outcomes if isinstance(o, Booking)), by=None)

    def test_is_still_found_when_the_one_who_was_taking_it_gives_up(self):
        offer = create_offer()
        unit = offer.units.get()

        found = while_waiting(
            lambda: Unit.objects.select_for_update(no_key=True).get(pk=unit.pk), Rival(holding(offer, create_tenant()))
        )

        assert found.unit == unit

    def test_would_end_in_an_error_if_the_claim_took_no_lock(self, monkeypatch):
        """What the exclusion constraint is for: the last word when a lock was forgotten."""
        offer = create_offer()
        careless = holding(offer, create_tenant())
        monkeypatch.setattr(claim, "CLAIM_AT_ONCE", claim_without_lock())

        outcome = while_waiting(lambda: create_block(offer.units.get(), in_days(7), in_days(8)), Rival(careless))

        assert constraint_name(outcome) == "occupancy_never_overlaps_on_a_unit"
        assert Occupancy.objects.get().kind == "blocked"

    def test_ends_in_a_refusal_because_it_does(self):
        offer = create_offer()
        asked = holding(offer, create_tenant())

        outcome = while_waiting(lambda: create_block(offer.units.get(), in_days(7), in_days(8)), Rival(asked))

        assert isinstance(outcome, FullyBooked)


def claim_without_lock() -> PreparedStatement:
    sql = claim_of(NEVER_HELD.replace("FOR NO KEY UPDATE SKIP LOCKED", ""))
    return PreparedStatement(sql, **claim.TAKEN)


class TestOnePerson:
    def test_in_two_tabs_holds_once(self):
        tenant = create_tenant()
        for _ in range(5):
            offers = create_offer(), create_offer()

            outcomes = together(*(holding(offer, tenant) for offer in offers))

            assert kinds(outcomes) == {"Booking": 1, "HoldAlreadyRunning": 1}
            held = next(o for o in outcomes if isinstance(o, Booking))
            refusal = next(o for o in outcomes if isinstance(o, HoldAlreadyRunning))
            assert refusal.data["booking"] == held.public_id
            cancel_booking(booking=held, by=None)

    @pytest.mark.parametrize("in_a_rush", [False, True])
    def test_clicking_ten_times_in_rage_holds_once(self, in_a_rush):
        offer, tenant, key = create_offer(units=10), create_tenant(), uuid4()
        if in_a_rush:
            # All look before any of them takes one.
            note_full(offer.public_id)

        outcomes = together(*(holding(offer, tenant, idempotency_key=key) for _ in range(10)))

        assert kinds(outcomes) == {"Booking": 10}
        assert len(set(outcomes)) == Booking.objects.count() == 1


class TestRunOutHolds:
    def test_of_two_who_each_claim_what_the_other_let_run_out_never_deadlock(self):
        asha, nikhil = create_tenant("Asha Rao"), create_tenant("Nikhil Das")
        mine, yours = create_offer(), create_offer()
        for _ in range(8):
            run_out(create_hold(mine, by=asha))
            run_out(create_hold(yours, by=nikhil))

            outcomes = together(holding(yours, asha), holding(mine, nikhil))

            assert kinds(outcomes) == {"Booking": 2}
            assert find_inventory_faults() == []
            for booking in outcomes:
                cancel_booking(booking=booking, by=None)

    def test_are_superseded_by_one_of_many(self):
        offer = create_offer()
        run_out(create_hold(offer))

        outcomes = together(*(holding(offer, create_tenant()) for _ in range(8)))

        assert kinds(outcomes) == {"Booking": 1, "FullyBooked": 7}
        assert Counter(Booking.objects.values_list("state", flat=True)) == {"held": 1, "lapsed": 1}


class TestMoneyAtTheLastMoment:
    def test_ends_in_one_state_with_nobody_out_of_pocket(self):
        """Payment, sweeper and the next buyer at once, many times: booked or refunded, never both or neither."""
        offer = create_offer()
        for _ in range(20):
            booking = run_out(create_hold(offer))
            payment = pay(booking)

            paid, _lapsed, claimed = together(
                partial(confirm_paid, payment_id=payment.pk),
                partial(lapse_hold, booking_id=booking.pk),
                holding(offer, create_tenant()),
            )

            assert isinstance(paid, Booking)
            assert isinstance(claimed, Booking | FullyBooked)
            self.check(booking, payment, next_got_it=isinstance(claimed, Booking))
            self.clear()

    def check(self, booking: Booking, payment: Payment, *, next_got_it: bool) -> None:
        booking.refresh_from_db()
        refunds = Refund.objects.filter(payment=payment).count()
        assert (booking.state, refunds) == (("lapsed", 1) if next_got_it else ("booked", 0))
        assert find_inventory_faults() == []

    def clear(self) -> None:
        for booking in Booking.objects.filter(state__in=["held", "booked"]):
            cancel_booking(booking=booking, by=None)

    def test_by_four_callers_books_once(self):
        booking = create_hold()
        payment = pay(booking)

        outcomes = together(*(partial(confirm_paid, payment_id=payment.pk) for _ in range(4)))

        assert {outcome.state for outcome in outcomes} == {"booked"}
        assert Event.objects.filter(key=f"booking:{booking.pk}", type="booking.booked").count() == 1
        assert Receipt.objects.count() == 1

    def test_for_two_who_lapsed_finds_the_one_free_unit_for_one(self):
        offer = create_offer(units=2)
        late = [run_out(create_hold(offer)) for _ in range(2)]
        for booking in late:
            lapse_hold(booking_id=booking.pk)
        create_block(offer.units.first(), in_days(0), None)
        payments = [pay(booking) for booking in late]

        together(*(partial(confirm_paid, payment_id=payment.pk) for payment in payments))

        assert sorted(Booking.objects.values_list("state", flat=True)) == ["booked", "lapsed"]
        assert Refund.objects.count() == 1
        assert find_inventory_faults() == []


class TestUnitGuard:
    """`unit_guard_follows_occupancy` locks the unit before it computes."""

    def block_both(self, unit: Unit) -> None:
        """Two people block different days; the one with the later days commits first."""
        early = Rival(in_transaction(lambda: create_block(unit, in_days(1), in_days(5))))

        outcome = while_waiting(lambda: create_block(unit, in_days(10), in_days(15)), early)

        assert isinstance(outcome, Occupancy)

    def test_loses_a_change_without_the_lock(self):
        unit = create_offer().units.get()

        with trigger_without(UNIT_LOCK, trigger="unit_guard_follows_occupancy"):
            self.block_both(unit)

        assert Unit.objects.get(pk=unit.pk).free_from == in_days(5)
        assert find_inventory_faults() == [f"unit {unit.pk} does not say what its occupancy says"]

    def test_keeps_both_with_it(self):
        unit = create_offer().units.get()

        self.block_both(unit)

        assert Unit.objects.get(pk=unit.pk).free_from == in_days(15)
        assert find_inventory_faults() == []


class TestLicence:
    """`room_beds_never_exceed_its_licence` and `room_licence_covers_its_beds` lock the room before they count."""

    def last_bed_twice(self) -> tuple[Any, Room]:
        unit_type = create_unit_type(create_property())
        room = create_room(unit_type.property, licensed_capacity=2)
        create_unit(unit_type, room=room)
        rival = Rival(in_transaction(lambda: create_unit(unit_type, room=room)))
        return while_waiting(lambda: create_unit(unit_type, room=room), rival), room

    def test_is_broken_without_the_lock(self):
        with trigger_without(ROOM_LOCK, trigger="room_beds_never_exceed_its_licence"):
            outcome, room = self.last_bed_twice()

        assert isinstance(outcome, Unit)
        assert room.units.count() == 3

    def test_stands_with_it(self):
        outcome, room = self.last_bed_twice()

        assert constraint_name(outcome) == "room_beds_never_exceed_its_licence"
        assert room.units.count() == 2

    def test_cannot_be_lowered_while_a_bed_comes_in(self):
        unit_type = create_unit_type(create_property())
        room = create_room(unit_type.property, licensed_capacity=2)
        create_unit(unit_type, room=room)
        lower = Rival(in_transaction(lambda: Room.objects.filter(pk=room.pk).update(licensed_capacity=1)))

        outcome = while_waiting(lambda: create_unit(unit_type, room=room), lower)

        assert constraint_name(outcome) == "room_licence_covers_its_beds"

    def test_lowered_first_refuses_the_bed_that_waited(self):
        unit_type = create_unit_type(create_property())
        room = create_room(unit_type.property, licensed_capacity=2)
        create_unit(unit_type, room=room)
        bed = Rival(in_transaction(lambda: create_unit(unit_type, room=room)))

        outcome = while_waiting(lambda: Room.objects.filter(pk=room.pk).update(licensed_capacity=1), bed)

        assert constraint_name(outcome) == "room_beds_never_exceed_its_licence"


class TestTheLine:
    def test_gets_each_unit_once_and_in_order_when_two_come_free_together(self):
        offer = create_offer(units=2)
        taken = [confirm_booking(booking=create_hold(offer), by=None) for _ in range(2)]
        line = join_line(offer, "Meera Iyer", "Ravi Nair", "Tara Sen")

        together(*(partial(cancel_booking, booking=booking, by=None) for booking in taken))

        assert list(Booking.objects.filter(state="held").order_by("tenant").values_list("tenant", flat=True)) == [
            entry.tenant_id for entry in line[:2]
        ]
        assert list(WaitlistEntry.objects.order_by("pk").values_list("state", flat=True)) == [
            "offered", "offered", "waiting",
        ]  # fmt: skip
        assert find_inventory_faults() == []

    def test_keeps_everybody_else_out_while_a_unit_comes_free(self):
        for _ in range(5):
            offer = create_offer()
            taken = confirm_booking(booking=create_hold(offer), by=None)
            (first,) = join_line(offer, "Meera Iyer")
            strangers = [create_tenant() for _ in range(6)]

            outcomes = together(
                partial(cancel_booking, booking=taken, by=None), *(holding(offer, by) for by in strangers)
            )

            assert kinds(outcomes[1:]) == {"FullyBooked": 6}
            assert Booking.objects.get(unit_type=offer, state="held").tenant == first.tenant

    def test_turns_away_who_still_waited_when_somebody_joined_it(self):
        """The claim's own look at the line was before; the trigger's is after."""
        offer = create_offer()
        unit = offer.units.get()

        def join_while_it_is_locked() -> None:
            Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
            WaitlistEntry.objects.create(tenant=create_tenant(), unit_type=offer, move_in=in_days(7))

        outcome = while_waiting(join_while_it_is_locked, Rival(holding(offer, create_tenant())))

        assert isinstance(outcome, FullyBooked)
        assert Booking.objects.count() == 0

    def test_passes_over_who_is_just_taking_another_unit(self):
        offer, elsewhere = create_offer(), create_offer()
        taken = confirm_booking(booking=create_hold(offer), by=None)
        first, second = join_line(offer, "Meera Iyer", "Ravi Nair")

        # The first in line takes a unit elsewhere and commits only when the offer waits for it.
        outcome = while_waiting(
            lambda: claim_within(first.tenant, elsewhere),
            Rival(partial(cancel_booking, booking=taken, by=None)),
        )

        assert isinstance(outcome, Booking), outcome
        assert Booking.objects.get(unit_type=offer, state="held").tenant == second.tenant


def claim_within(by: User, unit_type: UnitType) -> None:
    """Take a unit inside the transaction that is open."""
    asked = claim.Asked(by.pk, by.public_id, unit_type.public_id, in_days(7), uuid4())
    assert claim.take(asked) is not None
