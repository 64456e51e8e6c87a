"""The processes a case needs: one web process alone, or the whole house under its own supervisor."""

import os
import shutil
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from project.kernel import embedded
from project.kernel.supervisor.ports import next_free_port
from tests.waiting import eventually

ROOT = Path(__file__).resolve().parents[2]
SERVE = ["-m", "uvicorn", "project.asgi:application", "--host", "127.0.0.1", "--lifespan", "on", "--no-access-log"]
# A thousand people knock at the same moment; the default queue is for two thousand, said here so that it stays so.
ALL_AT_ONCE = ["--backlog", "2048", "--log-level", "warning"]


@contextmanager
def web() -> Iterator[int]:
    """One web process as `make up` runs it, for the length of a case; gives its port."""
    with served() as (port, _process):
        yield port


@contextmanager
def served() -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """The same, with the process itself."""
    port = next_free_port(8300)
    with process([*SERVE, *ALL_AT_ONCE, "--port", str(port)], port, NIVAS_PROCESS="web") as started:
        yield port, started


@contextmanager
def relay() -> Iterator[None]:
    """A relay at work, for the length of a case."""
    command = [sys.executable, "manage.py", "relay"]
    started = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "NIVAS_PROCESS": "relay"})
    try:
        yield
    finally:
        started.send_signal(signal.SIGTERM)
        started.wait(timeout=30)


@contextmanager
def whole_house() -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """`manage.py up`: database, web, worker, relay and their supervisor; gives the port and the supervisor."""
    port = next_free_port(8300)
    # Empty, so that the supervisor looks after the database too.
    with process(["manage.py", "up", "--no-demo"], port, DATABASE_URL="") as supervisor:
        yield port, supervisor


@contextmanager
def demo_city(home: Path) -> Iterator[int]:
    """`manage.py up` with its demo city, in a home of its own that is gone afterwards; gives the port."""
    port = next_free_port(8300)
    own = {"NIVAS_HOME": str(home), "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "project.settings"}
    try:
        with process(["manage.py", "up"], port, **own):
            yield port
    finally:
        embedded.reset(home)
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def process(words: list[str], port: int, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process that serves on a port, from its first good answer to its end."""
    log = Path(os.environ["NIVAS_HOME"]) / "served.log"
    with log.open("a") as lines:
        started = subprocess.Popen(
            [sys.executable, *words],
            cwd=ROOT, env={**os.environ, "PORT": str(port), **environment}, stdout=lines, stderr=lines,
        )  # fmt: skip
    try:
        eventually(lambda: is_ready(port), seconds=300)
        yield started
    finally:
        started.send_signal(signal.SIGTERM)
        started.wait(timeout=30)


def is_ready(port: int) -> bool:
    """True once people can come in."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/ready", timeout=5) as response:
            return bool(response.status == 200)
    except OSError:
        return False
