"""The cast of the back office: a landlord with a house, a stranger with another, their people, and doors to knock at."""

from collections.abc import Callable

import pytest
from django.test import Client

from project.catalog.models import Property, UnitType
from project.identity.models import Landlord, User
from tests.factories.booking import create_offer
from tests.factories.catalog import assign
from tests.factories.identity import (
    create_administrator,
    create_landlord,
    create_landlord_user,
    create_manager,
    create_mess_staff,
    create_tenant,
)
from tests.gateways import fake_gateway, travel

__all__ = ["fake_gateway", "travel"]


@pytest.fixture(autouse=True)
def own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def kaveri() -> Landlord:
    return create_landlord("Kaveri Homes")


@pytest.fixture
def offer(kaveri) -> UnitType:
    """Three free beds at the landlord's house, Lotus House: rent ₹8,500, deposit ₹17,000."""
    return create_offer(3, landlord=kaveri)


@pytest.fixture
def house(offer) -> Property:
    return offer.property


@pytest.fixture
def foreign_offer() -> UnitType:
    """Two free beds at Banyan House, which belongs to somebody else."""
    return create_offer(2, name="Banyan House", landlord=create_landlord("Narmada Stays"))


@pytest.fixture
def landlord(kaveri, house) -> User:
    return create_landlord_user(landlord=kaveri, name="Leela Shetty")


@pytest.fixture
def manager(kaveri, house) -> User:
    """Manages the landlord's house."""
    person = create_manager(landlord=kaveri, name="Manoj Pai")
    assign(person, house)
    return person


@pytest.fixture
def cook(kaveri, house) -> User:
    person = create_mess_staff(landlord=kaveri, name="Chandra Naik")
    assign(person, house)
    return person


@pytest.fixture
def administrator() -> User:
    return create_administrator("Meera Iyer")


@pytest.fixture
def tenant() -> User:
    return create_tenant("Asha Rao", phone="+919845012345")


@pytest.fixture
def enter() -> Callable[[User], Client]:
    """A browser in which somebody is signed in."""

    def as_person(person: User) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return as_person


@pytest.fixture
def office(enter, landlord) -> Client:
    """The landlord's browser."""
    return enter(landlord)
