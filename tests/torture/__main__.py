"""`python -m tests.torture --minutes 30`: walks at random for as long as told, on a PostgreSQL of its own."""

import argparse
import os
import sys
from pathlib import Path

from project.kernel.supervisor import Stopped, StopSignals
from project.kernel.supervisor.residence import HomeOccupied, occupied
from tests.__main__ import PREPARATION, ROOT, Gate, pytest, run_suite

FILES = (
    "tests/torture/test_invariants.py",
    "tests/torture/test_crashes.py",
    "tests/torture/test_orders.py",
    "tests/torture/test_machine.py",
)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.torture", description=__doc__)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--seed", default="", help="walk once, the way this number says")
    said = parser.parse_args()
    wishes = {"TORTURE_MINUTES": str(said.minutes), "TORTURE_SEED": said.seed}
    home = Path(os.environ.get("NIVAS_HOME", ROOT / ".nivas")).resolve() / "torture"
    gate = Gate(
        "torture", pytest("-n", "0", "-x", "-s", "-k", "silent or chosen or told or killed or moment", *FILES), wishes
    )
    try:
        with StopSignals(), occupied(home):
            return run_suite(home, [*PREPARATION, gate])
    except HomeOccupied as problem:
        print(problem, file=sys.stderr)
    except Stopped:
        print("Stopped.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
