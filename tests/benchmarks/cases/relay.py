"""The relay's turn, beside what the events cost to write: how far the log may ever fall behind its writers."""

import time
from collections.abc import Callable

from project.events.models import Event
from project.events.operations import deliver_now, deliver_round
from project.events.registry import EventRecord, forget, subscribe
from project.kernel.transactions import transaction
from tests.benchmarks.bench import Bench
from tests.benchmarks.load import Outcome
from tests.benchmarks.rows import OURS, Round, Row, compete

BATCH, BATCHES = 500, 20
NAME = "bench.idle"


def relay(bench: Bench) -> list[Row]:
    """Ours numbers batches of 500 and hands them to a subscriber that does nothing; the other inserts such batches."""
    subscribe("bench.taken", name=NAME)(do_nothing)
    deliver_now()
    ways = {OURS: turns, "insert": lambda: Round(lambda: repeat(insert_batch))}
    try:
        compete("relay", ways, 1)
        return compete("relay", ways, bench.few)
    finally:
        forget(NAME)


def do_nothing(event: EventRecord) -> None:
    """Take it."""


def turns() -> Round:
    """As many batches as will be asked for wait to be numbered, and nothing else."""
    deliver_now()
    for _ in range(BATCHES):
        insert_batch()
    return Round(lambda: repeat(deliver_round))


def insert_batch() -> None:
    """A batch of events in one statement and one commit."""
    with transaction():
        Event.objects.bulk_create(
            Event(type="bench.taken", key=f"taken:{number}", payload={"person": number, "stock": 1})
            for number in range(BATCH)
        )


def repeat(act: Callable[[], object]) -> Outcome:
    """So many batches, one after the other, each timed."""
    outcome, start = Outcome(), time.perf_counter()
    for _ in range(BATCHES):
        began = time.perf_counter()
        act()
        outcome.note(200, "", time.perf_counter() - began)
    outcome.seconds = time.perf_counter() - start
    return outcome
