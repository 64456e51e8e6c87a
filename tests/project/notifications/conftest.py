"""The clock that travels, a mail server that listens, and a push service that only the browser can read."""

from collections.abc import Callable, Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from pytest_django import Settings

from project.notifications.gateways.vapid import make_key
from tests.gateways import travel

__all__ = ["Travel", "travel"]

Travel = Callable[[int], None]


class Postman:
    """Keeps what arrives; says no to whom it does not know."""

    def __init__(self) -> None:
        self.letters: list[bytes] = []
        self.unknown: set[str] = set()
        self.refusal = "550 No such mailbox"
        self.answer = "250 OK"

    async def handle_RCPT(self, _server: SMTP, _session: Session, letter: Envelope, address: str, _opts: object) -> str:  # noqa: N802
        if address in self.unknown:
            return self.refusal
        letter.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, letter: Envelope) -> str:  # noqa: N802
        if self.answer.startswith("250"):
            self.letters.append(letter.content)
        return self.answer


def opened(letter: bytes) -> EmailMessage:
    """A mail as its reader has it."""
    message = message_from_bytes(letter, policy=default)
    assert isinstance(message, EmailMessage)
    return message


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


@pytest.fixture
def nobody_answers(settings: Settings, free_tcp_port: int) -> None:
    """The mail server is down: nothing listens where the settings point."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", free_tcp_port, 2


class PushService:
    """Takes what is meant for browsers, as the services of the browser makers do."""

    def __init__(self) -> None:
        self.taken: list[tuple[str, dict[str, str], bytes]] = []
        self.answers: dict[str, int] = {}
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.origin = f"http://127.0.0.1:{self.server.server_port}"

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        service = self

        class Answers(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status = service.answers.get(self.path, 201)
                if status == 201:
                    headers = {name.lower(): value for name, value in self.headers.items()}
                    service.taken.append((self.path, headers, body))
                self.send_response(status)
                if status == 307:
                    self.send_header("Location", f"{service.origin}/elsewhere")
                self.end_headers()

            def log_message(self, *_args: object) -> None:
                pass

        return Answers


@pytest.fixture
def push_key(settings: Settings, tmp_path: Path) -> Path:
    """This house has a key for push messages."""
    settings.VAPID_KEY, settings.VAPID_FILE = "", tmp_path / "vapid.key"
    make_key(settings.VAPID_FILE)
    return settings.VAPID_FILE


@pytest.fixture
def push_service(settings: Settings, push_key: Path) -> Iterator[PushService]:
    """A real push service on this machine, and the settings that let us post to it."""
    service = PushService()
    thread = Thread(target=service.server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    settings.PUSH_SERVICES = (service.origin,)
    yield service
    service.server.shutdown()
    service.server.server_close()
    thread.join()
