"""Two people who each take away "the other" offer of a published house, and one who publishes meanwhile."""

from collections.abc import Callable

import pytest

from project.catalog.models import Property, UnitType
from project.kernel.triggers import constraint_name
from tests.factories.catalog import create_published_property, create_unit_type
from tests.races.rivals import Rival, in_transaction, trigger_without, while_waiting
from tests.truths import check_truths_now

pytestmark = pytest.mark.usefixtures("committing")

LOCK = "PERFORM FROM catalog_property WHERE id = OLD.property_id FOR NO KEY UPDATE;"


@pytest.fixture
def house() -> Property:
    house = create_published_property()
    create_unit_type(house, "Single room")
    return house


def withdrawing(name: str) -> Callable[[], None]:
    """Stop offering one unit type, and ask the truths at once."""

    def act() -> None:
        UnitType.objects.filter(name=name).update(is_offered=False)
        check_truths_now()

    return act


class TestLastOffers:
    def test_stay_because_the_second_waits_for_the_first(self, house):
        outcome = while_waiting(withdrawing("Bed in 2-sharing"), Rival(in_transaction(withdrawing("Single room"))))

        assert constraint_name(outcome) == "last_offer_of_a_published_property_stays"
        assert list(house.unit_types.filter(is_offered=True).values_list("name", flat=True)) == ["Single room"]

    def test_would_both_go_without_the_lock(self, house):
        with trigger_without(LOCK, trigger="last_offer_of_a_published_property_stays"):
            outcome = while_waiting(withdrawing("Bed in 2-sharing"), Rival(in_transaction(withdrawing("Single room"))))

        assert outcome is None
        assert not house.unit_types.filter(is_offered=True).exists()

    def test_stay_when_the_house_is_published_meanwhile(self, house):
        Property.objects.update(is_published=False)
        UnitType.objects.filter(name="Single room").update(is_offered=False)

        def publish() -> None:
            Property.objects.update(is_published=True)
            check_truths_now()

        outcome = while_waiting(publish, Rival(in_transaction(withdrawing("Bed in 2-sharing"))))

        assert constraint_name(outcome) == "last_offer_of_a_published_property_stays"
        assert Property.objects.get().is_published
