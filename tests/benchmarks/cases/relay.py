"""The relay's turn, beside what the events cost to write: how far the log may ever fall behind its writers."""

from project.events.models import Event
from project.events.operations import deliver_now, deliver_round
from project.events.registry import EventRecord, forget, subscribe
from project.kernel.transactions import transaction
from tests.benchmarks.bench import Bench
from tests.benchmarks.load import one_by_one
from tests.benchmarks.rows import OURS, Round, Row, compete

BATCH, BATCHES = 500, 20
NAME = "bench.idle"


def relay(bench: Bench) -> list[Row]:
    """Ours numbers batches of 500 and hands them to a subscriber that does nothing; the other inserts such batches."""
    subscribe("bench.taken", name=NAME)(do_nothing)
    deliver_now()
    ways = {OURS: turns, "insert": lambda: Round(lambda: one_by_one(insert_batch, BATCHES))}
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
    return Round(lambda: one_by_one(deliver_round, BATCHES))


def insert_batch() -> None:
    """A batch of events in one statement and one commit."""
    with transaction():
        Event.objects.bulk_create(
            Event(type="bench.taken", key=f"taken:{number}", payload={"person": number, "stock": 1})
            for number in range(BATCH)
        )
