"""How often something was done, as all processes together have counted it in one shared table.

In a quiet moment each hit is told to the table at once, and what it answers is exact. In a rush a process tells it
ten times a second, everything since the last time in one statement, and goes by its last answers meanwhile. So a
limit holds to the letter within a process; with several, somebody may reach it in each of them during one rush.
"""

import math
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

from project.kernel.prepared import PreparedStatement

TELL_EVERY = 0.1
MOST_KEPT = 10_000

# One statement on the shared cache's own table: Django's cache can neither add one in a single step nor without
# counting the table. The table is unlogged, so a count costs no wait for the disk.
COUNT = PreparedStatement(
    """
    INSERT INTO public.nivas_cache AS kept (cache_key, value, expires)
    SELECT key, hits::text, now() + make_interval(secs => seconds)
    FROM unnest(%(keys)s, %(hits)s, %(seconds)s) AS counted (key, hits, seconds)
    ON CONFLICT (cache_key) DO UPDATE
       SET value = CASE WHEN kept.expires <= now() THEN excluded.value
                        ELSE (kept.value::int + excluded.value::int)::text END,
           expires = CASE WHEN kept.expires <= now() THEN excluded.expires ELSE kept.expires END
    RETURNING cache_key, value::int, ceil(extract(epoch FROM expires - now()))::int
    """,
    keys="text[]",
    hits="int[]",
    seconds="int[]",
)


@dataclass(slots=True)
class Window:
    """What this process knows of one key until its time is over."""

    until: float
    told: int = 0
    untold: int = 0

    @property
    def hits(self) -> int:
        """All that the table knew when it was last asked, and ours since."""
        return self.told + self.untold


class Tally:
    """The counts of this process, and when it last told the table."""

    def __init__(self, every: float = TELL_EVERY) -> None:
        """Tell the table at most once in so many seconds."""
        self.every = every
        self._windows: dict[str, Window] = {}
        self._untold: set[str] = set()
        self._told_at = -math.inf
        # One at a time: an answer that is overtaken by a later one would take hits back.
        self._telling = Lock()
        self._lock = Lock()

    def count(self, key: str, seconds: int) -> tuple[int, int]:
        """Count one more and say how many there were within these seconds, and how many of the seconds are left."""
        with self._lock:
            now = time.monotonic()
            window = self._window(key, now, seconds)
            window.untold += 1
            self._untold.add(key)
            is_time = now - self._told_at >= self.every
        if is_time and self._telling.acquire(blocking=False):
            try:
                self._tell()
            finally:
                self._telling.release()
        return window.hits, math.ceil(window.until - time.monotonic())

    def _tell(self) -> None:
        with self._lock:
            news = self._news(time.monotonic())
        if news:
            self._learn(COUNT.fetch_all(_columns(news)))

    def _window(self, key: str, now: float, seconds: int) -> Window:
        window = self._windows.get(key)
        if window is None or window.until <= now:
            if len(self._windows) >= MOST_KEPT:
                self._windows = {old: kept for old, kept in self._windows.items() if old in self._untold}
            window = self._windows[key] = Window(now + seconds)
        return window

    def _news(self, now: float) -> list[tuple[str, int, int]]:
        """What the table does not know yet and is not over, each key with its hits and the seconds left.

        In one order everywhere: two processes that tell of the same keys must not wait for each other.
        """
        self._told_at = now
        untold, self._untold = sorted(self._untold), set()
        news = []
        for key in untold:
            window = self._windows[key]
            if window.until > now:
                news.append((key, window.untold, math.ceil(window.until - now)))
            window.told, window.untold = window.hits, 0
        return news

    def _learn(self, answers: Iterable[tuple[str, int, int]]) -> None:
        """Go by what the table answered, which knows what other processes counted."""
        with self._lock:
            now = time.monotonic()
            for key, hits, left in answers:
                window = self._windows.setdefault(key, Window(now))
                window.told, window.until = hits, now + left


def _columns(news: Sequence[tuple[str, int, int]]) -> dict[str, list[Any]]:
    keys, hits, seconds = zip(*news, strict=True)
    return {"keys": list(keys), "hits": list(hits), "seconds": list(seconds)}
