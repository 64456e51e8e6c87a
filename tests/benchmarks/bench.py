"""One run: who takes part, and how often everything is repeated."""

from dataclasses import dataclass
from pathlib import Path

from tests.benchmarks.world import Person


@dataclass(frozen=True, slots=True)
class Bench:
    """What every case is given. `few` is for cases whose spread is small."""

    home: Path
    people: list[Person]
    rounds: int
    few: int
