"""`manage.py replay SUBSCRIBER`: let one subscriber read the event log again."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from project.events.operations import replay
from project.events.registry import subscribers
from project.kernel import clock
from project.kernel.errors import Refusal


class Command(BaseCommand):
    """Move a subscriber's cursor back; the relay does the reading."""

    help = (
        "Let a subscriber read the event log again, from its beginning, a number or a day. Without a name: list them."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The subscriber, and where it begins."""
        parser.add_argument("subscriber", nargs="?", help="its name, such as booking.tell_booked")
        begin = parser.add_mutually_exclusive_group()
        begin.add_argument("--position", type=int, default=1, help="from the event with this number on")
        begin.add_argument("--since", type=date.fromisoformat, help="from the first event of this day (YYYY-MM-DD) on")

    def handle(self, *args: Any, subscriber: str | None, position: int, since: date | None, **options: Any) -> None:
        """Say what is going to be read, and whether older events are in the archive."""
        if subscriber is None:
            for known in subscribers():
                self.stdout.write(f"{known.name:32} {known.about}")
            return
        try:
            begun = replay(subscriber=subscriber, position=position, since=clock.begin_of(since) if since else None)
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        if begun.kept_since:
            self.stdout.write(f"Events before {begun.kept_since:%d %b %Y} are archived; it reads what is kept.")
        self.stdout.write(f"{subscriber} reads {begun.events} events, from number {begun.first} on.")
