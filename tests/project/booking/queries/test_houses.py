"""What staff want to know of their houses today."""

import pytest

from project.booking.queries import HouseOccupancy, arrivals, occupancy_by_property, running_holds, units_of
from tests.factories.booking import (
    create_block,
    create_booked,
    create_hold,
    create_unit,
    in_days,
    run_out,
)
from tests.factories.identity import create_landlord_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_gateway")]


@pytest.fixture
def owner(offer):
    return create_landlord_user(landlord=offer.property.landlord)


class TestRunningHolds:
    def test_are_those_that_still_run_in_ones_own_houses(self, offer, owner):
        create_unit(offer)
        run_out(create_hold(offer))
        running = create_hold(offer)
        create_hold()

        assert list(running_holds(owner)) == [running]


class TestArrivals:
    def test_are_due_that_day_or_overdue(self, offer, owner, travel):
        create_unit(offer)
        create_unit(offer)
        overdue = create_booked(offer, move_in=in_days(0))
        due = create_booked(offer, move_in=in_days(2))
        create_booked(offer, move_in=in_days(3))

        assert list(arrivals(owner, in_days(2))) == [overdue, due]


class TestOccupancyByProperty:
    def test_counts_each_unit_once(self, offer, owner, django_assert_num_queries):
        for _ in range(4):
            create_unit(offer)
        create_unit(offer, is_retired=True)
        create_booked(offer, move_in=in_days(0))
        create_hold(offer, move_in=in_days(0))
        run_out(create_hold(offer, move_in=in_days(0)))
        create_block(offer.units.filter(occupancies=None, is_retired=False).first(), in_days(0), in_days(1))
        today = in_days(0)

        with django_assert_num_queries(1):
            houses = occupancy_by_property(owner, today)

        expected = HouseOccupancy("Lotus House", offer.property.public_id, units=5, taken=1, held=1, blocked=1)
        assert houses == [expected]
        assert (expected.free, expected.percent_taken) == (2, 20)

    def test_is_empty_for_a_stranger(self, offer, stranger):
        assert occupancy_by_property(stranger, in_days(0)) == []
        assert list(units_of(stranger)) == []

    def test_of_a_house_without_units_is_no_per_cent(self, offer):
        assert HouseOccupancy("H", offer.property.public_id, 0, 0, 0, 0).percent_taken == 0
