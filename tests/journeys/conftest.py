"""A real house with its demo city, and people who walk through it in real browsers."""

import email
import email.policy
import os
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, StorageState

from project.kernel.supervisor import next_free_port
from project.payments.stripesim.testing import RunningSim
from tests.browsers import chromium
from tests.house import House

PHONE, DESK = {"width": 360, "height": 780}, {"width": 1280, "height": 900}
PASSWORD = "demo-nivas"
SECONDS_TO_START = 400


class City(House):
    """The demo city, with every program running."""

    database_url = ""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def stripe(self) -> RunningSim:
        """The stand-in that this house pays through."""
        command = self.program("project.payments.stripesim").cmdline()
        return RunningSim(f"http://127.0.0.1:{command[command.index('--port') + 1]}")

    def ask(self, question: str, *values: object) -> list[tuple[object, ...]]:
        """Ask the city's database, or tell it."""
        paths = settings.DATABASES["default"]["OPTIONS"]["options"]
        with psycopg.connect(self.database_url, autocommit=True, options=paths) as connection:
            answer = connection.execute(question, values)
            return answer.fetchall() if answer.description else []

    def mails_to(self, address: str) -> list[EmailMessage]:
        """Give what has left for this address so far."""
        written = sorted((self.home / "mail").glob("*"), key=lambda path: path.stat().st_mtime)
        return [mail for path in written for mail in read_mails(path) if address in mail["To"]]


def read_mails(path: Path) -> list[EmailMessage]:
    """Django's file backend writes one connection's mails into one file, a line of dashes after each."""
    parts = path.read_bytes().split(b"\n" + b"-" * 79 + b"\n")
    return [email.message_from_bytes(part, policy=email.policy.default) for part in parts if part.strip()]


def fresh_database(name: str) -> str:
    """Make an empty database on the test run's own server and give its address."""
    server = urlsplit(os.environ["DATABASE_URL"])
    with psycopg.connect(urlunsplit(server), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name}")
    return urlunsplit(server._replace(path=f"/{name}"))


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[City]:
    """`manage.py up` on a database of its own; every journey shares it, so none counts on being alone."""
    home = tmp_path_factory.mktemp("city")
    port = next_free_port(8300)
    city = City(home, DATABASE_URL=(address := fresh_database("journeys")), PORT=str(port))
    city.database_url = address
    try:
        city.wait_until_ready(seconds=SECONDS_TO_START)
        yield city
    finally:
        city.process.terminate()
        city.process.wait(timeout=30)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def signed_in(browser: Browser, city: City) -> Callable[[str], StorageState]:
    """The cookies of somebody who signed in as `tenant`, `landlord`, `cook` or `admin`; each does so once."""
    known: dict[str, StorageState] = {}

    def cookies_of(who: str) -> StorageState:
        if who not in known:
            context = browser.new_context(base_url=city.address)
            page = context.new_page()
            page.goto("/account/login/")
            sign_in(page, who)
            page.wait_for_url(lambda url: "/login" not in url)
            known[who] = context.storage_state()
            context.close()
        return known[who]

    return cookies_of


def sign_in(page: Page, who: str) -> None:
    """Fill in the form of the sign-in page."""
    page.get_by_label("E-mail").fill(f"{who}@nivas.example")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


@pytest.fixture
def enter(browser: Browser, city: City, signed_in: Callable[[str], StorageState]) -> Iterator[Callable[..., Page]]:
    """Open the city as somebody, or as a guest; whatever a console complains about fails the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def as_person(who: str = "", *, size: dict[str, int] = DESK, theme: str = "light") -> Page:
        context = browser.new_context(
            base_url=city.address,
            viewport=size,
            color_scheme=theme,
            reduced_motion="reduce",
            storage_state=signed_in(who) if who else None,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
        page.on("console", partial(note_complaint, complaints))
        return page

    yield as_person
    for context in contexts:
        context.close()
    assert complaints == []


# What the browser and htmx say when nobody answers.
NO_ANSWER = ("Failed to load resource", "WebSocket connection to", "htmx:sendError", "htmx:afterRequest")


def note_complaint(complaints: list[str], message: object) -> None:
    """Keep what is an error; a refusal's status, and a server that is gone on purpose, are the test's own business."""
    if message.type == "error" and not message.text.startswith(NO_ANSWER):
        complaints.append(message.text)
