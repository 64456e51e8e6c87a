"""`python -m tests [lint|unit|journeys]`: the whole of CI, with a PostgreSQL of its own that is gone afterwards."""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from project.kernel import embedded
from project.kernel.supervisor import Console, Stopped, StopSignals
from project.kernel.supervisor.residence import HomeOccupied, occupied

ROOT = Path(__file__).resolve().parent.parent
CODE = ("project", "portal", "backoffice", "jobs", "manage.py")
BROWSER_TESTS = "tests/journeys"

# Nothing in this server outlives the run, so nothing has to survive a power cut.
THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "shared_buffers": "512MB"}

# `check --deploy` judges what production would run with.
PRODUCTION = {
    "NIVAS_ENV": "production",
    "SECRET_KEY": "only-for-the-deployment-check-0123456789-abcdefghijklmnopqrstuvwxyz",
    "STRIPE_SECRET_KEY": "sk_live_only_for_the_deployment_check",
    "STRIPE_WEBHOOK_SECRET": "whsec_only_for_the_deployment_check",
    "PUBLIC_URL": "https://nivas.example",
    "ALLOWED_HOSTS": "nivas.example",
    "EMAIL_URL": "smtp://mail.nivas.example:587",
}


@dataclass(frozen=True)
class Gate:
    """One command that must succeed."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)


def tool(name: str, *arguments: str) -> Sequence[str]:
    return (str(Path(sys.executable).parent / name), *arguments)


def manage(*arguments: str) -> Sequence[str]:
    return (sys.executable, "manage.py", *arguments)


def pytest(*arguments: str) -> Sequence[str]:
    return (sys.executable, "-m", "pytest", *arguments)


PREPARATION = [Gate("prepare", manage("prepare", "--files-only"))]
LINT = [
    Gate("ruff", tool("ruff", "check", ".")),
    Gate("format", tool("ruff", "format", "--check", ".")),
    Gate("imports", tool("lint-imports")),
    Gate("types", tool("mypy", *CODE)),
    Gate("templates", tool("djlint", "templates", "--lint", "--quiet")),
    Gate("checks", manage("check", "--fail-level", "WARNING")),
    Gate("deployment", manage("check", "--deploy", "--fail-level", "WARNING"), PRODUCTION),
    Gate("migrations", manage("makemigrations", "--check", "--dry-run")),
]
UNIT = [Gate("tests", pytest("-n", "2", "--dist", "worksteal", "--ignore", BROWSER_TESTS))]
# Playwright keeps an event loop in the test's thread, which Django would otherwise refuse to query from.
JOURNEYS = [Gate("browsers", pytest(BROWSER_TESTS), {"DJANGO_ALLOW_ASYNC_UNSAFE": "1"})]
SUITES = {"lint": LINT, "unit": UNIT, "journeys": JOURNEYS, "all": [*LINT, *UNIT, *JOURNEYS]}


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests", description=__doc__)
    parser.add_argument("suite", nargs="?", choices=SUITES, default="all")
    suite = parser.parse_args().suite
    home = Path(os.environ.get("NIVAS_HOME", ROOT / ".nivas")).resolve() / "test"
    try:
        with StopSignals(), occupied(home):
            return run_suite(home, [*PREPARATION, *SUITES[suite]])
    except HomeOccupied as problem:
        print(problem, file=sys.stderr)
    except Stopped:
        print("Stopped.", file=sys.stderr)
    return 1


def run_suite(home: Path, gates: Sequence[Gate]) -> int:
    """Run every gate, also after one failed, and say at the end which did."""
    try:
        embedded.start(home, settings=THROW_AWAY)
        environment = {"NIVAS_HOME": str(home), "DATABASE_URL": embedded.database_url(home), "NIVAS_ENV": "demo"}
        results = [(gate, *run_gate(gate, environment)) for gate in gates]
    finally:
        embedded.reset(home)
    for gate, passed, seconds in results:
        print(f"{'passed' if passed else 'FAILED'}  {gate.name.ljust(12)} {seconds:6.1f} s")
    return 0 if all(passed for _, passed, _ in results) else 1


def run_gate(gate: Gate, environment: Mapping[str, str]) -> tuple[bool, float]:
    """Run one gate to its end; when we are told to stop, so is it."""
    Console().say(f"\n=== {gate.name}: {' '.join(gate.command)}")
    began = time.monotonic()
    process = subprocess.Popen(gate.command, cwd=ROOT, env={**os.environ, **environment, **gate.environment})
    try:
        passed = process.wait() == 0
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait()
    return passed, time.monotonic() - began


if __name__ == "__main__":
    sys.exit(main())
