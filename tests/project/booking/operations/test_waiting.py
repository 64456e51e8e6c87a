"""The line for a full unit type: joining, leaving, and whose turn it is."""

from datetime import timedelta
from uuid import uuid4

import pytest

from project.booking.models import Booking, Occupancy, Unit, WaitlistEntry
from project.booking.operations import (
    FullyBooked,
    MoveInOutOfRange,
    NothingToWaitFor,
    NotOffered,
    NotWaiting,
    cancel_booking,
    change_dates,
    confirm_booking,
    confirm_paid,
    hold_unit,
    join_waitlist,
    lapse_hold,
    leave_waitlist,
    offer_free_units,
    record_move_in,
    record_move_out,
    unblock_unit,
)
from project.booking.queries import find_inventory_faults, place_in_line
from project.booking.rules import HOLD_MINUTES
from project.catalog.models import Property
from project.events.models import Event
from project.kernel import clock
from project.payments.models import Refund
from tests.factories.booking import (
    create_block,
    create_booked,
    create_hold,
    create_offer,
    create_unit,
    in_days,
    join_line,
    run_out,
)
from tests.factories.identity import create_tenant
from tests.factories.payments import create_payment
from tests.truths import check_truths_now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_gateway")]


@pytest.fixture
def taken(offer) -> Booking:
    """The one unit of the offer, booked by somebody."""
    return create_booked(offer, by=create_tenant("Nikhil Das"))


def states() -> list[str]:
    """What became of every place, in the order of the line."""
    return list(WaitlistEntry.objects.order_by("pk").values_list("state", flat=True))


def holder(offer) -> str | None:
    """Who holds a unit of the offer at this moment."""
    hold = Booking.objects.filter(unit_type=offer, state="held").select_related("tenant").first()
    return hold and hold.tenant.name


class TestJoinWaitlist:
    def test_gives_the_last_place_and_tells(self, offer, tenant, taken):
        join_line(offer, "Meera Iyer")

        entry = join_waitlist(by=tenant, unit_type_id=offer.public_id, move_in=in_days(7))

        assert (entry.state, entry.move_in, place_in_line(entry)) == ("waiting", in_days(7), 2)
        event = Event.objects.order_by("id").last()
        assert (event.type, event.key, event.payload["entry"]) == (
            "waitlist.waiting",
            f"waitlist:{entry.pk}",
            str(entry.public_id),
        )

    def test_keeps_the_place_of_who_asks_again(self, offer, tenant, taken):
        first = join_waitlist(by=tenant, unit_type_id=offer.public_id, move_in=in_days(7))
        join_line(offer, "Meera Iyer")

        again = join_waitlist(by=tenant, unit_type_id=offer.public_id, move_in=in_days(9))

        assert (again.pk, again.move_in, place_in_line(again)) == (first.pk, in_days(7), 1)
        assert WaitlistEntry.objects.count() == 2

    @pytest.mark.parametrize("day", [-1, 181])
    def test_refuses_a_day_that_cannot_be_had(self, offer, tenant, taken, day):
        with pytest.raises(MoveInOutOfRange):
            join_waitlist(by=tenant, unit_type_id=offer.public_id, move_in=in_days(day))

        assert states() == []

    def test_refuses_what_is_not_offered(self, offer, tenant, taken):
        for unit_type, slug in [(uuid4(), None), (offer.public_id, "another-house")]:
            with pytest.raises(NotOffered):
                join_waitlist(by=tenant, unit_type_id=unit_type, move_in=in_days(7), property_slug=slug)

        assert states() == []

    def test_refuses_while_one_is_free(self, offer, tenant):
        with pytest.raises(NothingToWaitFor):
            join_waitlist(by=tenant, unit_type_id=offer.public_id, move_in=in_days(7))

        assert states() == []


