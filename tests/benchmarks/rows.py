"""What a case finds: one row for each way of doing it, with a figure a round, so that rounds can be compared."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import sample
from statistics import median
from typing import Any

from tests.benchmarks.load import Outcome

OURS = "ours"


@dataclass(slots=True)
class Row:
    """One way in one case. The lists have an entry a round; `facts` is whatever else is to be told."""

    case: str
    way: str
    per_second: list[float] = field(default_factory=list)
    p50_ms: list[float] = field(default_factory=list)
    p95_ms: list[float] = field(default_factory=list)
    p99_ms: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    sold: list[int] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)

    def add(self, outcome: Outcome, sold: int | None = None) -> None:
        """Add one round."""
        self.per_second.append(round(outcome.per_second, 1))
        self.p50_ms.append(round(outcome.percentile_ms(0.5), 2))
        self.p95_ms.append(round(outcome.percentile_ms(0.95), 2))
        self.p99_ms.append(round(outcome.percentile_ms(0.99), 2))
        self.statuses += outcome.statuses
        if sold is not None:
            self.sold.append(sold)

    def middle(self, figure: str) -> float | None:
        """The median over the rounds."""
        values = getattr(self, figure)
        return round(median(values), 1) if values else None


@dataclass(frozen=True, slots=True)
class Round:
    """One way's turn: what to do, what was sold by it, and how to make good afterwards."""

    run: Callable[[], Outcome]
    count_sold: Callable[[], int] | None = None


def compete(case: str, ways: Mapping[str, Callable[[], Round]], rounds: int) -> list[Row]:
    """Let every way have its turn in each round, in an order drawn anew, so that none is always first or last."""
    rows = {way: Row(case, way) for way in ways}
    for _ in range(rounds):
        for way in sample(list(ways), len(ways)):
            turn = ways[way]()
            outcome = turn.run()
            rows[way].add(outcome, turn.count_sold() if turn.count_sold else None)
    return list(rows.values())


def ratio(rows: list[Row], case: str, way: str, figure: str) -> float | None:
    """Ours over another way: the median of the ratios inside each round. None when one of them did not run."""
    found = {row.way: getattr(row, figure) for row in rows if row.case == case}
    pairs = list(zip(found.get(OURS, []), found.get(way, []), strict=False))
    return round(median(ours / max(theirs, 0.001) for ours, theirs in pairs), 2) if pairs else None
