"""Conversations at the landlord's house, with support, and at somebody else's."""

from datetime import timedelta

import pytest
from django.core.files.storage import storages
from django.test import Client

from project.chat.models import Attachment, Conversation
from project.kernel import clock
from tests.factories.booking import create_booked
from tests.factories.chat import create_question, create_stay, create_support, person_of, say
from tests.factories.identity import create_tenant

INBOX, MODERATION = "/office/messages/", "/office/moderation/"


@pytest.fixture(autouse=True)
def here(fake_gateway, settings, tmp_path, monkeypatch):
    """Bookings are paid for, and private files are this test's own."""
    kept = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "private"}}
    settings.STORAGES = {**settings.STORAGES, "private": kept}
    for field in ("file", "preview"):
        monkeypatch.setattr(Attachment._meta.get_field(field), "storage", storages["private"])


@pytest.fixture
def stay(offer, landlord, tenant) -> Conversation:
    """Asha and the landlord's house; she has written."""
    conversation = create_stay(create_booked(offer, by=tenant))
    say(person_of(conversation), "Is the geyser mended?")
    return conversation


@pytest.fixture
def foreign(foreign_offer) -> Conversation:
    """Somebody and another landlord's house."""
    conversation = create_stay(create_booked(foreign_offer, by=create_tenant("Bala Nair")))
    say(person_of(conversation), "Where is the key?")
    return conversation


@pytest.fixture
def question(house, landlord) -> Conversation:
    """A guest's question to the landlord's house."""
    return create_question("Is the gate open at night?", house=house)


@pytest.fixture
def support(tenant) -> Conversation:
    """Asha and support."""
    conversation = create_support(tenant)
    say(person_of(conversation), "My card was charged twice.")
    return conversation


@pytest.fixture
def managers(enter, manager) -> Client:
    """The manager's browser."""
    return enter(manager)


@pytest.fixture
def admins(enter, administrator) -> Client:
    """The administrator's browser."""
    return enter(administrator)


def talk_url(conversation: Conversation, page: str = "") -> str:
    return f"{INBOX}{conversation.public_id}/{page}"


def waited(conversation: Conversation, **time: int) -> None:
    """As if they had written that long ago."""
    Conversation.objects.filter(pk=conversation.pk).update(waits_since=clock.now() - timedelta(**time))
