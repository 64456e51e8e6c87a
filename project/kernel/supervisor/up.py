"""`manage.py up`: the whole house on this machine, until somebody asks it to stop.

Django is not loaded here. It takes as long to load as everything else together, and only the programs need it.
"""

import argparse
import sys
import time
from collections.abc import Sequence

import psycopg

from project.environment import environment
from project.kernel import embedded
from project.kernel.supervisor.console import Console
from project.kernel.supervisor.house import House
from project.kernel.supervisor.ports import is_free, next_free_port
from project.kernel.supervisor.prepared import Preparation
from project.kernel.supervisor.readiness import answers_ready
from project.kernel.supervisor.residence import HomeOccupied, occupied
from project.kernel.supervisor.stopping import Stopped, StopSignals
from project.kernel.supervisor.supervisor import ProgramEnded, Supervisor

OLDEST_SERVER = 15
_SECONDS_FOR_DATABASE = 60.0
_SECONDS_TO_BECOME_READY = 90.0
_LOGINS = {
    "tenant": "tenant@",
    "landlord": "landlord@",
    "manager": "manager@",
    "cook": "cook@",
    "administrator": "admin@",
}
_PASSWORD = "demo-nivas"  # noqa: S105 - printed on the screen, and refused in production


class CannotStart(RuntimeError):
    """The house cannot start; the message says why and what to do."""


def main(arguments: Sequence[str]) -> int:
    """Live until told to stop; give the exit code."""
    parser = argparse.ArgumentParser(prog="manage.py up", description="Start Nivas on this machine, until Ctrl-C.")
    parser.add_argument("--no-demo", action="store_true", help="start empty, without the demo city")
    demo = not parser.parse_args(arguments).no_demo and not environment.is_production
    try:
        refuse_a_taken_port(environment.port)
        with StopSignals() as signals, occupied(environment.nivas_home):
            live(Console(), signals, describe_house(), demo=demo)
    except Stopped:
        return 0
    except (CannotStart, HomeOccupied, ProgramEnded, embedded.EmbeddedPostgresError) as problem:
        sys.stderr.write(f"{problem}\n")
        return 1
    return 0


def live(console: Console, signals: StopSignals, house: House, *, demo: bool) -> None:
    """Start everything, greet, and keep it running; whatever ends that, nothing is left behind."""
    supervisor = Supervisor(console, signals)
    try:
        start_database(console, supervisor, house)
        prepare(console, supervisor, house, demo=demo)
        start_programs(console, supervisor, house)
        greet(console, house, demo=demo)
        supervisor.watch()
    finally:
        began = time.monotonic()
        console.say("\nStopping ...")
        supervisor.stop()
        console.say(f"Nivas has stopped ({time.monotonic() - began:.1f} s).")


def refuse_a_taken_port(port: int) -> None:
    """Look before anything is started. Raises CannotStart."""
    if not is_free(port):
        raise CannotStart(f"Port {port} is taken by another program. Stop it, or choose another: PORT=8010 make up")


def describe_house() -> House:
    """Give Stripe's stand-in a place beside us, unless somebody named another address or brought a key of their own."""
    simulated = (
        not environment.is_production
        and not environment.stripe_api_base
        and environment.stripe_secret_key.get_secret_value().startswith("sk_test_sim_")
    )
    stripesim_port = next_free_port(environment.port) if simulated else None
    return House(
        port=environment.port,
        home=environment.nivas_home.resolve(),
        database_url=environment.database_url or embedded.database_url(environment.nivas_home),
        webhook_secret=environment.stripe_webhook_secret.get_secret_value(),
        stripesim_port=stripesim_port,
        stripe_api_base=f"http://127.0.0.1:{stripesim_port}" if simulated else environment.stripe_api_base,
    )


def start_database(console: Console, supervisor: Supervisor, house: House) -> None:
    """Have a database answer, ours or the one that was named. Raises CannotStart, ProgramEnded."""
    with console.step("database") as outcome:
        if not environment.database_url:
            # One that is already running was left by somebody who did not supervise it.
            embedded.stop(house.home)
            supervisor.start(house.database())
            started = supervisor.watch(
                until=lambda: embedded.accepts(house.home), seconds=_SECONDS_FOR_DATABASE, forgiving=False
            )
            if not started:
                raise CannotStart("The database did not start; its lines above say why.")
            embedded.create_database(house.home)
        outcome.append(f"PostgreSQL {server_version(house.database_url)}")


def server_version(url: str) -> int:
    """Ask the server at the address for its major version. Raises CannotStart when it is too old or not there."""
    try:
        with psycopg.connect(url, connect_timeout=5) as session:
            major = session.info.server_version // 10_000
    except psycopg.Error as problem:
        raise CannotStart(f"No PostgreSQL answers at DATABASE_URL: {str(problem).strip()}") from problem
    if major < OLDEST_SERVER:
        raise CannotStart(f"DATABASE_URL is PostgreSQL {major}; Nivas needs {OLDEST_SERVER} or newer.")
    return major


def prepare(console: Console, supervisor: Supervisor, house: House, *, demo: bool) -> None:
    """Bring tables, words, static files and demo city up to date, if anything changed since they last were."""
    preparation = Preparation(house.home, house.database_url, demo=demo)
    if preparation.is_current():
        return
    if not supervisor.run(house.preparation(demo=demo, coloured=console.coloured)):
        raise CannotStart("Nivas could not be prepared; the lines above say why.")
    preparation.remember()


def start_programs(console: Console, supervisor: Supervisor, house: House) -> None:
    """Start what runs on the database and wait until people can come in. Raises CannotStart."""
    with console.step("programs") as outcome:
        for program in house.front():
            supervisor.start(program)
        if not supervisor.watch(until=lambda: answers_ready(house.port), seconds=_SECONDS_TO_BECOME_READY):
            raise CannotStart(f"Nivas did not become ready on port {house.port}; the lines above say why.")
        # Only now: loading beside the pages, where cores are few, they would double the time until those come.
        for program in house.back():
            supervisor.start(program)
        outcome.append("ready")


def greet(console: Console, house: House, *, demo: bool) -> None:
    """Tell people where to go and who to be; the last line is a promise to other programs."""
    lines = ["", f"  {console.strong(house.address)}   office: {house.address}/office/   pages: {house.address}/cms/"]
    if demo:
        lines += [f"  {role.ljust(14)} {name}nivas.example  {_PASSWORD}" for role, name in _LOGINS.items()]
    console.say_together([*lines, "  Ctrl-C stops everything.", f"nivas is ready on {house.address}"])
