"""Web processes as they are started at work, on the database of the test run; and pages' sockets to them."""

import json
import os
import socket
import subprocess
import sys
from contextlib import ExitStack, suppress
from types import TracebackType
from typing import Any, Self
from urllib.parse import quote

from django.conf import settings
from django.db import connection
from django.test import Client
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from project.identity.models import User
from project.kernel.web.sessions import SessionStore
from tests.house import ROOT, clean_environment
from tests.waiting import eventually

SECONDS_TO_HEAR = 10


SERVE = ["-m", "uvicorn", "project.asgi:application", "--no-access-log", "--log-level", "error", "--lifespan", "on"]
MANNERS = ["--timeout-graceful-shutdown", "1", "--ws-max-size", "16384"]


class Web:
    """One web process with its listener, on a port that is nobody else's from the very first."""

    def __init__(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as door:
            self.port: int = door.getsockname()[1]
            ours = {"DATABASE_URL": database_url(), "NIVAS_PROCESS": "web", "PORT": str(self.port)}
            self.process = subprocess.Popen(
                [sys.executable, *SERVE, *MANNERS, "--fd", str(door.fileno())],
                cwd=ROOT,
                env=clean_environment() | ours | {"NIVAS_HOME": os.environ["NIVAS_HOME"]},
                pass_fds=[door.fileno()],
            )

    def wait_until_it_follows(self) -> None:
        eventually(self.sockets_answer, seconds=60)

    def sockets_answer(self) -> bool:
        try:
            with self.open(None) as page:
                return page.code() == 4401
        except OSError:
            return False

    def open(self, session: str | None, *, origin: str = "", path: str = "/live/") -> "Page":
        return Page(f"ws://127.0.0.1:{self.port}{path}", session, origin or f"http://127.0.0.1:{self.port}")

    def stop(self) -> None:
        self.process.kill()
        self.process.wait(timeout=20)


class Page:
    """What a page hears over its socket."""

    def __init__(self, address: str, session: str | None, origin: str) -> None:
        cookie = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={session}"} if session else {}
        self._open = ExitStack()
        self.socket: ClientConnection = self._open.enter_context(
            connect(address, origin=origin, additional_headers=cookie, proxy=None)
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()

    def watch(self, *topics: str, after: int | None = None) -> dict[str, Any]:
        """Ask for topics, and give the answer."""
        self.socket.send(json.dumps({"watch": topics, "after": after}))
        return self.hear()

    def hear(self) -> dict[str, Any]:
        return json.loads(self.socket.recv(timeout=SECONDS_TO_HEAR))

    def code(self) -> int:
        """The code with which the conversation ended."""
        with suppress(ConnectionClosed):
            while True:
                self.hear()
        return self.socket.close_code or 0


def database_url() -> str:
    of = connection.settings_dict
    return f"postgresql://{of['USER']}@/{of['NAME']}?host={quote(of['HOST'], safe='/')}"


def session_of(person: User) -> str:
    """Sign somebody in and give the cookie."""
    client = Client()
    client.force_login(person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def session_with(**kept: str) -> str:
    """The session of a browser without an account, and what it keeps."""
    session = SessionStore()
    session.update(kept)
    session.save()
    return session.session_key or ""
