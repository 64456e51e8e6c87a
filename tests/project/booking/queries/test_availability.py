"""What is free when, for many unit types at once."""

from datetime import date

import pytest

from project.booking.queries import free_units_by_day, free_units_by_type, next_free_dates, unit_types_free_on
from project.catalog.models import UnitType
from tests.factories.booking import (
    create_block,
    create_booked,
    create_hold,
    create_offer,
    create_unit,
    in_days,
    run_out,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_gateway")]


@pytest.fixture
def mixed():
    """Five units: free, held, run out, free again in 20 days, taken without end; and a retired one."""
    offer = create_offer(units=1)
    create_hold(offer)
    create_unit(offer)
    create_booked(offer)
    create_unit(offer)
    run_out(create_hold(offer))
    create_block(create_unit(offer), in_days(0), in_days(20))
    create_unit(offer)
    create_unit(offer, is_retired=True)
    return offer


class TestFreeUnitsByType:
    def test_counts_what_could_be_claimed_now(self, mixed):
        assert free_units_by_type([mixed.pk], in_days(7)) == {mixed.pk: 2}
        assert free_units_by_type([mixed.pk], in_days(20)) == {mixed.pk: 3}

    def test_leaves_out_types_with_none(self):
        assert free_units_by_type([create_offer(units=0).pk], in_days(7)) == {}

    def test_asks_once_for_many(self, django_assert_num_queries):
        offers = [create_offer(units=n).pk for n in (1, 2, 3)]
        day = in_days(7)

        with django_assert_num_queries(1):
            assert free_units_by_type(offers, day) == dict(zip(offers, (1, 2, 3), strict=True))


class TestFreeUnitsByDay:
    def test_counts_each_day_in_one_query(self, mixed, django_assert_num_queries):
        days = [in_days(0), in_days(19), in_days(20)]

        with django_assert_num_queries(1):
            counted = free_units_by_day([mixed.pk], days)

        assert counted == {mixed.pk: dict(zip(days, (2, 2, 3), strict=True))}

    def test_has_a_zero_for_a_type_without_units(self):
        empty = create_offer(units=0)

        assert free_units_by_day([empty.pk], [date(2026, 12, 1)]) == {empty.pk: {date(2026, 12, 1): 0}}


class TestNextFreeDates:
    def test_are_today_when_one_is_free_now(self, mixed):
        assert next_free_dates([mixed.pk]) == {mixed.pk: in_days(0)}

    def test_are_the_end_of_the_first_dated_range(self):
        offer = create_offer(units=1)
        create_block(offer.units.get(), in_days(0), in_days(20))

        assert next_free_dates([offer.pk]) == {offer.pk: in_days(20)}

    def test_are_unknown_while_everything_is_taken_or_held(self):
        offer = create_offer(units=2)
        create_booked(offer)
        create_hold(offer)

        assert next_free_dates([offer.pk]) == {offer.pk: None}


class TestUnitTypesFreeOn:
    def test_can_filter_others(self, mixed):
        full = create_offer(units=1)
        create_booked(full)

        free = UnitType.objects.filter(pk__in=unit_types_free_on(in_days(7)))

        assert list(free) == [mixed]
