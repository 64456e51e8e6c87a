"""bench.json for machines, and the same as a table for people."""

import json
import os
import platform
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tests.benchmarks.goals import NAMES, Goal
from tests.benchmarks.rows import OURS, Row, ratio

FIGURES = ("per_second", "p50_ms", "p99_ms")
WIDTHS = (12, 10, 10)


def ratios(rows: list[Row]) -> dict[str, float | None]:
    """Ours over each other way, case by case."""
    rivals = [(row.case, row.way) for row in rows if row.p99_ms and row.way != OURS]
    return {
        f"{case}: {name}, ours / {way}": ratio(rows, case, way, figure)
        for case, way in rivals
        for figure, name in NAMES.items()
    }


def write(path: Path, rows: list[Row], goals: list[Goal]) -> None:
    """The whole run, every round of it."""
    report: dict[str, Any] = {
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "rows": [asdict(row) | {"statuses": dict(row.statuses)} for row in rows],
        "ratios": ratios(rows),
        "goals": [asdict(goal) for goal in goals],
    }
    path.write_text(json.dumps(report, indent=1) + "\n")


def show(rows: list[Row], goals: list[Goal]) -> None:
    """For people: medians over the rounds, ratios inside the rounds, a line a goal."""
    print(f"\n{'case':<24}{'way':<10}{'per second':>12}{'p50 ms':>10}{'p99 ms':>10}  answers")
    for row in rows:
        print(_line(row))
    print("\nOurs over the others, in the same rounds")
    for name, found in ratios(rows).items():
        print(f"  {name:<56}{found:>8}")
    print("\nGoals")
    for goal in goals:
        print(f"  {'met    ' if goal.is_met else 'NOT MET'}  {goal.asked}: {goal.measured}")


def _line(row: Row) -> str:
    medians = [row.middle(figure) for figure in FIGURES]
    cells = "".join(f"{'' if value is None else value:>{width}}" for value, width in zip(medians, WIDTHS, strict=True))
    answers = " ".join(f"{status}:{number}" for status, number in sorted(row.statuses.items()))
    sold = f" sold {min(row.sold)}..{max(row.sold)}" if row.sold else ""
    facts = " ".join(f"{name}={value}" for name, value in row.facts.items())
    return f"{row.case:<24}{row.way:<10}{cells}  {answers}{sold} {facts}".rstrip()
