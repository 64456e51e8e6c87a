"""Mail as files, for the demo."""

from pathlib import Path

import pytest
from django.core.mail import EmailMessage

from project.notifications.mailbox import FileMailbox, file_name

pytestmark = pytest.mark.django_db


def letter(subject: str = "Your place is booked") -> EmailMessage:
    return EmailMessage(subject, "Hello.", "Nivas <hello@nivas.example>", ["asha@nivas.example"])


class TestFileMailbox:
    def test_keeps_one_readable_file_a_message(self, tmp_path: Path) -> None:
        mailbox = FileMailbox(file_path=tmp_path / "mail")

        assert mailbox.send_messages([letter(), letter(), letter("ನಿಮ್ಮ ಕೊಠಡಿ")]) == 3

        names = sorted(path.name[16:] for path in (tmp_path / "mail").iterdir())
        assert names == [
            "asha-nivas-example-your-place-is-booked-2.eml",
            "asha-nivas-example-your-place-is-booked.eml",
            f"{file_name(letter('ನಿಮ್ಮ ಕೊಠಡಿ'))[16:]}.eml",
        ]

    def test_writes_the_whole_mail(self, tmp_path: Path) -> None:
        FileMailbox(file_path=tmp_path).send_messages([letter()])

        (path,) = tmp_path.iterdir()
        assert b"Subject: Your place is booked\r\n" in path.read_bytes()


class TestFileName:
    def test_stays_inside_its_folder_whatever_the_subject(self) -> None:
        assert "/" not in file_name(letter("../../etc/passwd"))
        assert len(file_name(letter("long " * 100))) <= 120
