"""Sending what is owed: each channel by itself, until it went out."""

import json
import logging
from base64 import urlsafe_b64decode as b64decode
from collections.abc import Callable
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import http_ece
import pytest
from pytest_django import Settings

from project.identity.models import User
from project.kernel import clock
from project.notifications import operations, registry
from project.notifications.channels import Channel, Choice, Group
from project.notifications.gateways.push import public_key
from project.notifications.models import Alert, Delivery, DeliveryState, Device, Outage, Suppression, Wording
from project.notifications.operations import NothingToLift
from project.notifications.registry import attachment
from tests.factories.identity import create_tenant
from tests.factories.notifications import Browser, create_device, tell
from tests.project.notifications.conftest import Postman, PushService

pytestmark = pytest.mark.django_db

Travel = Callable[[int], None]


def opened(letter: bytes) -> EmailMessage:
    message = message_from_bytes(letter, policy=default)
    assert isinstance(message, EmailMessage)
    return message


class TestSendWaiting:
    def test_sends_words_and_picture_of_them(self, postman: Postman) -> None:
        tell(create_tenant("Asha Rao", email="asha@nivas.example"))

        assert operations.send_waiting() == 1

        mail = opened(postman.letters[0])
        delivery = Delivery.objects.get()
        assert (mail["To"], mail["From"]) == ("asha@nivas.example", "Nivas <hello@nivas.example>")
        assert mail["Message-ID"] == f"<{delivery.public_id}@nivas.example>"
        text, html = mail.get_body(("plain",)), mail.get_body(("html",))
        assert text is not None
        assert html is not None
        for part in (text.get_content(), html.get_content()):
            assert "Asha, your place is booked." in part
            assert "₹17,000" in part
        assert (delivery.state, delivery.sent_at is not None) == (DeliveryState.SENT, True)

    def test_sends_each_once(self, postman: Postman) -> None:
        tell(create_tenant())
        operations.send_waiting()

        assert operations.send_waiting() == 0
        assert len(postman.letters) == 1

    def test_waits_while_the_mail_server_is_down(
        self, settings: Settings, free_tcp_port: int, travel: Travel, caplog: pytest.LogCaptureFixture
    ) -> None:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", free_tcp_port, 2
        tell(create_tenant(email="asha@nivas.example"))

        with caplog.at_level(logging.WARNING):
            assert operations.send_waiting() == 0

        delivery = Delivery.objects.get()
        assert (delivery.state, delivery.tries) == (DeliveryState.WAITING, 1)
        assert delivery.last_error.startswith("ConnectionRefusedError")
        assert "ConnectionRefusedError" in caplog.text
        assert "asha@nivas.example" not in caplog.text

    def test_sends_it_when_the_mail_server_is_back(self, postman: Postman, travel: Travel) -> None:
        postman.answer = "451 Come back later"
        tell(create_tenant())
        assert operations.send_waiting() == 0

        postman.answer = "250 OK"
        assert operations.send_waiting() == 0
        travel(31)

        assert operations.send_waiting() == 1
        delivery = Delivery.objects.get()
        assert (delivery.state, delivery.tries, delivery.last_error) == (DeliveryState.SENT, 2, "")

    def test_goes_on_with_the_next_when_one_fails(self, postman: Postman) -> None:
        postman.unknown = {"gone@nivas.example"}
        tell(create_tenant(email="gone@nivas.example"))
        tell(create_tenant(email="here@nivas.example"))

        assert operations.send_waiting() == 1

        assert [opened(letter)["To"] for letter in postman.letters] == ["here@nivas.example"]

    def test_gives_up_at_once_on_a_mailbox_that_does_not_exist(self, postman: Postman) -> None:
        postman.unknown = {"gone@nivas.example"}
        tell(create_tenant(email="gone@nivas.example"))

        operations.send_waiting()

        delivery = Delivery.objects.get()
        assert (delivery.state, "No such mailbox" in delivery.last_error) == (DeliveryState.FAILED, True)

    def test_gives_up_visibly_after_two_days(self, postman: Postman) -> None:
        postman.answer = "451 Come back later"
        tell(create_tenant())
        Delivery.objects.update(tries=operations.MOST_TRIES - 1)

        operations.send_waiting()

        assert Delivery.objects.get().state == DeliveryState.FAILED

    def test_tells_nobody_whose_account_is_closed(self, postman: Postman) -> None:
        tell(create_tenant(is_active=False))

        operations.send_waiting()

        delivery = Delivery.objects.get()
        assert (delivery.state, delivery.last_error) == (DeliveryState.FAILED, "The account is closed.")
        assert postman.letters == []

    def test_forgets_what_opens_an_account(self, postman: Postman) -> None:
        tell(create_tenant(), "account_code")

        operations.send_waiting()

        assert "4K7-P2M" in opened(postman.letters[0]).get_body(("plain",)).get_content()
        assert Delivery.objects.get().context == {}

    def test_carries_what_was_attached(self, postman: Postman, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(registry, "_attachments", {})
        attachment("note")(lambda row_id: (f"note-{row_id}.pdf", b"%PDF-", "application/pdf"))
        tell(create_tenant(), attachments=[("note", 7)])

        operations.send_waiting()

        (note,) = opened(postman.letters[0]).iter_attachments()
        assert (note.get_filename(), note.get_content(), note.get_content_type()) == (
            "note-7.pdf",
            b"%PDF-",
            "application/pdf",
        )


class TestAddressThatTakesNoMail:
    def test_is_remembered_and_its_person_told_in_the_bell(self, postman: Postman) -> None:
        postman.unknown = {"gone@nivas.example"}
        tenant = create_tenant(email="gone@nivas.example")
        tell(tenant)

        operations.send_waiting()

        suppression = Suppression.objects.get()
        assert (suppression.address, "No such mailbox" in suppression.reason) == ("gone@nivas.example", True)
        alert = Alert.objects.get(kind="email_bounced")
        assert (alert.person, alert.path) == (tenant, "/account/notifications/")
        assert alert.context == {"mailbox": "gone@nivas.example"}

    def test_is_sent_nothing_more(self, postman: Postman) -> None:
        Suppression.objects.create(address="gone@nivas.example", reason="550 No such mailbox")
        tell(create_tenant(email="gone@nivas.example"))

        assert operations.send_waiting() == 0

        delivery = Delivery.objects.get()
        assert delivery.state == DeliveryState.SUPPRESSED
        assert delivery.last_error == "This address takes no mail: 550 No such mailbox"
        assert postman.letters == []

    def test_is_tried_for_a_code_that_somebody_waits_for_and_is_free_when_it_came(self, postman: Postman) -> None:
        Suppression.objects.create(address="back@nivas.example", reason="550")
        tenant = create_tenant(email="back@nivas.example")
        tell(tenant, "account_code")
        tell(tenant)

        assert operations.send_waiting() == 2

        assert Suppression.objects.get().lifted_at is not None

    def test_is_told_once_however_many_come_back(self, postman: Postman) -> None:
        postman.unknown = {"gone@nivas.example"}
        tenant = create_tenant(email="gone@nivas.example")
        tell(tenant, "account_code")
        tell(tenant, "account_password_reset")

        operations.send_waiting()

        assert Suppression.objects.count() == 1
        assert Alert.objects.filter(kind="email_bounced").count() == 1

    def test_is_not_one_whose_server_refuses_us(self, postman: Postman) -> None:
        postman.unknown, postman.refusal = {"here@nivas.example"}, "550 5.7.1 We take nothing from you"
        tell(create_tenant(email="here@nivas.example"))

        operations.send_waiting()

        assert Delivery.objects.get().state == DeliveryState.FAILED
        assert not Suppression.objects.exists()

    def test_takes_mail_again_when_it_is_lifted(self, postman: Postman) -> None:
        Suppression.objects.create(address="back@nivas.example", reason="550")
        tell(create_tenant(email="back@nivas.example"))
        operations.send_waiting()
        operations.lift_suppression(address="Back@nivas.example")

        operations.send_again(delivery=Delivery.objects.get())

        assert operations.send_waiting() == 1

    def test_cannot_be_lifted_twice(self) -> None:
        Suppression.objects.create(address="back@nivas.example", reason="550")
        operations.lift_suppression(address="back@nivas.example")

        with pytest.raises(NothingToLift):
            operations.lift_suppression(address="back@nivas.example")


class TestProviderThatIsDown:
    @pytest.fixture
    def nobody_answers(self, settings: Settings, free_tcp_port: int) -> None:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", free_tcp_port, 2

    def test_is_asked_once_and_then_left_alone(self, nobody_answers: None) -> None:
        for _ in range(3):
            tell(create_tenant())

        operations.send_waiting()
        operations.send_waiting()

        assert sorted(Delivery.objects.values_list("tries", flat=True)) == [0, 0, 1]
        assert Outage.objects.get().provider == "email"

    def test_is_asked_again_after_a_while_which_grows(self, nobody_answers: None, travel: Travel) -> None:
        for _ in range(3):
            tell(create_tenant())
        operations.send_waiting()
        travel(21)
        operations.send_waiting()
        travel(42)

        operations.send_waiting()

        assert Outage.objects.get().tries == 2

    def test_is_believed_again_when_it_answers(self, postman: Postman) -> None:
        Outage.objects.create(provider="email", reason="TimeoutError", next_try_at="2026-01-01T00:00:00Z")
        tell(create_tenant())

        assert operations.send_waiting() == 1

        assert not Outage.objects.exists()

    def test_keeps_nobody_else_waiting(self, nobody_answers: None, push_service: PushService) -> None:
        tenant = create_tenant()
        create_device(tenant, endpoint=f"{push_service.origin}/asha")
        tell(tenant)
        operations.send_waiting(Channel.EMAIL)

        assert operations.send_waiting(Channel.PUSH) == 1
        assert dict(Delivery.objects.values_list("channel", "state")) == {"email": "waiting", "push": "sent"}


class TestPush:
    @pytest.fixture
    def browser(self) -> Browser:
        return Browser()

    @pytest.fixture
    def tenant(self, push_service: PushService, browser: Browser) -> User:
        person = create_tenant("Asha Rao")
        create_device(person, browser, endpoint=f"{push_service.origin}/asha")
        return person

    def opened(self, push_service: PushService, browser: Browser) -> dict[str, Any]:
        (_path, _headers, body) = push_service.taken[-1]
        return json.loads(http_ece.decrypt(body, private_key=browser.private, auth_secret=browser.secret))

    def test_is_read_by_the_browser_it_is_for(self, tenant: User, push_service: PushService, browser: Browser) -> None:
        tell(tenant)

        assert operations.send_waiting(Channel.PUSH) == 1

        assert self.opened(push_service, browser) == {
            "title": "Nivas",
            "body": "Booked: Jacaranda House, from Tue 1 Dec. Everything about it is on its page.",
            "path": "/bookings/5d0c3a3e-0000-4000-8000-000000000000/",
            "tag": "booking_booked:/bookings/5d0c3a3e-0000-4000-8000-000000000000/",
            "language": "en",
        }

    def test_is_signed_with_our_key_for_that_service(self, tenant: User, push_service: PushService) -> None:
        tell(tenant)

        operations.send_waiting(Channel.PUSH)

        (_path, headers, _body) = push_service.taken[0]
        token, key = (part.split("=", 1)[1] for part in headers["authorization"].removeprefix("vapid ").split(","))
        assert key == public_key()
        claims = json.loads(b64decode(token.split(".")[1] + "=="))
        assert (claims["aud"], claims["sub"]) == (push_service.origin, "mailto:hello@nivas.example")
        assert (headers["urgency"], headers["content-encoding"]) == ("normal", "aes128gcm")

    def test_speaks_the_readers_language(self, tenant: User, push_service: PushService, browser: Browser) -> None:
        User.objects.filter(pk=tenant.pk).update(language="hi")
        tell(tenant)

        operations.send_waiting(Channel.PUSH)

        assert self.opened(push_service, browser)["body"].startswith("बुक हो गया: Jacaranda House")

    @pytest.mark.parametrize("status", [404, 410])
    def test_forgets_a_browser_that_is_gone(self, tenant: User, push_service: PushService, status: int) -> None:
        push_service.answers["/asha"] = status
        tell(tenant)

        assert operations.send_waiting(Channel.PUSH) == 0

        assert not Device.objects.exists()
        delivery = Delivery.objects.get(channel="push")
        assert (delivery.state, delivery.last_error) == (
            DeliveryState.SUPPRESSED,
            "No browser is left that shows push messages.",
        )

    def test_goes_to_every_device_and_one_that_is_gone_is_no_matter(
        self, tenant: User, push_service: PushService
    ) -> None:
        create_device(tenant, endpoint=f"{push_service.origin}/old")
        push_service.answers["/old"] = 410
        tell(tenant)

        assert operations.send_waiting(Channel.PUSH) == 1

        assert [path for path, _headers, _body in push_service.taken] == ["/asha"]
        assert [device.endpoint for device in Device.objects.all()] == [f"{push_service.origin}/asha"]

    def test_is_tried_again_while_the_service_is_busy(
        self, tenant: User, push_service: PushService, travel: Travel
    ) -> None:
        push_service.answers["/asha"] = 503
        tell(tenant)
        assert operations.send_waiting(Channel.PUSH) == 0
        push_service.answers.clear()
        travel(31)

        assert operations.send_waiting(Channel.PUSH) == 1

        assert Delivery.objects.get(channel="push").tries == 2

    def test_follows_nobody_who_sends_it_elsewhere(self, tenant: User, push_service: PushService) -> None:
        push_service.answers["/asha"] = 307
        tell(tenant)

        assert operations.send_waiting(Channel.PUSH) == 0

        assert push_service.taken == []
        assert Delivery.objects.get(channel="push").state == DeliveryState.WAITING

    def test_of_one_service_does_not_wait_for_another(self, tenant: User, push_service: PushService) -> None:
        Device.objects.create(person=tenant, endpoint="http://127.0.0.1:9/x", key=Browser().key, secret="A" * 22)
        tell(tenant)
        tell(tenant, "payment_failed")

        assert operations.send_waiting(Channel.PUSH) == 2

        assert [outage.provider for outage in Outage.objects.all()] == ["push:127.0.0.1:9"]


class TestQuietHours:
    @pytest.fixture
    def tenant(self, push_service: PushService) -> User:
        person = create_tenant("Asha Rao", time_zone="Asia/Dubai")
        create_device(person, endpoint=f"{push_service.origin}/asha")
        wall = clock.now().astimezone(ZoneInfo("Asia/Dubai"))
        around = {"quiet_from": wall - timedelta(hours=1), "quiet_until": wall + timedelta(hours=2)}
        times = {name: moment.time().replace(second=0, microsecond=0) for name, moment in around.items()}
        operations.set_hours(person=person, digest_hour=8, **times)
        return person

    def test_let_push_wait_until_they_are_over(self, tenant: User, push_service: PushService, travel: Travel) -> None:
        tell(tenant)
        assert operations.send_waiting(Channel.PUSH) == 0
        delivery = Delivery.objects.get(channel="push")
        assert (delivery.state, delivery.tries) == (DeliveryState.WAITING, 0)
        travel(2 * 3600 + 60)

        assert operations.send_waiting(Channel.PUSH) == 1

    def test_let_mails_pass(self, tenant: User, postman: Postman) -> None:
        tell(tenant)

        assert operations.send_waiting(Channel.EMAIL) == 1

    def test_let_pass_what_cannot_wait(self, tenant: User, push_service: PushService) -> None:
        tell(tenant, "waitlist_offered")

        assert operations.send_waiting(Channel.PUSH) == 1
        assert push_service.taken[0][1]["urgency"] == "high"


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
