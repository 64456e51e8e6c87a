"""SIGKILL in the middle of a burst: what a person was promised is so, and the stock adds up, whoever died."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from subprocess import Popen
from uuid import uuid4

import psutil
from django.db import connection

from project.booking.models import Booking
from project.booking.queries import find_inventory_faults
from project.catalog.models import UnitType
from project.events.models import Event
from project.kernel import embedded
from tests.benchmarks import load
from tests.benchmarks.bench import Bench
from tests.benchmarks.house import is_ready, whole_house
from tests.benchmarks.load import Outcome
from tests.benchmarks.rows import Row
from tests.benchmarks.world import Person, free, held, let_all_go, make_offer, move_in
from tests.waiting import eventually

# Words of the command line by which each program of the house is known.
VICTIMS = {"web": "project.asgi", "worker": "qcluster", "relay": "relay", "postgres": "bin/postgres"}
IN_FLIGHT = 64
A_WHILE = 60


def killed(bench: Bench) -> list[Row]:
    """The real house under its own supervisor; each of its programs is killed once, and nobody helps it up."""
    connection.close()
    try:
        with whole_house() as (port, supervisor):
            return [killing(victim, port, supervisor, bench) for victim in VICTIMS]
    finally:
        # The house took its database with it.
        connection.close()
        embedded.start(bench.home)


def killing(victim: str, port: int, supervisor: Popen[bytes], bench: Bench) -> Row:
    """One burst, one death, and what is so afterwards."""
    let_all_go()
    units = len(bench.people) // 2
    offer = make_offer(units)
    outcome = burst(offer, port, bench.people, kill_at=units // 4, victim=find(supervisor, victim))
    connection.close()
    eventually(lambda: embedded.accepts(bench.home) and is_ready(port), seconds=A_WHILE)
    eventually(lambda: not Event.objects.filter(position=None).exists(), seconds=A_WHILE)
    row = Row("killed", victim, statuses=outcome.statuses)
    row.facts = {**aftermath(offer, outcome), "units": units}
    return row


def burst(offer: UnitType, port: int, people: list[Person], *, kill_at: int, victim: psutil.Process) -> Outcome:
    """Everybody asks for a unit; when enough of them have one, the victim dies."""
    fields = {"unit_type": str(offer.public_id), "move_in": move_in().isoformat()}
    path = f"/rooms/{offer.property.slug}/hold/"
    requests = [person.post(path, port, **fields, idempotency_key=str(uuid4())) for person in people]
    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(load.closed_loop, port, requests, IN_FLIGHT)
        eventually(lambda: held(offer) >= kill_at, seconds=A_WHILE)
        victim.kill()
        return running.result()


def aftermath(offer: UnitType, outcome: Outcome) -> dict[str, int]:
    """Promises made and kept, units held and free, and what the product's own self-check finds."""
    promised = [place.rstrip("/").rsplit("/", 1)[-1] for place in outcome.locations if "/bookings/" in place]
    kept = Booking.objects.filter(public_id__in=promised, state="held", unit__unit_type=offer).count()
    faults = len(find_inventory_faults())
    return {"promised": len(promised), "kept": kept, "held": held(offer), "free": free(offer), "faults": faults}


def find(supervisor: Popen[bytes], victim: str) -> psutil.Process:
    """The running program of that name."""
    return eventually(lambda: next(matching(supervisor, VICTIMS[victim]), None), seconds=A_WHILE)


def matching(supervisor: Popen[bytes], words: str) -> Iterator[psutil.Process]:
    """The supervisor's own children whose command says so."""
    for child in psutil.Process(supervisor.pid).children():
        if words in " ".join(child.cmdline()):
            yield child
