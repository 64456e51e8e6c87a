"""Taking a unit off the market and giving it back."""

import pytest

from project.booking.models import Occupancy, Unit
from project.booking.operations import BlockNotPossible, FullyBooked, UnitTaken, block_unit, unblock_unit
from tests.factories.booking import create_booked, create_hold, in_days, run_out
from tests.truths import check_truths_now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_gateway")]


@pytest.fixture
def unit(offer) -> Unit:
    return offer.units.get()


class TestBlockUnit:
    def test_keeps_a_unit_from_being_held_on_those_days(self, unit, offer, tenant):
        block_unit(unit=unit, start=in_days(0), end=in_days(10), reason=" Painting ", by=None)

        with pytest.raises(FullyBooked):
            create_hold(offer, by=tenant, move_in=in_days(9))
        assert create_hold(offer, by=tenant, move_in=in_days(10)).unit == unit
        assert Occupancy.objects.get(kind="blocked").reason == "Painting"

    def test_without_an_end_keeps_it_for_good(self, unit):
        block_unit(unit=unit, start=in_days(0), end=None, reason="Rebuilt", by=None)

        unit.refresh_from_db()
        assert unit.free_from is None

    def test_refuses_days_that_somebody_has(self, unit, offer, tenant):
        create_booked(offer, by=tenant, move_in=in_days(7))

        with pytest.raises(UnitTaken):
            block_unit(unit=unit, start=in_days(7), end=in_days(8), reason="Painting", by=None)

        assert Occupancy.objects.filter(kind="blocked").count() == 0

    def test_ends_a_hold_that_has_run_out(self, unit, offer, tenant):
        hold = run_out(create_hold(offer, by=tenant))

        block_unit(unit=unit, start=in_days(0), end=None, reason="Painting", by=None)

        hold.refresh_from_db()
        assert hold.state == "lapsed"
        check_truths_now()

    @pytest.mark.parametrize(("days", "reason"), [(10, " "), (0, "Painting"), (-1, "Painting")])
    def test_refuses_no_reason_or_no_days(self, unit, days, reason):
        with pytest.raises(BlockNotPossible):
            block_unit(unit=unit, start=in_days(0), end=in_days(days), reason=reason, by=None)


class TestUnblockUnit:
    def test_gives_the_unit_back(self, unit):
        block = block_unit(unit=unit, start=in_days(0), end=None, reason="Painting", by=None)

        unblock_unit(block=block, by=None)

        unit.refresh_from_db()
        assert unit.free_from.isoformat() == "2000-01-01"

    def test_does_nothing_the_second_time(self, unit):
        block = block_unit(unit=unit, start=in_days(0), end=None, reason="Painting", by=None)

        for _ in range(2):
            unblock_unit(block=Occupancy(pk=block.pk), by=None)

        assert Occupancy.objects.count() == 0
