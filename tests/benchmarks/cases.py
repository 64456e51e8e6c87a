"""The cases of `make bench`; each gives rows of numbers for the table and for bench.json."""

import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from statistics import median
from typing import Any
from uuid import uuid4

from django.db import connection

from project.booking.models import Booking
from project.booking.operations import FullyBooked, hold_unit
from project.identity.models import User
from project.kernel import clock
from tests.benchmarks import load, web
from tests.benchmarks.load import Outcome
from tests.benchmarks.models import Taken
from tests.benchmarks.variants import WAYS
from tests.benchmarks.world import Person, held, make_offer, make_stock, move_in

LAST_UNITS = 10
Row = dict[str, Any]


def hold_requests(people: Sequence[Person], port: int, units: int) -> tuple[Any, list[bytes]]:
    """A fresh offer and one hold request a person."""
    offer = make_offer(units)
    day = move_in()
    path = f"/rooms/{offer.property.slug}/hold/"
    fields = {"unit_type": str(offer.public_id), "move_in": day}
    return offer, [load.post(one, path, {**fields, "idempotency_key": str(uuid4())}, port) for one in people]


def way_requests(way: str, people: Sequence[Person], port: int, units: int) -> tuple[Any, list[bytes]]:
    """A fresh counter and one request a person, by another way."""
    stock = make_stock(units, way=way)
    path = f"/bench/{way}/{stock.pk}/"
    return stock, [load.post(one, path, {"idempotency_key": str(uuid4())}, port) for one in people]


def select_requests(people: Sequence[Person], port: int) -> list[bytes]:
    """One SELECT each."""
    return [load.post(one, "/bench/select/", {"idempotency_key": str(uuid4())}, port) for one in people]


def lapse_all_holds() -> None:
    """Give everybody a free hand again between rounds: people may hold one unit at a time."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM booking_occupancy")
        cursor.execute("UPDATE booking_booking SET state = 'cancelled', ended_at = now() WHERE state = 'held'")


def stampede(port: int, people: Sequence[Person], rounds: int) -> list[Row]:
    """Everybody at once for the last ten units, ours and the other ways in turn."""
    outcomes: dict[str, list[Outcome]] = {}
    sold: dict[str, list[int]] = {}
    for _ in range(rounds):
        offer, requests = hold_requests(people, port, LAST_UNITS)
        outcomes.setdefault("ours", []).append(load.at_once(port, requests))
        sold.setdefault("ours", []).append(held(offer))
        lapse_all_holds()
        for way in WAYS:
            stock, requests = way_requests(way, people, port, LAST_UNITS)
            outcomes.setdefault(way, []).append(load.at_once(port, requests))
            sold.setdefault(way, []).append(Taken.objects.filter(stock=stock).count())
        outcomes.setdefault("select", []).append(load.at_once(port, select_requests(people, port)))
    return [row("stampede", name, runs, sold.get(name)) for name, runs in outcomes.items()]


def steady(port: int, people: Sequence[Person], rounds: int, in_flight: int) -> list[Row]:
    """A closed loop with a unit for everybody."""
    outcomes: dict[str, list[Outcome]] = {}
    for _ in range(rounds):
        _offer, requests = hold_requests(people, port, len(people))
        outcomes.setdefault("ours", []).append(load.closed_loop(port, requests, in_flight))
        lapse_all_holds()
        for way in WAYS:
            _stock, requests = way_requests(way, people, port, len(people))
            outcomes.setdefault(way, []).append(load.closed_loop(port, requests, in_flight))
        outcomes.setdefault("select", []).append(load.closed_loop(port, select_requests(people, port), in_flight))
    return [row(f"steady {in_flight}", name, runs, None) for name, runs in outcomes.items()]


def row(case: str, way: str, runs: Sequence[Outcome], sold: Sequence[int] | None) -> Row:
    """Medians over the rounds, and every round's stock."""
    statuses: dict[str, int] = {}
    for run in runs:
        for status, number in run.statuses.items():
            statuses[str(status)] = statuses.get(str(status), 0) + number
    return {
        "case": case,
        "way": way,
        "per_second": round(median(run.per_second for run in runs), 1),
        "p50_ms": round(median(run.percentile(0.5) for run in runs), 1),
        "p99_ms": round(median(run.percentile(0.99) for run in runs), 1),
        "statuses": statuses,
        "sold": list(sold) if sold else None,
    }


