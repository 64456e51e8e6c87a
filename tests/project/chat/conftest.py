"""The cast of every chat test: a stay with its tenant and its landlord, files of their own, and the clock that travels."""

import pytest

from project.chat.models import Attachment, Conversation, Member
from tests.factories.chat import create_stay, person_of, staff_of
from tests.factories.identity import create_tenant
from tests.gateways import fake_gateway, travel

__all__ = ["fake_gateway", "travel"]


@pytest.fixture(autouse=True)
def private(settings, tmp_path, monkeypatch):
    """Private files of this test alone."""
    from django.core.files.storage import storages

    settings.STORAGES = {
        **settings.STORAGES,
        "private": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}},
    }
    for field in ("file", "preview"):
        monkeypatch.setattr(Attachment._meta.get_field(field), "storage", storages["private"])
    return tmp_path


@pytest.fixture
def stay(fake_gateway) -> Conversation:
    return create_stay()


@pytest.fixture
def asha(stay) -> Member:
    return person_of(stay)


@pytest.fixture
def leela(stay) -> Member:
    return staff_of(stay)


@pytest.fixture
def stranger():
    return create_tenant("Nikhil Das")
