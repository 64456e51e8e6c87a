"""A stay with its tenant signed in, its landlord in another browser, and private files of the test's own."""

import pytest
from django.test import Client

from project.chat.models import Conversation
from tests.factories.chat import landlord_of
from tests.factories.identity import create_tenant
from tests.gateways import fake_gateway, travel
from tests.project.chat.conftest import asha, leela, private, stay

__all__ = ["asha", "fake_gateway", "leela", "private", "stay", "travel"]


@pytest.fixture
def tenant(client: Client, stay: Conversation) -> Client:
    client.force_login(stay.person)
    return client


@pytest.fixture
def landlord(stay: Conversation) -> Client:
    other = Client()
    other.force_login(landlord_of(stay))
    return other


@pytest.fixture
def stranger() -> Client:
    other = Client()
    other.force_login(create_tenant("Nikhil Das"))
    return other
