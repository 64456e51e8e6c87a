"""Sending what is owed: each channel by itself, until it went out."""

import logging

import pytest

from project.notifications import operations, registry
from project.notifications.models import Delivery, DeliveryState
from project.notifications.registry import attachment
from tests.factories.identity import create_tenant
from tests.factories.notifications import tell
from tests.project.notifications.conftest import Postman, Travel, opened

pytestmark = pytest.mark.django_db


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

    def test_waits_while_the_mail_server_is_down(self, nobody_answers: None, caplog: pytest.LogCaptureFixture) -> None:
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
