"""The layer that carries a process's own messages."""

import time

import pytest
from channels.layers import InMemoryChannelLayer

from project.live import layer as layers
from project.live.layer import ProcessLayer

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def layer() -> ProcessLayer:
    return ProcessLayer(expiry=60, capacity=10)


class TestProcessLayer:
    async def test_tells_who_is_in_the_group(self, layer):
        mine = await layer.new_channel()
        await layer.group_add("office", mine)

        await layer.group_send("office", {"type": "moved"})

        assert await layer.receive(mine) == {"type": "moved"}

    async def test_looks_at_nobody_for_a_group_without_members(self, layer, monkeypatch):
        looked: list[str] = []

        async def note(_layer: ProcessLayer, group: str, _message: object) -> None:
            looked.append(group)

        monkeypatch.setattr(InMemoryChannelLayer, "group_send", note)
        await layer.group_add("office", await layer.new_channel())

        await layer.group_send("conversation.nobody", {"type": "moved"})
        await layer.group_send("office", {"type": "moved"})

        assert looked == ["office"]

    async def test_tidies_once_however_much_is_sent(self, layer, monkeypatch):
        tidied = []
        monkeypatch.setattr(InMemoryChannelLayer, "_clean_expired", lambda _layer: tidied.append(time.monotonic()))
        mine = await layer.new_channel()
        await layer.group_add("office", mine)

        for _ in range(5):
            await layer.group_send("office", {"type": "moved"})
        assert len(tidied) == 1

        monkeypatch.setattr(layers, "SECONDS_BETWEEN_TIDYINGS", 0.0)
        await layer.group_send("office", {"type": "moved"})
        assert len(tidied) == 2

    async def test_forgets_what_nobody_fetched_in_time(self, layer, monkeypatch):
        """A page that hangs must not keep what was meant for it for ever."""
        gone = await layer.new_channel()
        await layer.group_add("office", gone)
        layer.expiry = -1
        await layer.group_send("office", {"type": "moved"})

        monkeypatch.setattr(layers, "SECONDS_BETWEEN_TIDYINGS", 0.0)
        await layer.group_send("office", {"type": "moved"})

        assert gone not in layer.groups["office"]
