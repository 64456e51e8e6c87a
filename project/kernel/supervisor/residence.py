"""At most one house lives in a `NIVAS_HOME` at a time."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class HomeOccupied(RuntimeError):
    """Another Nivas runs from this home; its message names the process."""


@contextmanager
def occupied(home: Path) -> Iterator[None]:
    """Hold the home for the block. The kernel lets go of it when we die.

    Raises HomeOccupied when another process holds it.
    """
    home.mkdir(parents=True, exist_ok=True)
    with (home / "up.lock").open("a+") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            handle.seek(0)
            owner = handle.read().strip() or "another process"
            raise HomeOccupied(
                f"Nivas runs from {home} already ({owner}). Stop it first, or choose another NIVAS_HOME."
            ) from None
        handle.truncate(0)
        handle.write(f"process {os.getpid()}")
        handle.flush()
        yield