def operation(people: Sequence[Person], rounds: int, threads: int = 8) -> list[Row]:
    """The operation alone, called by threads: stampede, one hot type in stock, stock spread over many types."""
    users = list(User.objects.filter(pk__in=[person.pk for person in people]))
    shapes: dict[str, tuple[int, int]] = {
        "stampede": (1, LAST_UNITS),
        "hot": (1, len(users)),
        "spread": (50, len(users)),
    }
    rows = []
    for shape, (types, units) in shapes.items():
        runs: dict[str, list[Outcome]] = {}
        for _ in range(rounds):
            offers = [make_offer(max(units // types, 1)) for _ in range(types)]
            runs.setdefault("ours", []).append(call_all(hold_calls(users, offers), threads))
            lapse_all_holds()
            for way in WAYS:
                stocks = [make_stock(max(units // types, 1), way=way) for _ in range(types)]
                runs.setdefault(way, []).append(call_all(way_calls(way, users, stocks), threads))
        rows += [row(f"operation {shape}", name, outcomes, None) for name, outcomes in runs.items()]
    return rows


def hold_calls(users: Sequence[User], offers: Sequence[Any]) -> list[Callable[[], bool]]:
    """One hold a person, spread over the offers."""
    day = clock.today().replace(year=clock.today().year)

    def hold(user: User, offer: Any) -> bool:
        try:
            hold_unit(by=user, unit_type_id=offer.pk, move_in=day, idempotency_key=uuid4())
        except FullyBooked:
            return False
        return True

    return [lambda user=user, n=n: hold(user, offers[n % len(offers)]) for n, user in enumerate(users)]


def way_calls(way: str, users: Sequence[User], stocks: Sequence[Any]) -> list[Callable[[], bool]]:
    """One call of another way a person."""
    act = WAYS[way]
    return [lambda user=user, n=n: act(stocks[n % len(stocks)].pk, user.pk, uuid4()) for n, user in enumerate(users)]


def call_all(calls: Sequence[Callable[[], bool]], threads: int) -> Outcome:
    """Run the calls on threads with a connection each, and time every one."""
    outcome = Outcome()

    def work(mine: Sequence[Callable[[], bool]]) -> None:
        for call in mine:
            began = time.perf_counter()
            outcome.statuses[303 if call() else 409] += 1
            outcome.times.append(time.perf_counter() - began)
        connection.close()

    began = time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, [calls[start::threads] for start in range(threads)]))
    outcome.seconds = time.perf_counter() - began
    return outcome


def killed(port: int, people: Sequence[Person]) -> Row:
    """SIGKILL the web process mid-burst: nothing a client was promised is missing, and the stock adds up."""
    units = len(people) // 2
    with web.running(port) as process:
        offer, requests = hold_requests(people, port, units)
        with ThreadPoolExecutor(1) as pool:
            burst = pool.submit(load.closed_loop, port, requests, 64)
            while held(offer) < units // 4:
                time.sleep(0.005)
            process.kill()
            outcome = burst.result()
    promised = [place.rstrip("/").rsplit("/", 1)[-1] for place in outcome.locations if "/bookings/" in place]
    kept = Booking.objects.filter(public_id__in=promised, state="held").count()
    free = offer.units.filter(held_until=None).count()
    return {
        "case": "killed", "way": "ours", "promised": len(promised), "kept": kept,
        "held": held(offer), "free": free, "stock": units,
    }  # fmt: skip
