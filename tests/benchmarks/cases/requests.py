"""The request, over HTTP, signed in, with session, CSRF, idempotency key, limit and event: ours and the other ways."""

from collections.abc import Callable
from functools import partial
from uuid import uuid4

from project.catalog.models import UnitType
from tests.benchmarks import load
from tests.benchmarks.bench import Bench
from tests.benchmarks.house import web
from tests.benchmarks.load import Outcome
from tests.benchmarks.rows import OURS, Round, Row, compete
from tests.benchmarks.variants import WAYS, sold
from tests.benchmarks.world import (
    Person,
    deadlocks,
    held,
    let_all_go,
    make_neighbourhood,
    make_offer,
    make_stock,
    move_in,
)

LAST_UNITS = 10
Send = Callable[[int, list[bytes]], Outcome]


def stampede(bench: Bench) -> list[Row]:
    """Everybody at once for the last ten units: some rounds beside the other ways, for speed, the rest ours alone."""
    make_neighbourhood()
    with web() as port:
        ways = ways_over_http(port, bench.people, LAST_UNITS, load.at_once)
        compete("stampede", ways, 1)  # warms every path
        rows = compete("stampede", ways, bench.few)
        rows += compete("stampede, alone", {OURS: ways[OURS]}, bench.rounds - bench.few)
    rows[0].facts["deadlocks"] = deadlocks()
    return rows


def steady(bench: Bench) -> list[Row]:
    """A closed loop with a unit for everybody."""
    rows = []
    with web() as port:
        for in_flight in (64, 128):
            send = partial(load.closed_loop, in_flight=in_flight)
            ways = ways_over_http(port, bench.people, len(bench.people), send)
            rows += compete(f"steady {in_flight}", ways, max(bench.few // 2, 1))
    return rows


def ways_over_http(port: int, people: list[Person], units: int, send: Send) -> dict[str, Callable[[], Round]]:
    """Ours, the other ways of booking, a view with one SELECT, and one with nothing at all."""
    return {
        OURS: lambda: our_round(port, people, units, send),
        **{way: partial(round_of, way, port, people, units, send) for way in WAYS},
        **{name: partial(plain_round, name, port, people, send) for name in ("select", "nothing")},
    }


def our_round(port: int, people: list[Person], units: int, send: Send) -> Round:
    """A fresh house, and one hold request a person."""
    let_all_go()
    offer = make_offer(units)
    requests = posts(f"/rooms/{offer.property.slug}/hold/", offer, port, people)
    return Round(lambda: send(port, requests), lambda: held(offer))


def round_of(way: str, port: int, people: list[Person], units: int, send: Send) -> Round:
    """A fresh house with a counter, and the same request a person to another way."""
    offer, before = make_stock(units).unit_type, sold(way)
    requests = posts(f"/bench/{way}/{offer.property.slug}/", offer, port, people)
    return Round(lambda: send(port, requests), lambda: sold(way) - before)


def posts(path: str, offer: UnitType, port: int, people: list[Person]) -> list[bytes]:
    """The form that holds one of a unit type, from everybody."""
    fields = {"unit_type": str(offer.public_id), "move_in": move_in().isoformat()}
    return [person.post(path, port, **fields, idempotency_key=str(uuid4())) for person in people]


def plain_round(name: str, port: int, people: list[Person], send: Send) -> Round:
    """The same post to a view that books nothing."""
    requests = [person.post(f"/bench/{name}/", port, idempotency_key=str(uuid4())) for person in people]
    return Round(lambda: send(port, requests))
