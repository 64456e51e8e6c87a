"""From a message's commit to another person's screen, while five hundred pages listen and the house is busy."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from itertools import count, cycle
from operator import itemgetter
from uuid import uuid4

from django.conf import settings
from django.db import connection
from playwright.sync_api import Page

from project.chat.models import Member
from project.chat.operations import send_message, take_part, write_to_support
from project.chat.queries import Reader
from tests.benchmarks import load
from tests.benchmarks.bench import Bench
from tests.benchmarks.crowd import Crowd
from tests.benchmarks.house import relay, served
from tests.benchmarks.load import Outcome
from tests.benchmarks.rows import OURS, Row
from tests.benchmarks.world import Person
from tests.browsers import chromium
from tests.factories.identity import create_administrator

# The first few warm what they pass through.
SOCKETS, TALKS, WARMING, MEASURED = 500, 50, 5, 60
MESSAGES_A_SECOND, PAGES_A_SECOND = 50, 5
BETWEEN = 0.5
COMMITTED = "SELECT text, extract(epoch FROM pg_xact_commit_timestamp(xmin)) FROM chat_message WHERE author_id = %s"
# Notes each new line of the conversation with the moment at which it is there.
WATCH = """() => { window.seen = {}; new MutationObserver((changes) => {
  const now = Date.now();
  for (const line of document.querySelectorAll("#chat-log .chat-line")) {
    const words = line.textContent.match(/ping \\d+/);
    if (words && !(words[0] in window.seen)) window.seen[words[0]] = now;
  }
}).observe(document.getElementById("chat-log"), { childList: true, subtree: true }); }"""


def messages(bench: Bench) -> list[Row]:
    """Half a minute of messages to one open browser; each is timed from its commit until it is on the screen."""
    answerer = create_administrator(email=f"{uuid4().hex}@nivas.example")
    reader, *others = [talk(one, answerer) for one in bench.people[: TALKS + 1]]
    row = Row("messages", OURS)
    with ExitStack() as busy:
        port, _process = busy.enter_context(served())
        busy.enter_context(relay())
        busy.enter_context(Crowd(port, bench.people[1 : SOCKETS + 1]))
        busy.enter_context(chatter(others))
        busy.enter_context(visitors(port))
        row.add(measure(port, bench.people[0], reader))
    return [row]


def talk(person: Person, answerer: object) -> Member:
    """Their conversation with support; gives the place of whoever answers."""
    conversation = write_to_support(by=person.user)
    return take_part(conversation=conversation, reader=Reader(answerer))  # type: ignore[arg-type]


def measure(port: int, person: Person, answerer: Member) -> Outcome:
    """Send to a real browser, and look when each message is there."""
    outcome = Outcome()
    with chromium() as browser, ThreadPoolExecutor(1) as sender:
        page = open_talk(browser.new_context(), port, person, answerer)
        began = time.perf_counter()
        committed = sender.submit(ping, answerer).result()
        outcome.seconds = time.perf_counter() - began
        page.wait_for_function(f"() => Object.keys(window.seen).length >= {WARMING + MEASURED}", timeout=60_000)
        seen = page.evaluate("() => window.seen")
    for words, moment in sorted(committed.items(), key=itemgetter(1))[WARMING:]:
        outcome.note(200, "", seen[words] / 1000 - moment)
    return outcome


def open_talk(context: object, port: int, person: Person, answerer: Member) -> Page:
    """The conversation as its person sees it."""
    address = f"http://127.0.0.1:{port}"
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": person.session, "url": address}
    context.add_cookies([cookie])  # type: ignore[attr-defined]
    page: Page = context.new_page()  # type: ignore[attr-defined]
    page.goto(f"{address}/messages/{answerer.conversation.public_id}/")
    page.wait_for_selector("[data-live-state][data-state=on]", state="attached")
    page.evaluate(WATCH)
    return page


def ping(answerer: Member) -> dict[str, float]:
    """Send, evenly, and have the database say when each was committed."""
    for number in range(WARMING + MEASURED):
        send_message(author=answerer, text=f"ping {number}", client_key=uuid4())
        time.sleep(BETWEEN)
    with connection.cursor() as cursor:
        cursor.execute(COMMITTED, [answerer.pk])
        committed = {words: float(moment) for words, moment in cursor.fetchall()}
    connection.close()
    return committed


@contextmanager
def chatter(answerers: list[Member]) -> Iterator[None]:
    """Fifty messages a second in as many other conversations."""
    turns, number = cycle(answerers), count()

    def say() -> None:
        # Never the same twice, which would be refused as spam.
        send_message(author=next(turns), text=f"Good evening, {next(number)}.", client_key=uuid4())

    with going_on(say, MESSAGES_A_SECOND):
        yield


@contextmanager
def visitors(port: int) -> Iterator[None]:
    """Five pages a second for people who look around."""
    request = f"GET /rooms/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: text/html\r\n\r\n".encode()
    with going_on(lambda: load.at_once(port, [request]), PAGES_A_SECOND):
        yield


@contextmanager
def going_on(act: Callable[[], object], a_second: int) -> Iterator[None]:
    """Do it so often a second, in a thread of its own; what is late is made up for. Raises: whatever ended it."""
    done = threading.Event()

    def work() -> None:
        try:
            due = time.monotonic()
            while not done.wait(max(0.0, due - time.monotonic())):
                act()
                due += 1 / a_second
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as thread:
        working = thread.submit(work)
        try:
            yield
        finally:
            done.set()
        working.result()
