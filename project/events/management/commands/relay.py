"""`manage.py relay`: run the relay until stopped."""

from typing import Any

from django.core.management.base import BaseCommand

from project.events.relay import Relay


class Command(BaseCommand):
    """Number events and deliver them to every subscriber."""

    help = "Run the event relay."

    def handle(self, *args: Any, **options: Any) -> None:
        """Block until SIGTERM or Ctrl-C."""
        Relay().run()
