"""The channel layer of one process, quick among hundreds of sockets."""

import time
from typing import Any

from channels.layers import InMemoryChannelLayer

SECONDS_BETWEEN_TIDYINGS = 10.0


class ProcessLayer(InMemoryChannelLayer):
    """Channels' own, which looks through every socket and every group before it sends anything to anybody.

    With five hundred open pages that takes longer than the telling. Ours tidies now and then, and has nothing to do
    for a group without members: almost everything that happens, nobody watches.
    """

    _tidied_at = 0.0

    async def group_send(self, group: str, message: dict[str, Any]) -> None:
        """Send to those who are in the group, if somebody is."""
        if group in self.groups:
            await super().group_send(group, message)

    def _clean_expired(self) -> None:
        if time.monotonic() - self._tidied_at >= SECONDS_BETWEEN_TIDYINGS:
            self._tidied_at = time.monotonic()
            super()._clean_expired()
