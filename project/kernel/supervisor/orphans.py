"""Processes whose parent died: on Linux they become the supervisor's, which then leaves none behind."""

import ctypes
import sys
import time
from contextlib import suppress

import psutil

_PR_SET_CHILD_SUBREAPER = 36


def adopt_orphans() -> None:
    """Make grandchildren ours when their parent dies, instead of the whole machine's."""
    if sys.platform.startswith("linux"):
        ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def end_all_descendants(seconds: float = 1.0) -> list[int]:
    """Kill every process below this one and say which it could not get rid of."""
    deadline = time.monotonic() + seconds
    while remaining := psutil.Process().children(recursive=True):
        for process in remaining:
            with suppress(psutil.NoSuchProcess):
                process.kill()
        _, alive = psutil.wait_procs(remaining, timeout=0.2)
        if time.monotonic() > deadline:
            return [process.pid for process in alive]
    return []
