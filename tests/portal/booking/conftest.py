"""The booking pages against a real stand-in over HTTP, pictures in a folder of the test's own."""

import pytest
from django.test import Client

from project.catalog.models import UnitType
from tests.factories.booking import create_offer
from tests.factories.identity import create_tenant
from tests.gateways import one_stripe_sim, stripe_sim, travel

__all__ = ["one_stripe_sim", "stripe_sim", "travel"]


@pytest.fixture(autouse=True)
def media_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def offer() -> UnitType:
    return create_offer(units=1, name="Lotus House")


@pytest.fixture
def tenant(client: Client):
    person = create_tenant()
    client.force_login(person)
    return person
