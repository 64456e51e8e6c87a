"""Publishing, pricing and offering, with every refusal."""

from datetime import date

import pytest

from project.catalog.models import Property, Rate, Rendition, UnitType
from project.catalog.operations import (
    LastOffer,
    PropertyIncomplete,
    RateBeginsInThePast,
    RateNotPossible,
    draw_sizes,
    offer_unit_type,
    publish_property,
    set_rate,
    unpublish_property,
    withdraw_unit_type,
)
from project.catalog.rules import Gap
from project.catalog.sizes import ALL_SIZES
from project.events.models import Event
from project.kernel import clock
from project.kernel.money import Money
from tests.factories import catalog, identity

pytestmark = pytest.mark.django_db

TODAY = date(2026, 12, 1)


@pytest.fixture
def landlord():
    return identity.create_landlord()


@pytest.fixture
def owner(landlord):
    return identity.create_landlord_user(landlord=landlord)


@pytest.fixture
def complete(landlord):
    house = catalog.create_property(landlord=landlord)
    catalog.create_unit_type(house)
    catalog.show_photo(house)
    return house


class TestPublishProperty:
    def test_shows_a_complete_house_and_tells(self, complete, owner):
        moment = clock.now()

        house = publish_property(property_id=complete.pk, by=owner, now=moment)

        assert (house.is_published, house.published_at) == (True, moment)
        told = Event.objects.get()
        assert (told.type, told.key) == ("catalog.published", f"property:{house.public_id}")
        assert told.payload == {"property": str(house.public_id)}

    def test_does_not_tell_twice(self, complete, owner):
        first = publish_property(property_id=complete.pk, by=owner).published_at

        assert publish_property(property_id=complete.pk, by=owner).published_at == first
        assert Event.objects.count() == 1

    def test_says_all_that_is_missing_at_once(self, landlord, owner):
        bare = catalog.create_property(landlord=landlord, latitude=None, longitude=None, summary="", address=" ")

        with pytest.raises(PropertyIncomplete) as refused:
            publish_property(property_id=bare.pk, by=owner)

        assert refused.value.gaps == [Gap.ADDRESS, Gap.POINT, Gap.SUMMARY, Gap.PHOTO, Gap.OFFER]
        assert str(refused.value) == (
            "This house cannot be published yet. Write the address. Set its point on the map. "
            "Describe it in one line. Add a photo. Offer at least one unit type."
        )
        bare.refresh_from_db()
        assert (bare.is_published, bare.published_at) == (False, None)
        assert not Event.objects.exists()

    def test_refuses_while_one_offer_has_no_rate_in_force(self, complete, owner):
        catalog.create_unit_type(complete, "Single room", from_date=date(2099, 1, 1))

        with pytest.raises(PropertyIncomplete) as refused:
            publish_property(property_id=complete.pk, by=owner)

        assert refused.value.gaps == [Gap.RATE]

    def test_does_not_find_a_strangers_house(self, complete):
        stranger = identity.create_landlord_user(name="Sunil Bhat")

        with pytest.raises(Property.DoesNotExist):
            publish_property(property_id=complete.pk, by=stranger)

        assert not Property.objects.get().is_published


class TestUnpublishProperty:
    def test_hides_the_house_and_keeps_when_it_was_first_shown(self, complete, owner):
        shown_at = publish_property(property_id=complete.pk, by=owner).published_at

        house = unpublish_property(property_id=complete.pk, by=owner)

        assert (house.is_published, house.published_at) == (False, shown_at)
        assert list(Event.objects.order_by("id").values_list("type", flat=True)) == [
            "catalog.published",
            "catalog.unpublished",
        ]


class TestSetRate:
    def call(self, unit_type, owner, **changes):
        wanted = {
            "from_date": TODAY,
            "rent": Money(9_000_00),
            "deposit": Money(18_000_00),
            "notice_days": 45,
            "today": TODAY,
        }
        return set_rate(unit_type_id=unit_type.pk, by=owner, **{**wanted, **changes})

    def test_adds_a_rate_from_a_day_on(self, complete, owner):
        rate = self.call(complete.unit_types.get(), owner)

        assert (rate.from_date, rate.rent_paise, rate.deposit_paise, rate.notice_days) == (
            TODAY,
            9_000_00,
            18_000_00,
            45,
        )
        assert Rate.objects.count() == 2

    def test_replaces_the_rate_of_the_same_day(self, complete, owner):
        self.call(complete.unit_types.get(), owner)

        self.call(complete.unit_types.get(), owner, rent=Money(9_500_00))

        assert list(Rate.objects.values_list("rent_paise", flat=True)) == [8_500_00, 9_500_00]

    def test_refuses_a_day_that_has_passed(self, complete, owner):
        with pytest.raises(RateBeginsInThePast):
            self.call(complete.unit_types.get(), owner, from_date=date(2026, 11, 30))

        assert Rate.objects.count() == 1

    @pytest.mark.parametrize("changes", [{"rent": Money(0)}, {"deposit": Money(49)}])
    def test_refuses_amounts_nobody_can_pay(self, complete, owner, changes):
        with pytest.raises(RateNotPossible):
            self.call(complete.unit_types.get(), owner, **changes)

        assert Rate.objects.count() == 1

    def test_does_not_find_a_strangers_unit_type(self, complete):
        with pytest.raises(UnitType.DoesNotExist):
            self.call(complete.unit_types.get(), identity.create_landlord_user(name="Sunil Bhat"))

        assert Rate.objects.count() == 1


class TestWithdrawUnitType:
    def test_stops_offering_and_can_be_taken_back(self, complete, owner):
        unit_type = complete.unit_types.get()

        assert withdraw_unit_type(unit_type_id=unit_type.pk, by=owner).is_offered is False
        assert offer_unit_type(unit_type_id=unit_type.pk, by=owner).is_offered is True

    def test_refuses_the_last_offer_of_a_published_house(self, complete, owner):
        publish_property(property_id=complete.pk, by=owner)

        with pytest.raises(LastOffer):
            withdraw_unit_type(unit_type_id=complete.unit_types.get().pk, by=owner)

        assert complete.unit_types.get().is_offered is True


class TestDrawSizes:
    def test_makes_every_size_once(self, complete):
        assert draw_sizes(property_id=complete.pk) == len(ALL_SIZES)
        assert draw_sizes(property_id=complete.pk) == len(ALL_SIZES)
        assert Rendition.objects.count() == len(ALL_SIZES)
