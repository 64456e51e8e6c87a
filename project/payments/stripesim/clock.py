"""The one clock of the stand-in. It can be moved, or stopped, without waiting."""

import threading
import time


class Clock:
    """Runs with real time, at some distance from it, unless it is frozen."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._offset = 0
        self._frozen_at: int | None = None

    def now(self) -> int:
        """Give the moment in seconds since 1970."""
        with self._lock:
            return self._read()

    def set(self, moment: int) -> None:
        """Go to a moment and, unless frozen, run on from there."""
        with self._lock:
            self._move_to(moment)

    def advance(self, seconds: int) -> None:
        """Go forwards, or backwards when negative."""
        with self._lock:
            self._move_to(self._read() + seconds)

    def freeze(self, *, frozen: bool) -> None:
        """Stop at the present moment, or run on from it."""
        with self._lock:
            moment = self._read()
            self._frozen_at = moment if frozen else None
            self._move_to(moment)

    def saved(self) -> dict[str, int | None]:
        """Give what `restore` needs."""
        with self._lock:
            return {"offset": self._offset, "frozen_at": self._frozen_at}

    def restore(self, saved: dict[str, int | None]) -> None:
        """Stand again where an earlier clock stood."""
        with self._lock:
            self._offset = saved.get("offset") or 0
            self._frozen_at = saved.get("frozen_at")

    def _read(self) -> int:
        return int(time.time()) + self._offset if self._frozen_at is None else self._frozen_at

    def _move_to(self, moment: int) -> None:
        if self._frozen_at is None:
            self._offset = moment - int(time.time())
        else:
            self._frozen_at = moment
