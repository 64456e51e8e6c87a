"""The one socket of a page: it says which topics moved, and the page fetches them under its own rights.

A page says `{"watch": ["me.…", "booking.…"], "after": 123}`, again whenever it shows something else. It is told
`{"watching": […], "at": 125, "moved": […]}`, with `"moved": null` when it has to fetch everything; then
`{"moved": ["me.…"], "at": 130}` as it happens, `{"about": "typing", "topic": …}` for what a nudge says, and
`{"at": 131}` every twenty seconds, so that it notices a line that is dead.
"""

from http import cookies
from typing import Any

from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncJsonWebsocketConsumer
from django.conf import settings

from project.live.hub import EVERYBODY, group_of, hub
from project.live.viewer import OFFICE, Sight, Viewer, find_viewer, sight_of
from project.live.wishes import NotAWish, Wish, read_wish

# Close codes; the page's script knows them.
NOT_UNDERSTOOD, SIGNED_OUT, OTHER_RIGHTS, TOO_OFTEN = 4400, 4401, 4403, 4429
# A page asks again when its parts change; more often than this something is wrong with it.
WISHES_A_TICK = 60


class LiveConsumer(AsyncJsonWebsocketConsumer):
    """One open page."""

    viewer: Viewer | None = None
    sight = Sight()
    asked: frozenset[str] = frozenset()
    wishes = 0

    @property
    def session_key(self) -> str:
        """The session it came with."""
        jar = cookies.SimpleCookie(dict(self.scope["headers"]).get(b"cookie", b"").decode("latin1"))
        morsel = jar.get(settings.SESSION_COOKIE_NAME)
        return morsel.value if morsel else ""

    async def connect(self) -> None:
        """Let in whoever has a session; tell the others so in a way their script can read."""
        await self.accept()
        self.viewer = await database_sync_to_async(find_viewer)(self.session_key)
        if self.viewer is None:
            await self.close(SIGNED_OUT)
            return
        hub.sockets.add(self)
        await self._join(EVERYBODY)
        if self.viewer.person:
            await self._join(group_of(self.viewer.person))

    async def disconnect(self, code: int) -> None:
        """Forget the page."""
        hub.sockets.discard(self)
        for group in (EVERYBODY, group_of(self.viewer.person) if self.viewer else "", *self.sight.topics):
            if group:
                await self.channel_layer.group_discard(group, self.channel_name)

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None, **_rest: Any) -> None:
        """Take a wish; what is none ends the conversation."""
        self.wishes += 1
        try:
            wish = read_wish(text_data)
        except NotAWish:
            await self.close(NOT_UNDERSTOOD)
            return
        await (self.close(TOO_OFTEN) if self.wishes > WISHES_A_TICK else self._grant(wish))

    async def moved(self, message: dict[str, Any]) -> None:
        """A topic moved."""
        mark = {"mark": message["mark"]} if message["mark"] else {}
        await self.send_json({"moved": [message["topic"]], "at": message["at"], **mark})

    async def office_moved(self, message: dict[str, Any]) -> None:
        """Something moved at these houses; only those who see one of them hear it."""
        if self.sight.sees(message["houses"]):
            await self.send_json({"moved": [OFFICE], "at": message["at"]})

    async def nudged(self, message: dict[str, Any]) -> None:
        """Something that cannot wait for the log, or that nobody misses."""
        await self.send_json(message["words"])

    async def tick(self, message: dict[str, Any]) -> None:
        """The line is alive; and up to here everything was told."""
        self.wishes = 0
        await self.send_json({"at": message["at"]})

    async def check_rights(self, _message: dict[str, Any] | None = None) -> None:
        """Ask anew what this person may see, and end the conversation if it is not what it was: the page begins another."""
        before, self.viewer = self.sight, await database_sync_to_async(find_viewer)(self.session_key)
        if self.viewer is None:
            await self.close(SIGNED_OUT)
            return
        now = await database_sync_to_async(sight_of)(self.viewer, self.asked)
        if now != before:
            await self.close(OTHER_RIGHTS)

    async def _grant(self, wish: Wish) -> None:
        """Watch what of it may be watched; first join, then say what moved, so that nothing falls in between."""
        if self.viewer is None:
            return
        self.asked = wish.watch
        before, self.sight = self.sight, await database_sync_to_async(sight_of)(self.viewer, wish.watch)
        for topic in self.sight.topics - before.topics:
            await self._join(topic)
        for topic in before.topics - self.sight.topics:
            await self.channel_layer.group_discard(topic, self.channel_name)
        await self.send_json({"watching": sorted(self.sight.topics), "at": hub.position, "moved": self._missed(wish)})

    def _missed(self, wish: Wish) -> list[str] | None:
        """The topics that moved since the page was made or last heard of us; None for "fetch everything"."""
        moves = hub.moved_since(wish.after) if wish.after is not None else None
        if moves is None:
            return None
        topics = self.sight.topics & frozenset().union(*(move.topics for move in moves))
        houses = {move.house or "" for move in moves if move.is_for_office}
        return sorted(topics) + ([OFFICE] if houses and self.sight.sees(houses) else [])

    async def _join(self, group: str) -> None:
        await self.channel_layer.group_add(group, self.channel_name)
