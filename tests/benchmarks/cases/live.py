"""Five hundred open pages: what they weigh, that they come back, and that what they hear slows nobody."""

import tempfile
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from random import sample
from threading import Barrier
from unittest.mock import patch

import psutil
import psycopg
from django.conf import settings
from django.db import connection

from project.events.models import Event
from project.events.operations import delivering, number_committed
from project.kernel.transactions import transaction
from tests.benchmarks.bench import Bench
from tests.benchmarks.cases.operation import THREADS, call_all, close_connection, hold
from tests.benchmarks.cases.raw import figure, pgbench
from tests.benchmarks.crowd import Crowd, topic_of
from tests.benchmarks.house import relay, served
from tests.benchmarks.load import Outcome
from tests.benchmarks.rows import OURS, Round, Row, compete
from tests.benchmarks.world import Person, held, let_all_go, make_offer, make_stock, move_in
from tests.waiting import eventually

SOCKETS, BULK, SECONDS = 500, 10_000, 5
OTHERS = """
INSERT INTO benchmarks_baretaken (stock_id, tenant_id, state, move_in, idempotency_key, amount_paise, created_at)
VALUES ({stock}, {person}, 'held', current_date, gen_random_uuid(), 0, now());
"""
TYPE, NOBODY = "alert.made", "00000000-0000-4000-8000-000000000000"


def live(bench: Bench) -> list[Row]:
    """Idle sockets, all cut at once, holds with and without them, and a bulk run beside other people's commits."""
    watchers = bench.people[:SOCKETS]
    rows = [idle(watchers), gap(watchers, bench.few)]
    rows += compete(
        "live holds", {OURS: partial(holds, bench, watchers), "off": partial(holds, bench, None)}, bench.few
    )
    return [*rows, *bulk(watchers, bench.few), nudges()]


@contextmanager
def crowd(watchers: list[Person]) -> Iterator[Crowd]:
    """Their pages are open on one web process, and a relay works."""
    with served() as (port, _process), Crowd(port, watchers) as pages:
        yield pages


def idle(watchers: list[Person]) -> Row:
    """What an open page that hears nothing weighs, in the web process's own memory."""
    with served() as (port, process):
        server = psutil.Process(process.pid)
        with Crowd(port, watchers[:20]):
            before = server.memory_info().rss
        with Crowd(port, watchers):
            after = server.memory_info().rss
    return Row(
        "live idle",
        OURS,
        facts={"sockets": len(watchers), "kib_each": round((after - before) / len(watchers) / 1024, 1)},
    )


def gap(watchers: list[Person], rounds: int) -> Row:
    """Everybody is cut at once, something happens to each of them, and they come back."""
    row = Row("live gap", OURS, facts={"seconds": [], "missed": []})
    with crowd(watchers) as pages:
        for _ in range(rounds):
            pages.heard.clear()
            pages.cut()
            happen_to(watchers)
            number_all()
            row.facts["seconds"].append(round(pages.wait_until_all_are_here(seconds=60), 2))
            row.facts["missed"].append(missed(pages, watchers))
    return row


def missed(pages: Crowd, watchers: list[Person]) -> int:
    """How many never heard of what happened to them, given a moment."""
    wanted = {topic_of(one) for one in watchers}
    try:
        eventually(lambda: wanted <= pages.heard.keys(), seconds=10)
    except AssertionError:
        return len(wanted - pages.heard.keys())
    return 0


def holds(bench: Bench, watchers: list[Person] | None) -> Round:
    """Holds by eight threads on ten thousand units, while their own people watch (or nobody does)."""
    let_all_go()
    offers, day = [make_offer(len(bench.people) // 50) for _ in range(100)], move_in()
    calls = [partial(hold, one.user, offers[turn % 100], day) for turn, one in enumerate(bench.people)]

    def run() -> Outcome:
        with ThreadPoolExecutor(THREADS) as pool:
            outcome = call_all(pool, calls)
            list(pool.map(close_connection, [Barrier(THREADS)] * THREADS))
        return outcome

    def run_watched() -> Outcome:
        with crowd(watchers or []), relay():
            return run()

    def run_unwatched() -> Outcome:
        with relay():
            return run()

    return Round(run_watched if watchers else run_unwatched, lambda: sum(held(offer) for offer in offers))


def bulk(watchers: list[Person], rounds: int) -> list[Row]:
    """Other people's small commits, by pgbench, while runs of ten thousand events are numbered.

    Ours announces each batch to everybody who watches; the other way says nothing.
    """
    rows = {announces: Row("live bulk", OURS if announces else "silent") for announces in (True, False)}
    with crowd(watchers), tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(OTHERS.format(stock=make_stock(0).pk, person=watchers[0].user.pk))
        script.flush()
        for turn in range(rounds + 1):
            for announces in sample(list(rows), 2):
                told = beside_numbering(watchers, script.name, announces)
                if turn:  # the first warms
                    rows[announces].per_second.append(figure(r"tps = ([\d.]+)", told))
                    rows[announces].p50_ms.append(figure(r"latency average = ([\d.]+)", told))
    return list(rows.values())


def beside_numbering(watchers: list[Person], script: str, announces: bool) -> str:
    """What pgbench says of its commits."""
    done = threading.Event()
    with ThreadPoolExecutor(1) as beside, announcing(announces):
        numbering = beside.submit(number_runs, watchers, done)
        told = pgbench(script, f"--time={SECONDS}")
        done.set()
        numbering.result()
    return told


@contextmanager
def announcing(announces: bool) -> Iterator[None]:
    """Number as at work, or without a word."""
    if announces:
        yield
        return
    with patch.object(delivering, "_announce"):
        yield


def number_runs(watchers: list[Person], done: threading.Event) -> None:
    """Run after run, until told to stop."""
    while not done.is_set():
        happen_to(watchers, times=BULK // len(watchers))
        number_all()
    connection.close()


def number_all() -> None:
    """Give every waiting event its number, a batch at a time."""
    while number_committed():
        pass


def nudges() -> Row:
    """How often ten thousand events are announced."""
    write([NOBODY] * BULK)
    with psycopg.connect(settings.DATABASE_URL, autocommit=True) as listening:
        listening.execute(f"LISTEN {delivering.NUMBERED}")
        number_all()
        told = len(list(listening.notifies(timeout=1)))
    return Row("live nudges", OURS, facts={"events": BULK, "nudges": told, "batch": delivering.BATCH})


def happen_to(people: list[Person], *, times: int = 1) -> None:
    """Something happens to each of them, and waits for its number."""
    write([str(one.user.public_id) for one in people] * times)


def write(people: list[str]) -> None:
    """One commit, as a bulk run makes it."""
    with transaction():
        Event.objects.bulk_create(
            (
                Event(type=TYPE, key=f"alert:{number}", payload={"person": person})
                for number, person in enumerate(people)
            ),
            batch_size=1000,
        )
