"""`manage.py up`: the whole house on this machine, until Ctrl-C."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management import BaseCommand, CommandError, CommandParser

from project.environment import environment
from project.kernel import embedded
from project.kernel.management import preparation
from project.kernel.supervisor import (
    Console,
    ProgramEnded,
    Stopped,
    StopSignals,
    Supervisor,
    is_free,
    next_free_port,
)
from project.kernel.supervisor.house import House
from project.kernel.supervisor.readiness import answers_ready
from project.kernel.supervisor.residence import HomeOccupied, occupied

_SECONDS_FOR_DATABASE = 60.0
_SECONDS_TO_BECOME_READY = 90.0
_LOGINS = {"tenant": "tenant@", "landlord": "landlord@", "cook": "cook@", "administrator": "admin@"}
_PASSWORD = "demo-nivas"  # noqa: S105 - printed on the screen, and refused in production


class Command(BaseCommand):
    """Prepares the house, starts its programs under one supervisor and stops them together."""

    help = "Start Nivas on this machine: database, demo city and every process, until Ctrl-C."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Offer an empty start."""
        parser.add_argument("--no-demo", action="store_true", help="start empty, without the demo city")

    def handle(self, *_args: Any, no_demo: bool = False, **_options: Any) -> None:
        """Live in the house until somebody asks us to stop."""
        demo = not no_demo and not environment.is_production
        console = Console()
        _refuse_a_taken_port(environment.port)
        try:
            with StopSignals() as signals, occupied(environment.nivas_home):
                self._live(console, Supervisor(console, signals), demo=demo)
        except Stopped:
            pass
        except (HomeOccupied, ProgramEnded, embedded.EmbeddedPostgresError) as problem:
            raise CommandError(str(problem)) from problem

    def _live(self, console: Console, supervisor: Supervisor, *, demo: bool) -> None:
        house = _house()
        try:
            _start_database(console, supervisor, house)
            preparation.prepare(console, database=True, demo=demo)
            _start_programs(console, supervisor, house)
            _greet(console, house, demo=demo)
            supervisor.watch()
        except Stopped:
            console.say("\nStopping ...")
        finally:
            with _told_how_long(console):
                supervisor.stop()


def _refuse_a_taken_port(port: int) -> None:
    if not is_free(port):
        raise CommandError(f"Port {port} is taken by another program. Stop it, or choose another: PORT=8010 make up")


def _house() -> House:
    """In the demo Stripe's stand-in runs beside us, unless somebody named another address or brought a real key."""
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


def _start_database(console: Console, supervisor: Supervisor, house: House) -> None:
    with console.step("database") as outcome:
        if not environment.database_url:
            # One that is already running was left by somebody who did not supervise it.
            embedded.stop(house.home)
            supervisor.start(house.database())
            started = supervisor.watch(
                until=lambda: embedded.accepts(house.home), seconds=_SECONDS_FOR_DATABASE, forgiving=False
            )
            if not started:
                raise CommandError("The database did not start; its lines above say why.")
            embedded.create_database(house.home)
        outcome.append(preparation.check_server(house.database_url))


def _start_programs(console: Console, supervisor: Supervisor, house: House) -> None:
    with console.step("programs") as outcome:
        for program in house.programs():
            supervisor.start(program)
        if not supervisor.watch(until=lambda: answers_ready(house.port), seconds=_SECONDS_TO_BECOME_READY):
            raise CommandError(f"Nivas did not become ready on port {house.port}; the lines above say why.")
        outcome.append("ready")


def _greet(console: Console, house: House, *, demo: bool) -> None:
    """Tell people where to go and who to be; the last line is a promise to other programs."""
    lines = ["", f"  {console.strong(house.address)}   office: {house.address}/office/   pages: {house.address}/cms/"]
    if demo:
        lines += [f"  {role.ljust(14)} {name}nivas.example  {_PASSWORD}" for role, name in _LOGINS.items()]
    console.say_together([*lines, "  Ctrl-C stops everything.", f"nivas is ready on {house.address}"])


@contextmanager
def _told_how_long(console: Console) -> Iterator[None]:
    began = time.monotonic()
    yield
    console.say(f"Nivas has stopped ({time.monotonic() - began:.1f} s).")
    sys.stdout.flush()
