"""One unit to break the rules about."""

import pytest

from project.booking.models import Unit
from project.catalog.models import UnitType


@pytest.fixture
def unit(offer: UnitType) -> Unit:
    return offer.units.get()