class TestLeaveWaitlist:
    def test_lets_the_others_move_up(self, offer, taken):
        first, second = join_line(offer, "Meera Iyer", "Ravi Nair")

        leave_waitlist(entry=first)

        first.refresh_from_db()
        assert (first.state, first.ended_at) == ("left", clock.now())
        assert place_in_line(second) == 1

    def test_refuses_an_offer(self, offer, taken):
        (first,) = join_line(offer, "Meera Iyer")
        cancel_booking(booking=taken, by=None)

        with pytest.raises(NotWaiting):
            leave_waitlist(entry=first)

        assert (states(), holder(offer)) == (["offered"], "Meera Iyer")


class TestTheLine:
    def test_has_the_unit_in_the_moment_it_is_cancelled(self, offer, taken):
        first, _second = join_line(offer, "Meera Iyer", "Ravi Nair")

        cancel_booking(booking=taken, by=None)

        first.refresh_from_db()
        assert (holder(offer), states()) == ("Meera Iyer", ["offered", "waiting"])
        assert first.offer.move_in == in_days(7)
        assert first.offer.hold_until == clock.now() + timedelta(minutes=HOLD_MINUTES)
        assert (first.offer.rent_paise, first.offer.deposit_paise) == (8_500_00, 17_000_00)
        assert Event.objects.filter(type="waitlist.offered").count() == 1
        check_truths_now()
        assert find_inventory_faults() == []

    def test_goes_on_to_the_next_when_an_offer_runs_out(self, offer, taken):
        first, second = join_line(offer, "Meera Iyer", "Ravi Nair")
        cancel_booking(booking=taken, by=None)
        first.refresh_from_db()

        lapse_hold(booking_id=run_out(first.offer).pk)

        assert (holder(offer), states()) == ("Ravi Nair", ["passed", "offered"])
        second.refresh_from_db()
        assert second.offer.unit == first.offer.unit

    def test_goes_on_when_an_offer_is_given_up(self, offer, taken):
        first, _second = join_line(offer, "Meera Iyer", "Ravi Nair")
        cancel_booking(booking=taken, by=None)
        first.refresh_from_db()

        cancel_booking(booking=first.offer, by=first.tenant)

        assert (holder(offer), states()) == ("Ravi Nair", ["left", "offered"])

    def test_ends_for_who_books(self, offer, taken):
        (first,) = join_line(offer, "Meera Iyer")
        cancel_booking(booking=taken, by=None)
        first.refresh_from_db()

        confirm_booking(booking=first.offer, by=None)

        assert states() == ["taken"]

    def test_passes_over_who_holds_another_unit(self, offer, taken):
        first, _second = join_line(offer, "Meera Iyer", "Ravi Nair")
        create_hold(create_offer(), by=first.tenant)

        cancel_booking(booking=taken, by=None)

        assert (holder(offer), states()) == ("Ravi Nair", ["waiting", "offered"])

    def test_passes_over_nobody_whose_own_hold_has_run_out(self, offer):
        create_unit(offer)
        first = create_hold(offer, by=create_tenant("Meera Iyer"))
        second = create_hold(offer, by=create_tenant("Kiran Rao"))
        for hold in (first, second):
            join_waitlist(by=hold.tenant, unit_type_id=offer.public_id, move_in=in_days(7))
        for hold in (first, second):
            run_out(hold)

        lapse_hold(booking_id=second.pk)

        assert (states(), holder(offer)) == (["waiting", "waiting"], "Meera Iyer")
        lapse_hold(booking_id=first.pk)
        assert states() == ["offered", "waiting"]
        assert offer_free_units() == 1
        assert states() == ["offered", "offered"]

    def test_passes_over_who_came_for_earlier_days(self, offer, taken):
        soon = join_waitlist(by=create_tenant("Meera Iyer"), unit_type_id=offer.public_id, move_in=in_days(8))
        join_line(offer, "Ravi Nair", move_in=in_days(20))

        change_dates(booking=taken, by=None, move_in=in_days(7), move_out=in_days(10))

        assert (holder(offer), states()) == ("Ravi Nair", ["waiting", "offered"])
        assert place_in_line(soon) == 1

    def test_lets_nobody_else_have_a_free_unit(self, offer, tenant, taken):
        join_line(offer, "Meera Iyer")
        # A new bed: nothing that happened has offered it yet.
        create_unit(offer)

        with pytest.raises(FullyBooked):
            hold_unit(by=tenant, unit_type_id=offer.public_id, move_in=in_days(7), idempotency_key=uuid4())

        assert holder(offer) is None
        assert offer_free_units() == 1
        assert holder(offer) == "Meera Iyer"

    def test_lets_others_have_what_is_free_only_after_those_days(self, offer, tenant, taken):
        join_line(offer, "Meera Iyer")
        late = create_unit(offer)
        create_block(late, in_days(0), in_days(30))

        booking = hold_unit(by=tenant, unit_type_id=offer.public_id, move_in=in_days(40), idempotency_key=uuid4())

        assert booking.unit == late
        assert states() == ["waiting"]

    def test_has_a_run_out_hold_only_through_its_turn(self, offer, tenant):
        hold = create_hold(offer, by=create_tenant("Nikhil Das"))
        join_line(offer, "Meera Iyer")
        run_out(hold)

        with pytest.raises(FullyBooked):
            hold_unit(by=tenant, unit_type_id=offer.public_id, move_in=in_days(7), idempotency_key=uuid4())
        lapse_hold(booking_id=hold.pk)

        assert holder(offer) == "Meera Iyer"

    def test_has_a_unit_that_somebody_moved_out_of(self, offer, tenant, travel):
        booking = create_booked(offer, by=tenant, move_in=in_days(0))
        record_move_in(booking=booking, by=None)
        join_line(offer, "Meera Iyer")
        travel(24 * 3600)

        record_move_out(booking=booking, by=None)

        assert holder(offer) == "Meera Iyer"

    def test_has_a_unit_that_is_not_blocked_any_more(self, offer):
        block = create_block(offer.units.get(), in_days(0), None)
        join_line(offer, "Meera Iyer")

        unblock_unit(block=block, by=None)

        assert holder(offer) == "Meera Iyer"

    def test_moves_in_today_when_the_day_has_passed(self, offer, taken, travel):
        (first,) = join_line(offer, "Meera Iyer")
        travel(9 * 24 * 3600)

        cancel_booking(booking=taken, by=None)

        first.refresh_from_db()
        assert first.offer.move_in == clock.today()

    def test_is_not_offered_what_is_not_on_offer_any_more(self, offer, taken):
        join_line(offer, "Meera Iyer")
        Property.objects.update(is_published=False)

        cancel_booking(booking=taken, by=None)

        assert (holder(offer), states()) == (None, ["waiting"])

    def test_is_not_offered_a_retired_unit(self, offer, taken):
        join_line(offer, "Meera Iyer")
        Unit.objects.update(is_retired=True)

        cancel_booking(booking=taken, by=None)

        assert (holder(offer), states()) == (None, ["waiting"])


class TestLateMoney:
    def pay(self, booking: Booking) -> int:
        return create_payment(by=booking.tenant, subject=booking.subject, amount=booking.deposit).pk

    def test_goes_before_the_line_while_no_offer_is_out(self, offer, tenant):
        late = create_hold(offer, by=tenant)
        lapse_hold(booking_id=run_out(late).pk)
        create_block(offer.units.get(), in_days(0), None)
        join_line(offer, "Meera Iyer")
        Occupancy.objects.filter(kind="blocked").delete()

        confirm_paid(payment_id=self.pay(late))

        late.refresh_from_db()
        assert (late.state, states(), Refund.objects.count()) == ("booked", ["waiting"], 0)

    def test_comes_back_while_somebody_has_an_offer(self, offer, tenant):
        late = create_hold(offer, by=tenant)
        join_line(offer, "Meera Iyer")
        lapse_hold(booking_id=run_out(late).pk)
        # Another one comes free in the middle of the ten minutes.
        create_unit(offer)

        confirm_paid(payment_id=self.pay(late))

        late.refresh_from_db()
        assert (late.state, states(), holder(offer)) == ("lapsed", ["offered"], "Meera Iyer")
        assert Refund.objects.get().amount_paise == late.deposit_paise
