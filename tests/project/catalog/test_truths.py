"""Every truth of the catalog, tried by going around the operations."""

from datetime import date

import pytest
from django.db import transaction
from django.db.models import F

from project.catalog.models import Assignment, Locality, Property, PropertyPhoto, Rate, Rendition, UnitType
from project.identity.models import Membership
from tests.factories import catalog, identity
from tests.truths import broken_by, check_truths_now

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return catalog.create_published_property(with_photo=True)


@pytest.fixture
def unit_type(house):
    return house.unit_types.get()


class TestLocality:
    def test_has_its_name_once_in_a_city(self):
        place = catalog.create_locality()

        truth = broken_by(
            lambda: Locality.objects.create(name=place.name, slug="again", latitude=place.latitude, longitude=77)
        )

        assert truth == "locality_name_is_unique_in_its_city"


class TestProperty:
    @pytest.mark.parametrize(
        ("truth", "change"),
        [
            ("property_kind_is_known", {"kind": "castle"}),
            ("property_gender_policy_is_known", {"gender_policy": "nobody"}),
            ("property_pin_code_has_six_digits", {"pin_code": "056003"}),
            ("property_point_is_whole", {"longitude": None}),
            ("property_cancel_terms_make_sense", {"free_cancel_days": 91}),
            ("property_cancel_terms_make_sense", {"late_cancel_percent": 101}),
            ("property_cancel_terms_make_sense", {"no_show_percent": 101}),
            ("property_published_has_its_moment", {"published_at": None}),
            ("property_published_has_a_point", {"latitude": None, "longitude": None}),
        ],
    )
    def test_says_nothing_impossible(self, house, truth, change):
        assert broken_by(lambda: Property.objects.update(**change)) == truth

    def test_stays_with_its_landlord(self, house):
        other = identity.create_landlord()

        assert broken_by(lambda: Property.objects.update(landlord=other)) == "property_stays_with_its_landlord"

    def test_is_never_published_without_a_priced_offer(self):
        bare = catalog.create_property()
        catalog.create_unit_type(bare, is_offered=False)

        truth = broken_by(lambda: Property.objects.update(is_published=True, published_at=F("created_at")))

        assert truth == "published_property_has_a_priced_offer"


class TestUnitType:
    @pytest.mark.parametrize(
        ("truth", "change"),
        [("unit_type_kind_is_known", {"kind": "tent"}), ("unit_type_sharing_is_sane", {"sharing": 13})],
    )
    def test_says_nothing_impossible(self, unit_type, truth, change):
        assert broken_by(lambda: UnitType.objects.update(**change)) == truth

    def test_has_its_name_once_in_a_house(self, unit_type):
        truth = broken_by(lambda: UnitType.objects.create(property=unit_type.property, name=unit_type.name))

        assert truth == "unit_type_name_is_unique_in_its_property"

    def test_stays_with_its_property(self, unit_type):
        other = catalog.create_property("Jasmine House")

        truth = broken_by(lambda: UnitType.objects.filter(pk=unit_type.pk).update(property=other))

        assert truth == "unit_type_stays_with_its_property"

    def test_is_not_withdrawn_when_it_is_the_last_offer(self, unit_type):
        truth = broken_by(lambda: UnitType.objects.update(is_offered=False))

        assert truth == "last_offer_of_a_published_property_stays"

    def test_may_be_withdrawn_and_offered_again_in_one_go(self, unit_type):
        with transaction.atomic():
            UnitType.objects.update(is_offered=False)
            UnitType.objects.update(is_offered=True)
            check_truths_now()

        assert UnitType.objects.get().is_offered


class TestRate:
    @pytest.mark.parametrize(
        ("truth", "change"),
        [("rate_rent_is_positive", {"rent_paise": 0}), ("rate_deposit_can_be_paid", {"deposit_paise": 49})],
    )
    def test_says_nothing_impossible(self, unit_type, truth, change):
        assert broken_by(lambda: Rate.objects.update(**change)) == truth

    def test_begins_once_a_day(self, unit_type):
        assert broken_by(lambda: catalog.create_rate(unit_type)) == "rate_begins_once_a_day"

    def test_is_not_taken_from_the_last_offer(self, unit_type):
        assert broken_by(Rate.objects.all().delete) == "last_rate_of_a_published_offer_stays"

    def test_may_go_while_another_stays(self, unit_type):
        later = catalog.create_rate(unit_type, from_date=date(2030, 1, 1))

        Rate.objects.exclude(pk=later.pk).delete()
        check_truths_now()

        assert Rate.objects.get() == later


class TestPhoto:
    def test_stands_once_in_a_gallery(self, house):
        photo = house.photos.get().photo

        assert broken_by(lambda: catalog.show_photo(house, photo)) == "property_photo_is_shown_once"

    def test_never_shows_the_unit_type_of_another_house(self, house):
        foreign = catalog.create_unit_type(catalog.create_property("Jasmine House"))

        truth = broken_by(lambda: PropertyPhoto.objects.update(unit_type=foreign))

        assert truth == "property_photo_shows_its_own_unit_type"

    def test_is_made_once_in_each_size(self, house):
        rendition = house.photos.get().photo.get_rendition("width-20")

        truth = broken_by(
            lambda: Rendition.objects.create(
                image=rendition.image,
                filter_spec=rendition.filter_spec,
                focal_point_key=rendition.focal_point_key,
                file=rendition.file.name,
                width=20,
                height=15,
            )
        )

        assert truth == "rendition_is_made_once"


class TestAssignment:
    def test_is_made_once(self, house):
        manager = identity.create_manager(landlord=house.landlord)
        catalog.assign(manager, house)

        assert broken_by(lambda: catalog.assign(manager, house)) == "assignment_is_made_once"

    def test_stays_within_one_landlord(self, house):
        membership = Membership.objects.get(user=identity.create_manager())

        truth = broken_by(lambda: Assignment.objects.create(membership=membership, property=house))

        assert truth == "assignment_stays_within_one_landlord"
