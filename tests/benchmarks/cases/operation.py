"""The operation alone, called by eight threads with a connection each: what a way of booking costs without HTTP."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from functools import partial
from threading import Barrier
from uuid import uuid4

from django.db import connection

from project.booking.operations import FullyBooked, hold_unit
from project.catalog.models import UnitType
from project.identity.models import User
from tests.benchmarks.bench import Bench
from tests.benchmarks.cases.requests import LAST_UNITS
from tests.benchmarks.load import Outcome
from tests.benchmarks.rows import OURS, Round, Row, compete
from tests.benchmarks.variants import WAYS, sold
from tests.benchmarks.world import fill_up, held, let_all_go, make_stock, move_in

THREADS = 8
Call = Callable[[], bool]


def operation(bench: Bench) -> list[Row]:
    """A stampede for the last units, one hot type with a unit for everybody, and ten thousand units over a hundred."""
    users = [person.user for person in bench.people]
    shapes = {"stampede": (1, LAST_UNITS), "hot": (1, len(users)), "spread": (100, 100)}
    rows = []
    # The same threads all along: their connections know the prepared statements, as a web process's do.
    with ThreadPoolExecutor(THREADS) as pool:
        for shape, (types, units) in shapes.items():
            ways = ways_in_process(pool, users, types, units)
            compete(shape, ways, 1)  # warms every thread
            rows += compete(f"operation {shape}", ways, bench.few)
        list(pool.map(close_connection, [Barrier(THREADS)] * THREADS))
    return rows


def ways_in_process(
    pool: ThreadPoolExecutor, users: list[User], types: int, units: int
) -> dict[str, Callable[[], Round]]:
    """Ours on units, and the other ways on as many counters; a stampede's offer is new in each round."""
    kept = [make_stock(units) for _ in range(types)] if units > LAST_UNITS else []

    def ready() -> tuple[list[UnitType], date]:
        let_all_go()
        stocks = kept or [make_stock(units)]
        fill_up(stocks, units)
        return [stock.unit_type for stock in stocks], move_in()

    def ours() -> Round:
        offers, day = ready()
        calls = [partial(hold, user, offers[turn % types], day) for turn, user in enumerate(users)]
        return Round(lambda: call_all(pool, calls), lambda: sum(held(offer) for offer in offers))

    def theirs(way: str) -> Round:
        offers, day = ready()
        before = sold(way)
        calls = [
            partial(WAYS[way], user, offers[turn % types].public_id, day, uuid4()) for turn, user in enumerate(users)
        ]
        return Round(lambda: call_all(pool, calls), lambda: sold(way) - before)

    return {OURS: ours, **{way: partial(theirs, way) for way in WAYS}}


def hold(user: User, offer: UnitType, day: date) -> bool:
    """Our operation; False when somebody was faster."""
    try:
        hold_unit(by=user, unit_type_id=offer.public_id, move_in=day, idempotency_key=uuid4())
    except FullyBooked:
        return False
    return True


def call_all(pool: ThreadPoolExecutor, calls: Sequence[Call]) -> Outcome:
    """Share the calls among the threads, start together, and time every one."""
    outcome, start = Outcome(), Barrier(THREADS + 1)
    running = [pool.submit(work, calls[first::THREADS], start, outcome) for first in range(THREADS)]
    start.wait()
    began = time.perf_counter()
    for thread in running:
        thread.result()
    outcome.seconds = time.perf_counter() - began
    return outcome


def work(calls: Sequence[Call], start: Barrier, outcome: Outcome) -> None:
    """One thread's share, from an open connection on."""
    connection.ensure_connection()
    start.wait()
    for call in calls:
        began = time.perf_counter()
        done = call()
        outcome.note(303 if done else 409, "", time.perf_counter() - began)


def close_connection(all_here: Barrier) -> None:
    """Each thread closes its own; none may take two turns."""
    all_here.wait()
    connection.close()
