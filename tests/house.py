"""The whole house as a person runs it, for tests that live in it."""

import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import psutil

from project.kernel.supervisor import next_free_port
from tests.waiting import eventually

ROOT = Path(__file__).resolve().parents[1]


class House:
    """`manage.py up` as a person runs it: its lines, its pages, its end."""

    def __init__(self, home: Path, *arguments: str, **environment: str) -> None:
        self.home = home
        self.port = int(environment.get("PORT", next_free_port(8200)))
        self.lines: list[str] = []
        self.began = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "up", *arguments],
            cwd=ROOT,
            env=clean_environment() | {"NIVAS_HOME": str(home), "PORT": str(self.port)} | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        threading.Thread(target=self._read, daemon=True).start()

    @property
    def promise(self) -> str:
        return f"nivas is ready on http://127.0.0.1:{self.port}"

    def wait_until_ready(self, *, seconds: float) -> float:
        """Give the seconds it took; fail with everything it said."""
        eventually(lambda: self.promise in self.lines or self.process.poll() is not None, seconds=seconds)
        assert self.promise in self.lines, "\n".join(self.lines)
        return time.monotonic() - self.began

    def wait_for_the_end(self) -> int:
        return self.process.wait(timeout=60)

    def status_of(self, path: str) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        except OSError:
            return 0
        finally:
            connection.close()

    def family(self) -> list[psutil.Process]:
        return psutil.Process(self.process.pid).children(recursive=True)

    def program(self, word: str) -> psutil.Process:
        return next(process for process in self.family() if any(word in part for part in process.cmdline()))

    def stop(self, number: signal.Signals) -> tuple[float, list[psutil.Process]]:
        """Give the seconds it took, and what was left."""
        family, began = self.family(), time.monotonic()
        self.process.send_signal(number)
        self.process.wait(timeout=30)
        return time.monotonic() - began, [process for process in family if lives(process)]

    def _read(self) -> None:
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))


def clean_environment() -> dict[str, str]:
    """Nothing of the test run's own house may reach the one under test."""
    ours = ("DATABASE_URL", "NIVAS_", "STRIPE_", "PORT")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}


def lives(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
