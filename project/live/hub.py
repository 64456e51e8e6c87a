"""What one web process knows: how far it has read the log, what moved lately, and who listens to it here."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from channels.db import database_sync_to_async
from channels.layers import get_channel_layer
from django.db import DatabaseError

from project.events.following import Follower
from project.events.registry import EventRecord
from project.live.moves import Move, moves_of
from project.live.viewer import OFFICE, sessions_over

if TYPE_CHECKING:
    from project.live.consumer import LiveConsumer

log = logging.getLogger(__name__)

# A socket that was gone for a few minutes is told what moved; past this many events, everything is fetched again.
REMEMBERED = 20_000
SECONDS_BETWEEN_TICKS = 20.0
EVERYBODY = "everybody"
# After these a person may see less than before: their sockets are asked again at once.
CHANGES_OF_RIGHTS = frozenset({"identity.role_given", "identity.role_taken", "catalog.assigned", "catalog.unassigned"})


class Hub:
    """Passes on to this process's sockets what the log and the nudges say."""

    def __init__(self) -> None:
        # Events wait here for their turn, so that no nudge waits behind what they have to ask the database.
        self._untold: asyncio.Queue[list[EventRecord]] = asyncio.Queue()
        self.follower = Follower(on_events=self._untold.put, on_nudge=self.pass_nudge)
        self.sockets: set[LiveConsumer] = set()
        self._told: int | None = None
        self._moves: deque[Move] = deque(maxlen=REMEMBERED)
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def position(self) -> int | None:
        """Up to where this process has told everything; None until it follows."""
        return self.follower.began_at if self._told is None else self._told

    @property
    def is_running(self) -> bool:
        """Whether this process follows the log at all."""
        return bool(self._tasks)

    def start(self) -> None:
        """Follow the log from now on, and look after the sockets."""
        self._tasks = [asyncio.create_task(work) for work in (self.follower.run(), self._tell_on(), self._tick_on())]

    async def stop(self) -> None:
        """Stop following."""
        tasks, self._tasks = self._tasks, []
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def moved_since(self, position: int) -> list[Move] | None:
        """What moved after a position; None when this process does not know all of it."""
        known_from = self._moves[0].position if len(self._moves) == REMEMBERED else self.follower.began_at
        if known_from is None or position < known_from:
            return None
        return [move for move in self._moves if move.position > position]

    async def pass_on(self, events: list[EventRecord]) -> None:
        """Tell the watchers of each topic that moved, once a batch; a message is told by itself, for it has a mark."""
        moves = await database_sync_to_async(moves_of)(events)
        self._moves.extend(moves)
        # Until the whole batch is told nobody may count it as known: a socket may break in the middle.
        before = events[0].position - 1
        for topic, mark in sorted({(topic, move.mark) for move in moves for topic in move.topics}):
            await tell(topic, {"type": "moved", "topic": topic, "at": before, "mark": mark})
        houses = sorted({move.house or "" for move in moves if move.is_for_office})
        if houses:
            await tell(OFFICE, {"type": "office_moved", "houses": houses, "at": before})
        for person in {event.payload["person"] for event in events if event.type in CHANGES_OF_RIGHTS}:
            await tell(group_of(person), {"type": "check_rights"})
        self._told = events[-1].position

    async def pass_nudge(self, words: Mapping[str, Any]) -> None:
        """Tell the watchers of a topic what cannot wait for the log."""
        topic = str(words["topic"])
        if words.get("about") == "rights":
            await tell(topic, {"type": "check_rights"})
        else:
            await tell(topic, {"type": "nudged", "words": dict(words)})

    async def tick(self) -> None:
        """Say that the line is alive, and close the sockets of sessions that are over."""
        await tell(EVERYBODY, {"type": "tick", "at": self.position})
        sessions = {socket.session_key: socket.viewer.user.pk for socket in self.sockets if socket.viewer}
        over = await database_sync_to_async(sessions_over)(sessions)
        for socket in [socket for socket in self.sockets if socket.session_key in over]:
            await socket.check_rights()

    async def _tell_on(self) -> None:
        """Batch after batch; one that could not be told is told when the database is back."""
        while True:
            events = await self._untold.get()
            while not await self._is_told(events):
                await asyncio.sleep(1.0)

    async def _is_told(self, events: list[EventRecord]) -> bool:
        try:
            await self.pass_on(events)
        except DatabaseError as error:
            log.warning("what moved could not be told yet: %s", type(error).__name__)
            return False
        return True

    async def _tick_on(self) -> None:
        while True:
            await asyncio.sleep(SECONDS_BETWEEN_TICKS)
            try:
                await self.tick()
            except DatabaseError as error:
                log.warning("sessions could not be asked for: %s", type(error).__name__)


async def tell(group: str, message: dict[str, Any]) -> None:
    """Send to a group of sockets."""
    await get_channel_layer().group_send(group, message)


def group_of(person: str) -> str:
    """The group of all of a person's sockets, whatever they watch."""
    return f"person.{person}"


hub = Hub()
