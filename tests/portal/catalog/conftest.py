"""Pictures of a test go where the test's other files go."""

import pytest

from tests.factories import catalog
from tests.factories.booking import create_unit


@pytest.fixture(autouse=True)
def media_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def house():
    house = catalog.create_published_property(with_photo=True, house_rules=["Shoes stay at the door."])
    create_unit(house.unit_types.get())
    return house
