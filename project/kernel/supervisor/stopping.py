"""How a wish to stop reaches the supervisor, without ever interrupting it where a child could be forgotten."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType

WATCHED = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """Somebody asked us to stop. Like KeyboardInterrupt, not an error."""


class StopSignals:
    """While entered, Ctrl-C, SIGTERM and a closed terminal raise Stopped, once, and only where that is safe."""

    def __init__(self) -> None:
        self.requested = False
        self._held = 0
        self._before: dict[signal.Signals, object] = {}

    def __enter__(self) -> "StopSignals":
        for number in WATCHED:
            self._before[number] = signal.signal(number, self._note)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]

    @contextmanager
    def held(self) -> Iterator[None]:
        """Put a wish to stop off until the block is done."""
        self._held += 1
        try:
            yield
        finally:
            self._held -= 1
        self._raise_if_due()

    def ignore(self) -> None:
        """Turn a second Ctrl-C into nothing: stopping is under way and has its own deadline."""
        self._held += 1

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        self.requested = True
        self._raise_if_due()

    def _raise_if_due(self) -> None:
        if self.requested and not self._held:
            self._held += 1
            raise Stopped
