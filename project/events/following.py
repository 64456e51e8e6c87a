"""Follows the log as it grows, from a process that lives long: one connection that listens, and looks by itself too.

What is heard only says "look": the log says what is so. So nothing is missed while the connection was gone, and a
notification that never came costs a few seconds at most.
"""

import asyncio
import json
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import psycopg
from django.db import connection as django_connection
from psycopg import sql
from psycopg.conninfo import make_conninfo

from project.events.operations.delivering import NUMBERED
from project.events.registry import EventRecord
from project.kernel.nudge import CHANNEL as NUDGES

log = logging.getLogger(__name__)

SECONDS_BETWEEN_LOOKS = 2.0
SECONDS_TO_RECONNECT = (0.1, 0.5, 1.0, 2.0)
# A network that has silently gone must not look like a quiet night.
SECONDS_FOR_AN_ANSWER = 10.0
KEEPALIVE = {"connect_timeout": 5, "keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3}
BATCH = 5000
# In the middle of a bulk run it is kinder to everybody to tell a little later, and once.
CROWDED, SECONDS_OF_REST = 500, 0.25

LAST = "SELECT coalesce(max(position), 0) FROM events.events_event"
NEXT = """
SELECT id, position, type, key, payload, recorded_at, version FROM events.events_event
WHERE position > %s ORDER BY position LIMIT %s
"""

Connection = psycopg.AsyncConnection[Any]
OnEvents = Callable[[list[EventRecord]], Awaitable[None]]
OnNudge = Callable[[Mapping[str, Any]], Awaitable[None]]


class Follower:
    """Hands over every event numbered from its start on, in order and once; and nudges as they come."""

    def __init__(self, *, on_events: OnEvents, on_nudge: OnNudge) -> None:
        self._on_events, self._on_nudge = on_events, on_nudge
        self.position: int | None = None
        self.began_at: int | None = None
        self.looked_at = time.monotonic()

    @property
    def age(self) -> float:
        """Seconds since it last knew that it had read everything."""
        return time.monotonic() - self.looked_at

    async def run(self) -> None:
        """Follow until cancelled; a database that is away is waited for, and then everything missed is read."""
        failures = 0
        while True:
            before = self.looked_at
            try:
                await self._follow()
            except (psycopg.Error, OSError, TimeoutError) as error:
                failures = 0 if self.looked_at > before else failures + 1
                log.warning("the log cannot be followed: %s", type(error).__name__)
            await asyncio.sleep(SECONDS_TO_RECONNECT[min(failures, len(SECONDS_TO_RECONNECT) - 1)])

    async def _follow(self) -> None:
        async with await connect() as connection:
            for channel in (NUMBERED, NUDGES):
                await connection.execute(sql.SQL("LISTEN {}").format(sql.Identifier(channel)))
            while True:
                async with asyncio.timeout(SECONDS_FOR_AN_ANSWER):
                    await self._read_on(connection)
                await self._hear(connection)

    async def _read_on(self, connection: Connection) -> None:
        """Hand over what is new, batch after batch. At the very first it only learns where the log ends."""
        if self.position is None:
            self.position = self.began_at = await last_position(connection)
        while events := await events_after(connection, self.position):
            await self._on_events(events)
            self.position = events[-1].position
            if len(events) >= CROWDED:
                await asyncio.sleep(SECONDS_OF_REST)
        self.looked_at = time.monotonic()

    async def _hear(self, connection: Connection) -> None:
        """Wait until there is a reason to look, or it is time to; nudges are passed on meanwhile."""
        while (left := SECONDS_BETWEEN_LOOKS - self.age) > 0:
            # What came in one packet comes in one list: whoever stops in the middle loses the rest.
            notices = [notice async for notice in connection.notifies(timeout=left, stop_after=1)]
            for notice in notices:
                if notice.channel == NUDGES:
                    await self._on_nudge(json.loads(notice.payload))
            if any(notice.channel == NUMBERED for notice in notices):
                return


async def connect() -> Connection:
    """A connection of its own, beside the pool: it listens as long as the process lives."""
    wanted = django_connection.get_connection_params()
    ours = {name: wanted[name] for name in ("dbname", "user", "password", "host", "port", "options") if name in wanted}
    return await psycopg.AsyncConnection.connect(make_conninfo("", **ours, **KEEPALIVE), autocommit=True)


async def last_position(connection: Connection) -> int:
    """Where the log ends now."""
    row = await (await connection.execute(LAST)).fetchone()
    return row[0] if row else 0


async def events_after(connection: Connection, position: int) -> list[EventRecord]:
    """The next events past a position, as they were written."""
    rows = await (await connection.execute(NEXT, [position, BATCH])).fetchall()
    return [EventRecord(*row) for row in rows]
