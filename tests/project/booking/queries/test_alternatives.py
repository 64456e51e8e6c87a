"""What is offered to somebody who came too late."""

import pytest

from project.booking.queries import alternatives
from project.booking.queries.alternatives import Nearness
from tests.factories.booking import create_block, create_booked, create_offer, in_days
from tests.factories.catalog import create_locality, create_rate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_gateway")]


@pytest.fixture
def full():
    """A full house for women in Koramangala, at ₹8,500."""
    offer = create_offer(units=1, name="Full House", gender_policy="women")
    create_booked(offer, move_in=in_days(0))
    return offer


def found(full) -> list[tuple[Nearness, str]]:
    return [(option.near, option.property) for option in alternatives(unit_type=full.pk, move_in=in_days(7))]


class TestAlternatives:
    def test_name_everything_a_form_needs_to_hold_it(self, full):
        other = create_offer(name="Near House", rent_paise=9_000_00)

        (option,) = alternatives(unit_type=full.public_id, move_in=in_days(7))

        assert (option.unit_type_id, option.unit_type, option.slug) == (
            other.public_id,
            "Bed in 2-sharing",
            other.property.slug,
        )
        assert (option.property, option.locality) == ("Near House", "Koramangala")
        assert (option.move_in, option.rent_paise, option.deposit_paise) == (in_days(7), 9_000_00, 17_000_00)

    def test_begin_with_itself_on_a_later_day_at_the_price_of_that_day(self):
        offer = create_offer(units=1)
        create_block(offer.units.get(), in_days(0), in_days(20))
        create_rate(offer, rent_paise=9_999_00, from_date=in_days(15))

        (option,) = alternatives(unit_type=offer.pk, move_in=in_days(7))

        assert (option.near, option.move_in, option.rent_paise) == (Nearness.DATE, in_days(20), 9_999_00)

    def test_go_on_with_the_nearest_houses_and_then_the_nearest_rents(self, full):
        create_offer(name="Far", latitude="12.960000", rent_paise=8_500_00)
        create_offer(name="Farther", latitude="12.965000", rent_paise=9_500_00)
        create_offer(name="Near", latitude="12.935300", rent_paise=20_000_00)
        create_offer(name="Nearest", latitude="12.935200", rent_paise=30_000_00)

        assert found(full) == [
            (Nearness.PLACE, "Nearest"),
            (Nearness.PLACE, "Near"),
            (Nearness.PRICE, "Far"),
            (Nearness.PRICE, "Farther"),
        ]

    def test_leave_out_full_foreign_far_and_other_peoples_houses(self, full):
        create_offer(name="Empty", units=0)
        create_offer(name="For men", gender_policy="men")
        far = create_locality("Yelahanka", latitude="13.100000", longitude="77.590000")
        create_offer(name="Elsewhere", locality=far, latitude="13.100000", longitude="77.590000")

        assert found(full) == []

    def test_are_none_for_what_nobody_offers(self):
        assert alternatives(unit_type=0, move_in=in_days(7)) == []
