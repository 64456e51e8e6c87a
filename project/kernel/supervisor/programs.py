"""What the supervisor runs."""

import shutil
import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Program:
    """One long-running command, its environment, and how it likes to be stopped."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str] = field(default_factory=dict)
    # Sent to the main process alone, one after the other as patience runs out; then the whole group is killed.
    stop_signals: tuple[signal.Signals, ...] = (signal.SIGTERM,)
    # What others stand on is stopped after them.
    is_foundation: bool = False
    # How far it steps back when others want the processor, as `nice` counts it.
    niceness: int = 0
    # Its lines are for people and stand without its name.
    speaks_for_itself: bool = False

    def tethered(self) -> list[str]:
        """Give the command so that the kernel stops it should the supervisor be killed outright.

        A small program sets that wish rather than code between fork and exec, which may not be mixed with threads.
        """
        setpriv = shutil.which("setpriv")
        if not sys.platform.startswith("linux") or setpriv is None:
            return list(self.command)
        tether = [setpriv, f"--pdeathsig={self.stop_signals[0].name.removeprefix('SIG')}"]
        return [*tether, *(["nice", "-n", str(self.niceness)] if self.niceness else []), *self.command]
