"""EMAIL_URL in Django's words."""

from pathlib import Path

import pytest

from project.environment import ConfigurationError
from project.mail_settings import parse_email_url

HOME = Path("/srv/nivas")


class TestParseEmailUrl:
    @pytest.mark.parametrize(
        ("url", "folder"), [("", "/srv/nivas/mail"), ("file:", "/srv/nivas/mail"), ("file:/var/m%20x", "/var/m x")]
    )
    def test_keeps_files(self, url: str, folder: str) -> None:
        assert parse_email_url(url, HOME) == {
            "EMAIL_BACKEND": "project.notifications.mailbox.FileMailbox",
            "EMAIL_FILE_PATH": folder,
        }

    def test_turns_to_tls_before_it_says_a_password(self) -> None:
        found = parse_email_url("smtp://me%40house.in:p%3Aw@mail.house.in", HOME)

        assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == ("mail.house.in", 587)
        assert (found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == ("me@house.in", "p:w")
        assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (True, False)

    def test_speaks_plainly_to_a_server_without_password(self) -> None:
        found = parse_email_url("smtp://127.0.0.1:1025", HOME)

        assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_TIMEOUT"]) == (1025, False, 10)

    def test_speaks_tls_from_the_first_byte(self) -> None:
        found = parse_email_url("smtps://me:pw@mail.house.in", HOME)

        assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (465, False, True)

    @pytest.mark.parametrize(("asked", "tls"), [("yes", True), ("no", False)])
    def test_does_as_asked(self, asked: str, tls: bool) -> None:
        assert parse_email_url(f"smtp://mail.house.in?starttls={asked}", HOME)["EMAIL_USE_TLS"] is tls

    @pytest.mark.parametrize("url", ["mail.house.in", "imap://x", "smtp://", "smtp://host:port", "smtp://[::1"])
    def test_says_in_plain_words_what_it_cannot_read(self, url: str) -> None:
        with pytest.raises(ConfigurationError, match=r"EMAIL_URL.*smtp://user:password@host:587"):
            parse_email_url(url, HOME)
