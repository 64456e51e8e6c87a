import asyncio
import gc
from typing import Any

import pytest

from project.kernel.web.lifespan import answer_lifespan


class Beside:
    started = False

    def start(self) -> None:
        self.started = True

    async def stop(self) -> None:
        raise AssertionError


class Over(Exception):
    pass


@pytest.fixture
def usual_memory():
    usual = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*usual)


def test_a_start_sets_aside_what_stays_before_it_says_ready(usual_memory):
    """Else the garbage collector walks over the whole product again and again, and everybody waits."""
    messages, beside, said = iter([{"type": "lifespan.startup"}]), Beside(), []

    async def receive() -> Any:
        for message in messages:
            return message
        raise Over

    async def send(message: Any) -> None:
        said.append((message["type"], gc.get_freeze_count() > 100_000))

    with pytest.raises(Over):
        asyncio.run(answer_lifespan(receive, send, beside))

    assert beside.started
    assert said == [("lifespan.startup.complete", True)]
