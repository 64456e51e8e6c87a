"""Keeps a set of programs running until it is told to stop, and then leaves none of their processes behind."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from project.kernel.supervisor.child import Child
from project.kernel.supervisor.console import Console
from project.kernel.supervisor.orphans import adopt_orphans, end_all_descendants
from project.kernel.supervisor.programs import Program
from project.kernel.supervisor.stopping import StopSignals

_PAUSE = 0.1
_LONGEST_BACKOFF = 30.0
# A program that ran this long before it died starts again as if for the first time.
_SECONDS_THAT_COUNT_AS_HEALTHY = 60.0
# A person is promised ten seconds; the last two are for killing what would not stop, on a busy machine.
_PATIENCE_WITH_PROGRAMS = 5.5
_PATIENCE_WITH_ALL = 8.0
# How long each signal after the first is given.
_LAST_WARNING = 1.0


class ProgramEnded(RuntimeError):
    """A program that must not end did."""


@dataclass
class _Place:
    """A program's place in the house: the child that fills it now, or the moment the next one may."""

    program: Program
    child: Child | None = None
    started_at: float = 0.0
    failures: int = 0
    start_again_at: float = field(default=math.inf)


class Supervisor:
    """Use inside StopSignals, from the main thread only: the kernel tethers children to the thread that made them."""

    def __init__(self, console: Console, signals: StopSignals) -> None:
        self._console = console
        self._signals = signals
        self._places: list[_Place] = []
        adopt_orphans()

    def start(self, program: Program) -> None:
        """Start the program and keep it running from now on."""
        place = _Place(program)
        self._places.append(place)
        self._fill(place)

    def run(self, program: Program) -> bool:
        """Run the program once, to its end, and say whether it succeeded."""
        place = _Place(program)
        self._places.append(place)
        child = self._fill(place)
        while not child.has_ended:
            time.sleep(_PAUSE)
        self._places.remove(place)
        child.clear_away()
        return child.has_succeeded

    def watch(
        self, *, until: Callable[[], bool] = lambda: False, seconds: float = math.inf, forgiving: bool = True
    ) -> bool:
        """Restart whatever dies, until the condition holds or the time is up; it says which.

        Raises ProgramEnded at the first death when it should not be forgiving: where starting again would only
        repeat the same message.
        """
        deadline = time.monotonic() + seconds
        while not until():
            if time.monotonic() > deadline:
                return False
            for place in self._places:
                self._tend(place, forgiving=forgiving)
            time.sleep(_PAUSE)
        return True

    def stop(self) -> None:
        """End every program within ten seconds, what the others stand on last."""
        self._signals.ignore()
        asked_at = time.monotonic()
        self._end(self._children(foundation=False), asked_at + _PATIENCE_WITH_PROGRAMS)
        self._end(self._children(foundation=True), asked_at + _PATIENCE_WITH_ALL)
        for pid in end_all_descendants():
            self._console.warn(f"process {pid} could not be ended")

    def _fill(self, place: _Place) -> Child:
        program, console = place.program, self._console
        say = console.say if program.speaks_for_itself else partial(console.line_of, program.name)
        with self._signals.held():
            place.child = child = Child(program, say)
        place.started_at, place.start_again_at = time.monotonic(), math.inf
        return child

    def _tend(self, place: _Place, *, forgiving: bool) -> None:
        if place.child is not None and place.child.has_ended:
            if not forgiving:
                raise ProgramEnded(f"{place.program.name} {place.child.ending}; its lines above say why.")
            self._note_the_end(place, place.child)
        elif place.child is None and time.monotonic() >= place.start_again_at:
            self._fill(place)

    def _note_the_end(self, place: _Place, child: Child) -> None:
        child.clear_away()
        now = time.monotonic()
        place.failures = 1 if now - place.started_at > _SECONDS_THAT_COUNT_AS_HEALTHY else place.failures + 1
        delay = min(_LONGEST_BACKOFF, 2.0 ** (place.failures - 1))
        place.child, place.start_again_at = None, now + delay
        self._console.warn(f"{place.program.name} {child.ending}; starting it again in {delay:.0f} s")

    def _children(self, *, foundation: bool) -> list[Child]:
        wanted = (place for place in self._places if place.program.is_foundation is foundation)
        return [place.child for place in wanted if place.child is not None]

    def _end(self, children: list[Child], deadline: float) -> None:
        rounds = max((len(child.program.stop_signals) for child in children), default=0)
        for turn in range(rounds):
            for child in children:
                child.tell(child.program.stop_signals[min(turn, len(child.program.stop_signals) - 1)])
            _wait_for_all(children, deadline - _LAST_WARNING * (rounds - 1 - turn))
        for child in children:
            if not child.has_ended:
                self._console.warn(f"{child.program.name} did not stop by itself and is killed")
            child.clear_away()


def _wait_for_all(children: list[Child], deadline: float) -> None:
    while not all(child.has_ended for child in children) and time.monotonic() < deadline:
        time.sleep(_PAUSE / 2)
