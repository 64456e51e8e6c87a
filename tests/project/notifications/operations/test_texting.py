"""SMS: exactly the text that is registered."""

import json
from pathlib import Path

import pytest
from pytest_django import Settings

from project.notifications import operations
from project.notifications.channels import Channel, Choice, Group
from project.notifications.models import Delivery, DeliveryState, Wording
from tests.factories.identity import create_tenant
from tests.factories.notifications import tell

pytestmark = pytest.mark.django_db


class TestSms:
    @pytest.fixture(autouse=True)
    def folder(self, settings: Settings, tmp_path: Path) -> Path:
        settings.HOME = tmp_path
        settings.SMS_TEMPLATES = {"booking_booked": "1107", "booking_booked.kn": "1109"}
        return tmp_path / "sms"

    def texted(self, folder: Path, language: str) -> dict[str, str]:
        person = create_tenant("Asha Rao", phone="+919845012345", language=language)
        operations.choose(person=person, wishes={(Group.BOOKINGS, Channel.SMS): Choice.NOW})
        tell(person)
        assert operations.send_waiting(Channel.SMS) == 1
        (file,) = folder.iterdir()
        return json.loads(file.read_text())

    def test_is_sent_with_the_id_of_its_text(self, folder: Path) -> None:
        text = self.texted(folder, "en")

        assert (text["to"], text["template"]) == ("+919845012345", "1107")
        assert text["text"] == "Booked: Jacaranda House, from Tue 1 Dec. Everything about it is on its page."

    def test_speaks_the_readers_language_where_that_is_registered(self, folder: Path) -> None:
        text = self.texted(folder, "kn")

        assert (text["template"], text["text"][:9]) == ("1109", "ಬುಕ್ ಆಗಿದ")

    def test_speaks_english_where_it_is_not(self, folder: Path) -> None:
        text = self.texted(folder, "hi")

        assert (text["template"], text["text"][:8]) == ("1107", "Booked: ")

    def test_says_what_was_registered_and_not_what_the_office_would(self, folder: Path) -> None:
        Wording.objects.create(kind="booking_booked", language="en", short="Yours!")

        assert self.texted(folder, "en")["text"].startswith("Booked: ")

    def test_is_not_sent_when_the_registration_is_gone(self, settings: Settings) -> None:
        person = create_tenant(phone="+919845012345")
        operations.choose(person=person, wishes={(Group.BOOKINGS, Channel.SMS): Choice.NOW})
        tell(person)
        settings.SMS_TEMPLATES = {}

        assert operations.send_waiting(Channel.SMS) == 0

        assert Delivery.objects.get(channel="sms").state == DeliveryState.SUPPRESSED
