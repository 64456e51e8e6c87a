"""The whole product as a process of its own, with the variants' addresses beside it."""

import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

from tests.waiting import eventually


def start(port: int) -> subprocess.Popen[bytes]:
    """One web process as `make up` runs it."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings",
        "NIVAS_PROCESS": "web",
        "PORT": str(port),
    }
    command = [sys.executable, "-m", "uvicorn", "project.asgi:application", "--host", "127.0.0.1", "--port", str(port)]
    quiet = ["--lifespan", "on", "--no-access-log", "--log-level", "warning", "--backlog", "4096"]
    return subprocess.Popen([*command, *quiet], env=environment, stderr=subprocess.DEVNULL)


def answers(port: int) -> bool:
    """True once the process serves."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health/live", timeout=5) as response:
            return bool(response.status == 200)
    except OSError:
        return False


@contextmanager
def running(port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A web process for the length of a case."""
    process = start(port)
    try:
        eventually(lambda: answers(port), seconds=60)
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)
