"""`make bench`: a PostgreSQL of its own with fsync on, the whole product as one web process, every case, one table."""

import argparse
import json
import os
import platform
import socket
import sys
from pathlib import Path
from typing import Any

from project.kernel import embedded

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / ".nivas" / "bench"


def main() -> int:
    """Run the cases and write bench.json; exit 1 when correctness, not speed, is hurt."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=20, help="rounds of the stampede; a third of it elsewhere")
    parser.add_argument("--people", type=int, default=1000)
    choices = parser.parse_args()
    try:
        rows = run(choices.rounds, choices.people)
    finally:
        embedded.reset(HOME)
    report = {"machine": f"{platform.machine()}, {os.cpu_count()} cores", "rows": rows, "ratios": ratios(rows)}
    (ROOT / "bench.json").write_text(json.dumps(report, indent=1) + "\n")
    print_table(rows, report["ratios"])
    return 1 if wrongs(rows) else 0


def run(rounds: int, people: int) -> list[dict[str, Any]]:
    """Start what the cases need and run them; Django is imported once its database is there."""
    embedded.start(HOME)
    os.environ |= {
        "NIVAS_HOME": str(HOME),
        "DATABASE_URL": embedded.database_url(HOME),
        "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings",
    }
    import django

    django.setup()
    from django.core.management import call_command

    from tests.benchmarks import cases, pgbench, web

    call_command("migrate", run_syncdb=True, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    crowd, port, few = cases.make_people(people), free_port(), max(rounds // 3, 1)
    rows = []
    with web.running(port):
        cases.stampede(port, crowd, 1)  # warms every path
        rows += cases.stampede(port, crowd, rounds)
        for in_flight in (64, 128):
            rows += cases.steady(port, crowd, few, in_flight)
    rows += cases.operation(crowd, few)
    rows.append(pgbench.sold_out())
    rows.append(cases.killed(free_port(), crowd))
    return rows


def free_port() -> int:
    """A port nobody has now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def ratios(rows: list[dict[str, Any]]) -> dict[str, float]:
    """Ours over each other way, case by case: what we claim."""
    found = {}
    speeds = {(row["case"], row["way"]): row for row in rows if "p99_ms" in row}
    for (case, way), row in speeds.items():
        ours = speeds[case, "ours"]
        if way != "ours":
            found[f"{case}: per second, ours / {way}"] = round(ours["per_second"] / max(row["per_second"], 0.1), 2)
            found[f"{case}: p99, ours / {way}"] = round(ours["p99_ms"] / max(row["p99_ms"], 0.1), 2)
    return found


def wrongs(rows: list[dict[str, Any]]) -> list[str]:
    """What may never happen, however slow: a unit sold twice, another answer than yes or no, a broken promise."""
    problems = []
    for row in rows:
        if row["way"] == "ours" and row["case"] == "stampede":
            problems += [f"sold {sold} of 10" for sold in row["sold"] if sold != 10]
            problems += [f"answer {status}" for status in row["statuses"] if status not in {"303", "409"}]
        if row["case"] == "killed" and (row["promised"] != row["kept"] or row["held"] + row["free"] != row["stock"]):
            problems.append(f"after SIGKILL: {row}")
    return problems


def print_table(rows: list[dict[str, Any]], claims: dict[str, float]) -> None:
    """For people."""
    print(f"\n{'case':<20}{'way':<10}{'per second':>12}{'p50 ms':>10}{'p99 ms':>10}  answers")
    for row in rows:
        numbers = [row.get(name) for name in ("per_second", "p50_ms", "p99_ms")]
        cells = "".join(f"{'' if n is None else n:>{width}}" for n, width in zip(numbers, (12, 10, 10), strict=True))
        print(f"{row['case']:<20}{row['way']:<10}{cells}  {row.get('statuses') or detail(row)}")
    print("\nRatios of this run")
    for name, ratio in claims.items():
        print(f"  {name:<55}{ratio:>8}")
    print("\n" + ("\n".join(wrongs(rows)) or "Correct in every round."))


def detail(row: dict[str, Any]) -> dict[str, Any]:
    """Whatever else a row says."""
    return {name: value for name, value in row.items() if name in {"promised", "kept", "held", "free", "stock"}}


if __name__ == "__main__":
    sys.exit(main())
