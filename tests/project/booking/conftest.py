"""The cast of every booking test, a gateway in memory and the clock that travels."""

import pytest

from project.catalog.models import UnitType
from project.identity.models import User
from tests.factories.booking import create_offer
from tests.factories.identity import create_tenant
from tests.gateways import fake_gateway, travel

__all__ = ["fake_gateway", "travel"]


@pytest.fixture
def tenant() -> User:
    return create_tenant("Asha Rao")


@pytest.fixture
def stranger() -> User:
    return create_tenant("Nikhil Das")


@pytest.fixture
def offer() -> UnitType:
    """One free bed: rent ₹8,500, deposit ₹17,000."""
    return create_offer(units=1)
