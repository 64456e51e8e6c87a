"""Waiting for what another process does: as long as it takes, and not for ever."""

import time
from collections.abc import Callable
from typing import TypeVar

Answer = TypeVar("Answer")


def eventually(ask: Callable[[], Answer], *, seconds: float = 10.0) -> Answer:
    """Ask again and again until the answer is a truthy one, and give it; fail when the time is up."""
    deadline = time.monotonic() + seconds
    while not (answer := ask()):
        if time.monotonic() > deadline:
            raise AssertionError(f"not so within {seconds} s: {ask}")
        time.sleep(0.02)
    return answer
