"""`manage.py replay SUBSCRIBER`: let one subscriber read the event log again, up to now or to an end."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from project.events import operations, queries
from project.events.registry import subscribers
from project.kernel import clock
from project.kernel.errors import Refusal


def day(written: str) -> date:
    """A day of the house."""
    try:
        return date.fromisoformat(written)
    except ValueError as error:
        raise ArgumentTypeError(f"{written} is no day; write it like 2026-11-30.") from error


def number(written: str) -> int:
    """The number of an event."""
    if not written.isdecimal() or not int(written):
        raise ArgumentTypeError(f"{written} is no number of an event; they begin with 1.")
    return int(written)


class Command(BaseCommand):
    """Move a subscriber's cursor; the relay does the reading."""

    help = (
        "Let a subscriber read the event log again, from its beginning, a number or a day, up to now, a number or a day. "
        "At an end it stands still until --on. Without a name: list them."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The subscriber, where it begins and where it ends."""
        parser.add_argument("subscriber", nargs="?", help="its name, such as booking.tell_booked")
        begin = parser.add_mutually_exclusive_group()
        begin.add_argument("--position", type=number, default=1, help="from the event with this number on")
        begin.add_argument("--since", type=day, help="from the first event of this day (YYYY-MM-DD) on")
        begin.add_argument("--on", action="store_true", help="read on from where it stands, and follow the log")
        end = parser.add_mutually_exclusive_group()
        end.add_argument("--last", type=number, help="up to the event with this number")
        end.add_argument("--until", type=day, help="up to the last event of this day (YYYY-MM-DD)")

    def handle(self, *args: Any, subscriber: str | None, **said: Any) -> None:
        """Say what is going to be read, and whether older events are in the archive."""
        if subscriber is None:
            self._list()
            return
        try:
            begun = self._begin(subscriber, **said)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        if begun.kept_since:
            self.stdout.write(f"Events before {begun.kept_since:%d %b %Y} are archived; it reads what is kept.")
        if begun.last is None:
            self.stdout.write(f"{subscriber} reads {begun.events} events, from number {begun.first} on.")
            return
        self.stdout.write(f"{subscriber} reads {begun.events} events, from number {begun.first} to {begun.last}.")
        self.stdout.write(f"It stands still there. `manage.py replay {subscriber} --on` lets it read on.")

    def _begin(
        self,
        subscriber: str,
        *,
        position: int,
        since: date | None,
        on: bool,
        last: int | None,
        until: date | None,
        **options: Any,
    ) -> operations.Replay:
        if on and (last or until):
            raise CommandError("--on has no end: it lets a subscriber follow the log again.")
        if on:
            return operations.read_on(subscriber=subscriber)
        begin = clock.begin_of(since) if since else None
        return operations.replay(subscriber=subscriber, position=position, since=begin, last=last, last_day=until)

    def _list(self) -> None:
        still = {cursor.pk: cursor.position for cursor in queries.standing_still()}
        for known in subscribers():
            where = f" (stands still at number {still[known.name]})" if known.name in still else ""
            self.stdout.write(f"{known.name:32} {known.about}{where}")
