"""What we want of a run, and whether it is so: one line a goal, from this run's own rows."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from typing import Any

from tests.benchmarks.rows import OURS, Row, ratio

WEBHOOKS = 1000
MOST_MS_TO_A_SCREEN = 300


@dataclass(frozen=True, slots=True)
class Goal:
    """One line: what was asked, what was measured. Hard goals fail the run; speed is only told."""

    asked: str
    measured: str
    is_met: bool
    is_hard: bool = False


def judge(rows: list[Row]) -> list[Goal]:
    """Every goal whose cases ran."""
    return [
        *correctness(rows),
        *killings(rows),
        *webhooks_kept(rows),
        *sockets(rows),
        *on_screen(rows),
        *speeds(rows),
        *first_pages(rows),
    ]


def webhooks_kept(rows: list[Row]) -> list[Goal]:
    """Every webhook is answered with 200 and stands in the inbox."""
    return [_none_lost(row) for row in rows if row.way == OURS and row.case.startswith("webhooks")]


def _none_lost(row: Row) -> Goal:
    so = set(row.sold) == {WEBHOOKS} and set(row.statuses) == {200}
    told = f"kept {sorted(set(row.sold))}, answers {dict(row.statuses)}"
    return Goal(f"{row.case}: {WEBHOOKS} of {WEBHOOKS} kept in each round", told, so, is_hard=True)


def correctness(rows: list[Row]) -> list[Goal]:
    """Goal 1: exactly the last ten are sold, everybody else is told so, and nothing else ever happens."""
    found = [row for row in rows if row.way == OURS and row.case.startswith("stampede")]
    return [_sold_exactly(found)] if found else []


def _sold_exactly(found: list[Row]) -> Goal:
    sold = [number for row in found for number in row.sold]
    statuses = sum((row.statuses for row in found), Counter())
    rounds, deadlocks = len(sold), sum(row.facts.get("deadlocks", 0) for row in found)
    losers = statuses.total() - 10 * rounds
    so = sold == [10] * rounds and statuses == {303: 10 * rounds, 409: losers} and not deadlocks
    told = f"sold {sorted(set(sold))}, answers {dict(statuses)}, {deadlocks} deadlocks"
    return Goal(f"1 stampede: exactly 10 sold in each of {rounds} rounds, the rest 409", told, so, is_hard=True)


def killings(rows: list[Row]) -> list[Goal]:
    """Goal 7: whoever dies, every promise is kept and the stock adds up."""
    return [_kept(row) for row in rows if row.case == "killed"]


def _kept(row: Row) -> Goal:
    facts = row.facts
    adds_up = facts["held"] + facts["free"] == facts["units"]
    so = adds_up and facts["promised"] == facts["kept"] and not facts["faults"]
    told = ", ".join(f"{name} {number}" for name, number in facts.items())
    return Goal(f"7 {row.way} killed: held + free = units, every 303 is kept", told, so, is_hard=True)


def sockets(rows: list[Row]) -> list[Goal]:
    """Open pages: what each weighs, that all come back having missed nothing, and one nudge a batch."""
    found = {row.case: row.facts for row in rows if row.case in SOCKET_GOALS}
    return [SOCKET_GOALS[case](facts) for case, facts in found.items()]


def on_screen(rows: list[Row]) -> list[Goal]:
    """How soon a message is on another person's screen."""
    asked = "live: from commit to another browser's page, p95 under 300 ms, 500 sockets, 50 messages a second"
    return [
        Goal(asked, f"p95 {row.p95_ms} ms, median {row.p50_ms}", max(row.p95_ms) < MOST_MS_TO_A_SCREEN)
        for row in rows
        if row.case == "messages"
    ]


def _weigh(facts: dict[str, Any]) -> Goal:
    return Goal(f"live: memory of each of {facts['sockets']} idle sockets, stated", f"{facts['kib_each']} KiB", True)


def _come_back(facts: dict[str, Any]) -> Goal:
    so = max(facts["seconds"]) <= 10 and not any(facts["missed"])
    told = f"{max(facts['seconds'])} s at most, missed {facts['missed']}"
    return Goal("live: 500 sockets cut at once are back within 10 s and missed nothing", told, so, is_hard=True)


def _once_a_batch(facts: dict[str, Any]) -> Goal:
    asked = f"live: {facts['events']} events are announced once a batch of {facts['batch']}"
    return Goal(asked, f"{facts['nudges']} times", facts["nudges"] == facts["events"] // facts["batch"], is_hard=True)


SOCKET_GOALS: dict[str, Callable[[dict[str, Any]], Goal]] = {
    "live idle": _weigh,
    "live gap": _come_back,
    "live nudges": _once_a_batch,
}


def first_pages(rows: list[Row]) -> list[Goal]:
    """Home, search and a house, as Lighthouse judges them on a phone."""
    return [_quick(row) for row in rows if row.case.startswith("page ")]


def _quick(row: Row) -> Goal:
    scores = row.facts["scores"]
    asked = f"{row.case}: Lighthouse performance, median of {len(scores)}, at least 95"
    return Goal(asked, str(scores), median(scores) >= 95)


# Goal, case, other way, figure, the bound, and whether ours over theirs must be at least or at most that.
SPEEDS: list[tuple[str, str, str, str, str, float]] = [
    ("2", "operation stampede", "counter", "per_second", "at least", 3.0),
    ("2", "operation stampede", "counter", "p99_ms", "at most", 0.33),
    ("2", "operation hot", "counter", "per_second", "at least", 5.0),
    ("2", "operation spread", "counter", "per_second", "at least", 2.0),
    ("3", "stampede", "counter", "per_second", "at least", 1.5),
    ("3", "stampede", "counter", "p99_ms", "at most", 0.67),
    ("3", "stampede", "naive", "per_second", "at least", 1.0),
    ("3", "stampede", "select", "per_second", "at least", 0.9),
    ("webhooks", "webhooks", "insert", "p99_ms", "at most", 5.0),
    ("webhooks", "webhooks amid a stampede", "insert", "p99_ms", "at most", 5.0),
    ("ledger", "postings", "pair", "per_second", "at least", 0.4),
    ("events", "relay", "insert", "per_second", "at least", 0.5),
    ("live", "live holds", "off", "per_second", "at least", 0.9),
    ("live", "live bulk", "silent", "per_second", "at least", 0.9),
]
HOLDS: dict[str, Callable[[float, float], bool]] = {"at least": float.__ge__, "at most": float.__le__}
NAMES = {"per_second": "per second", "p99_ms": "p99"}


def speeds(rows: list[Row]) -> list[Goal]:
    """Goals 2 and 3: ours over another way in the same rounds."""
    goals = []
    for number, case, way, figure, bound, limit in SPEEDS:
        found = ratio(rows, case, way, figure)
        if found is not None:
            asked = f"{number} {case}: {NAMES[figure]}, ours / {way} {bound} {limit}"
            goals.append(Goal(asked, f"{found}", HOLDS[bound](found, limit)))
    return goals
