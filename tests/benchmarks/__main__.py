"""`make bench`: a PostgreSQL of its own with fsync on, the whole product as it runs, every case, one table."""

import argparse
import os
import sys
from pathlib import Path

from project.kernel import embedded
from project.kernel.supervisor import Console

ROOT = Path(__file__).resolve().parents[2]
RESIDENTS = 2000
CASE_NAMES = (
    "stampede",
    "steady",
    "operation",
    "raw",
    "webhooks",
    "postings",
    "relay",
    "live",
    "messages",
    "killed",
    "pages",
)


def main() -> int:
    """Run the cases and write bench.json; exit 1 when correctness, not speed, is hurt."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("cases", nargs="*", metavar="case", help=f"some of {', '.join(CASE_NAMES)}; all without")
    parser.add_argument(
        "--rounds", type=int, default=20, help="rounds of the stampede; a quarter of them against the other ways"
    )
    parser.add_argument("--people", type=int, default=1000, help="how many come at once")
    parser.add_argument("--home", type=Path, default=ROOT / ".nivas" / "bench", help="for its database and files")
    parser.add_argument("--keep", action="store_true", help="leave the database for the next run")
    choices = parser.parse_args()
    prepare_environment(choices.home)
    try:
        return run(choices)
    finally:
        (embedded.stop if choices.keep else embedded.reset)(choices.home)


def prepare_environment(home: Path) -> None:
    """Have a database server, and say to all that follows where it is."""
    home.mkdir(parents=True, exist_ok=True)
    # It notes when each transaction was committed, for what is to be timed from there.
    embedded.start(home, settings={"track_commit_timestamp": "on"})
    os.environ |= {
        "NIVAS_HOME": str(home),
        "DATABASE_URL": embedded.database_url(home),
        "DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings",
    }


def run(choices: argparse.Namespace) -> int:
    """Prepare the tables, run the cases, report. Django is imported here, once its database is there."""
    import django

    django.setup()
    from django.core.management import call_command

    from tests.benchmarks import goals, report, world
    from tests.benchmarks.bench import Bench
    from tests.benchmarks.cases import CASES

    call_command("prepare")
    world.make_tables()
    world.make_residents(RESIDENTS)
    bench = Bench(choices.home, world.make_people(choices.people), choices.rounds, max(choices.rounds // 4, 1))
    rows = []
    for name in choices.cases or CASES:
        with Console().step(name):
            rows += CASES[name](bench)
    judged = goals.judge(rows)
    report.write(ROOT / "bench.json", rows, judged)
    report.show(rows, judged)
    return 1 if any(goal.is_hard and not goal.is_met for goal in judged) else 0


if __name__ == "__main__":
    sys.exit(main())
