"""The programs that make up Nivas, as they run on one machine."""

import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from project.kernel.supervisor.programs import Program

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class House:
    """One installation: its address, its home, and what every program of it must agree on."""

    port: int
    home: Path
    database_url: str
    webhook_secret: str
    stripesim_port: int | None = None
    stripe_api_base: str = ""

    @property
    def address(self) -> str:
        """What people type."""
        return f"http://127.0.0.1:{self.port}"

    def database(self) -> Program:
        """Describe the embedded PostgreSQL, which everything else stands on."""
        return Program(
            "database",
            (sys.executable, "-m", "project.kernel.embedded", "run", "--home", str(self.home)),
            # Fast shutdown first; if a client holds on, an immediate one, which the write-ahead log heals.
            stop_signals=(signal.SIGINT, signal.SIGQUIT),
            is_foundation=True,
        )

    def preparation(self, *, demo: bool, coloured: bool) -> Program:
        """Describe what is run once before the programs are."""
        command = (sys.executable, str(ROOT / "manage.py"), "prepare", *(["--demo"] if demo else []))
        colours = {"FORCE_COLOR": "1"} if coloured else {}
        return Program("prepare", command, {**self._environment("command"), **colours}, speaks_for_itself=True)

    def programs(self) -> list[Program]:
        """List what runs on top of the database."""
        return [*self.front(), *self.back()]

    def front(self) -> list[Program]:
        """List what people meet: the pages, and in the demo the payment page."""
        stripesim = [self._stripesim(self.stripesim_port)] if self.stripesim_port else []
        return [*stripesim, self._web()]

    def back(self) -> list[Program]:
        """List what works behind the pages and takes up whatever waits for it."""
        # Nobody waits for the worker, so pages come first where cores are few.
        return [self._managed("worker", "qcluster", niceness=5), self._managed("relay", "relay")]

    def _stripesim(self, port: int) -> Program:
        webhook = ("--webhook-url", f"{self.address}/webhooks/stripe/", "--webhook-secret", self.webhook_secret)
        serving = ("--port", str(port), "--db", str(self.home / "stripesim.sqlite3"))
        past = ("--past", str(self.home / "stripesim.past.jsonl"))
        command = (sys.executable, "-m", "project.payments.stripesim", *serving, *past, *webhook)
        return Program("stripesim", command, self._environment("command"))

    def _web(self) -> Program:
        # Below the supervisor's own patience, so that a slow page ends politely.
        serving = ("--lifespan", "on", "--timeout-graceful-shutdown", "4", "--no-access-log", "--no-server-header")
        # A page says little over its socket: what is longer comes from nobody of ours.
        sockets = ("--ws-max-size", "16384")
        listening = ("--host", "127.0.0.1", "--port", str(self.port))
        command = (sys.executable, "-m", "uvicorn", "project.asgi:application", *listening, *serving, *sockets)
        return Program("web", command, self._environment("web"))

    def _managed(self, name: str, command: str, *, niceness: int = 0) -> Program:
        words = (sys.executable, str(ROOT / "manage.py"), command)
        return Program(name, words, self._environment(name), niceness=niceness)

    def _environment(self, process: str) -> Mapping[str, str]:
        return {
            "NIVAS_PROCESS": process,
            "NIVAS_HOME": str(self.home),
            "PORT": str(self.port),
            "DATABASE_URL": self.database_url,
            "STRIPE_API_BASE": self.stripe_api_base,
        }
