import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import psutil
import pytest

from tests.waiting import eventually

# Programs that wait: one that obeys, one that will not hear of it, and one that dies at once.
POLITE = "import signal; print('at work'); signal.pause()"
STUBBORN = "import signal; signal.signal(15, signal.SIG_IGN); print('at work')\nwhile True: signal.pause()"
DYING = "print('short life'); raise SystemExit(3)"


class Rehearsal:
    """A supervisor in a process of its own, seen as a person sees it: its lines, its end, what it leaves."""

    def __init__(self, *cast: dict[str, object]) -> None:
        command = [sys.executable, "-m", "tests.project.kernel.supervisor.rehearsal", json.dumps(cast)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.lines: list[str] = []
        threading.Thread(target=self._read, daemon=True).start()
        self.family: list[psutil.Process] = []

    def says(self, text: str, *, times: int = 1) -> None:
        eventually(lambda: sum(text in line for line in self.lines) >= times)
        self.family += psutil.Process(self.process.pid).children(recursive=True)

    def child(self, script: str) -> psutil.Process:
        return next(process for process in self.family if script in process.cmdline() and process.is_running())

    def stop(self, number: signal.Signals = signal.SIGTERM) -> float:
        """Send the signal and give the seconds until the supervisor was gone."""
        began = time.monotonic()
        os.kill(self.process.pid, number)
        self.process.wait(timeout=15)
        return time.monotonic() - began

    def survivors(self) -> list[psutil.Process]:
        return [process for process in self.family if lives(process)]

    def _read(self) -> None:
        with suppress(ValueError):  # a test may close the pipe to see what the supervisor makes of it
            for line in self.process.stdout:
                self.lines.append(line.rstrip("\n"))


def lives(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@pytest.fixture
def rehearse() -> Iterator[Callable[..., Rehearsal]]:
    rehearsals = []

    def start(*cast: dict[str, object]) -> Rehearsal:
        rehearsals.append(Rehearsal(*cast))
        return rehearsals[-1]

    yield start
    for rehearsal in rehearsals:
        for process in [*rehearsal.survivors(), rehearsal.process]:
            process.kill()
        rehearsal.process.wait()
