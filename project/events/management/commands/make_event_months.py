"""`manage.py make_event_months`: make room in the event log, ahead of time."""

from typing import Any

from django.core.management.base import BaseCommand

from project.events.operations import make_months


class Command(BaseCommand):
    """Called by `manage.py prepare`, and every night by a timer."""

    help = "Make the event log's partitions of this month and the next three."

    def handle(self, *args: Any, **options: Any) -> None:
        """Say what was made."""
        made = make_months()
        self.stdout.write(f"{len(made)} months" if made else "up to date")
