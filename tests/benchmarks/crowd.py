"""Hundreds of open pages, as far as the server can tell: each with a socket that comes back when it is cut."""

import asyncio
import json
import threading
import time
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from random import random
from types import TracebackType
from typing import Any, Self

from django.conf import settings
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.benchmarks.world import Person
from tests.waiting import eventually

# As the page's own script waits before it begins anew, each with a chance of its own.
PATIENCE = (0.5, 1.0, 2.0, 4.0, 8.0)


class Crowd:
    """One open page for each of these people, watching what is theirs."""

    def __init__(self, port: int, people: Sequence[Person]) -> None:
        self.heard: Counter[str] = Counter()
        self.open: set[ClientConnection] = set()
        self._port, self._people = port, people
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        for one in self._people:
            asyncio.run_coroutine_threadsafe(self._stay(one), self._loop)
        self.wait_until_all_are_here(seconds=120)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(leave(), self._loop).result(timeout=60)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def wait_until_all_are_here(self, *, seconds: float) -> float:
        """Give the seconds it took until every page has its socket and was told what it missed."""
        began = time.perf_counter()
        eventually(lambda: len(self.open) == len(self._people), seconds=seconds)
        return time.perf_counter() - began

    def cut(self) -> None:
        """Break every line at the same moment."""
        lines, self.open = self.open, set()
        self._loop.call_soon_threadsafe(lambda: [line.transport.abort() for line in lines])

    async def _stay(self, person: Person) -> None:
        """Listen for ever; a line that breaks is taken up again where it broke."""
        known: list[int | None] = [None]
        failures = 0
        while True:
            try:
                await self._listen(person, known)
                failures = 0
            except (ConnectionClosed, OSError, TimeoutError, InvalidStatus):
                failures += 1
            await asyncio.sleep(PATIENCE[min(failures, len(PATIENCE) - 1)] * (0.5 + random()))

    async def _listen(self, person: Person, known: list[int | None]) -> None:
        """Listen until the line breaks. Raises: what kept it from being let in."""
        cookie = {"Cookie": f"{settings.SESSION_COOKIE_NAME}={person.session}"}
        address, origin = f"ws://127.0.0.1:{self._port}/live/", f"http://127.0.0.1:{self._port}"
        async with connect(address, origin=origin, additional_headers=cookie, proxy=None, ping_interval=None) as line:
            await line.send(json.dumps({"watch": [topic_of(person)], "after": known[0]}))
            with suppress(ConnectionClosed):
                async for text in line:
                    self._hear(line, json.loads(text), known, person)
            self.open.discard(line)

    def _hear(self, line: ClientConnection, said: dict[str, Any], known: list[int | None], person: Person) -> None:
        known[0] = said.get("at", known[0])
        moved = said.get("moved", [])
        self.heard.update([topic_of(person)] if moved is None else moved)
        if "watching" in said:
            self.open.add(line)


async def leave() -> None:
    """Have everybody close their page."""
    others = asyncio.all_tasks() - {asyncio.current_task()}
    for other in others:
        other.cancel()
    await asyncio.gather(*others, return_exceptions=True)


def topic_of(person: Person) -> str:
    """What is theirs."""
    return f"bell.{person.user.public_id}"
