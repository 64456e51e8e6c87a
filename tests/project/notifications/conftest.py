"""The clock that travels, and a mail server that listens."""

from collections.abc import Iterator

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from pytest_django import Settings

from tests.gateways import travel

__all__ = ["travel"]


class Postman:
    """Keeps what arrives; says no to whom it does not know."""

    def __init__(self) -> None:
        self.letters: list[bytes] = []
        self.unknown: set[str] = set()
        self.answer = "250 OK"

    async def handle_RCPT(self, _server: SMTP, _session: Session, letter: Envelope, address: str, _opts: object) -> str:  # noqa: N802
        if address in self.unknown:
            return "550 No such mailbox"
        letter.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, letter: Envelope) -> str:  # noqa: N802
        if self.answer.startswith("250"):
            self.letters.append(letter.content)
        return self.answer


@pytest.fixture
def postman(settings: Settings, free_tcp_port: int) -> Iterator[Postman]:
    """A real mail server on this machine, and the settings that point to it."""
    keeper = Postman()
    controller = Controller(keeper, hostname="127.0.0.1", port=free_tcp_port)
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_tcp_port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_TIMEOUT = 5
    yield keeper
    controller.stop()
