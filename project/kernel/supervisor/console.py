"""What a person sees: steps with their times, and each program's lines under its own name and colour."""

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

_COLOURS = (36, 35, 33, 34, 32, 96)
_RED, _GREEN, _DIM, _BOLD = 31, 32, 2, 1
_WIDTH = 12


class Console:
    """Writes whole lines, one writer at a time."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stdout
        self._lock = threading.RLock()
        self.coloured = _wants_colour(self._stream)
        self._colour_of: dict[str, int] = {}

    def say(self, text: str = "") -> None:
        """Write one line; a reader that went away must not take the house down with it."""
        with self._lock:
            try:
                self._stream.write(text + "\n")
                self._stream.flush()
            except (OSError, ValueError):
                self._stream = open(os.devnull, "w")  # noqa: SIM115 - kept for the rest of our life

    def say_together(self, lines: list[str]) -> None:
        """Write lines that nothing else may come between."""
        with self._lock:
            for line in lines:
                self.say(line)

    def line_of(self, program: str, text: str) -> None:
        """Write a program's line behind its name, always in the same colour."""
        colour = self._colour_of.setdefault(program, _COLOURS[len(self._colour_of) % len(_COLOURS)])
        self.say(f"{self._paint(program.ljust(_WIDTH), colour)}| {text}")

    def warn(self, text: str) -> None:
        """Write a line that asks for attention."""
        self.say(self._paint(text, _RED))

    def strong(self, text: str) -> str:
        """Give the text in bold, where there is bold."""
        return self._paint(text, _BOLD)

    @contextmanager
    def step(self, name: str) -> Iterator[list[str]]:
        """Say what is being done, and at its end how long it took and what came of it.

        The block puts its outcome in words into the list it is given.
        """
        outcome: list[str] = []
        began = time.monotonic()
        self.say(f"{self._paint('...', _DIM)} {name}")
        yield outcome
        took = self._paint(f"{time.monotonic() - began:.1f} s", _DIM)
        self.say(f"{self._paint(' ok', _GREEN)} {name.ljust(_WIDTH)} {' '.join([*outcome, took])}")

    def _paint(self, text: str, colour: int) -> str:
        return f"\033[{colour}m{text}\033[0m" if self.coloured else text


def _wants_colour(stream: TextIO) -> bool:
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or stream.isatty()
