"""One running program: its process, the group around it, and the thread that carries its lines to the console."""

import os
import signal
import subprocess
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress

from project.kernel.supervisor.programs import Program


class Child:
    """A program in a process group of its own, so that Ctrl-C in the terminal reaches only the supervisor."""

    def __init__(self, program: Program, say: Callable[[str], None]) -> None:
        self.program = program
        self._process = subprocess.Popen(  # noqa: S603 - the house's own commands
            program.tethered(),
            env={**os.environ, "PYTHONUNBUFFERED": "1", **program.environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            start_new_session=True,
        )
        self._carrier = threading.Thread(target=_carry_lines, args=(self._process.stdout, say), daemon=True)
        self._carrier.start()

    @property
    def pid(self) -> int:
        """The main process, which is also the number of its group."""
        return self._process.pid

    @property
    def has_ended(self) -> bool:
        """True once the main process is gone; its group may have survivors."""
        return self._process.poll() is not None

    @property
    def has_succeeded(self) -> bool:
        """True when it ended, and said that all was well."""
        return self._process.poll() == 0

    @property
    def ending(self) -> str:
        """How it ended, in words."""
        code = self._process.returncode
        if code is not None and code < 0:
            return f"was killed by {signal.Signals(-code).name}"
        return f"ended with code {code}"

    def tell(self, number: signal.Signals) -> None:
        """Signal the main process only: it stops its own workers in its own order."""
        with suppress(ProcessLookupError):
            self._process.send_signal(number)

    def clear_away(self) -> None:
        """Kill whatever is left of the group and take note of the dead."""
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        self._process.wait()
        # Orphans of the group have become ours (see adopt_orphans); unread, they would stay as zombies.
        with suppress(ChildProcessError):
            while os.waitpid(-self.pid, 0)[0]:
                pass
        # Its last words come before ours.
        self._carrier.join(timeout=1)


def _carry_lines(lines: Iterable[str], say: Callable[[str], None]) -> None:
    for line in lines:
        say(line.rstrip("\n"))
