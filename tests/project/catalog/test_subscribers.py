"""What the catalog does with its own news."""

import pytest
from django_q.models import OrmQ

from project.catalog.operations import publish_property
from project.events.operations import deliver_now
from tests.factories import catalog, identity

pytestmark = pytest.mark.django_db


class TestDrawSizesOfPublished:
    def test_leaves_the_work_to_a_worker(self):
        house = catalog.create_property()
        catalog.create_unit_type(house)
        catalog.show_photo(house)
        publish_property(property_id=house.pk, by=identity.create_administrator())

        deliver_now()

        task = OrmQ.objects.get().task
        assert task["func"] == "project.catalog.operations.draw_sizes"
        assert task["kwargs"] == {"property_id": house.pk}
