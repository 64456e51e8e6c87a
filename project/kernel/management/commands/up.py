"""Lets Django's own command list know `up`; manage.py starts it without Django."""

import sys
from typing import Any

from django.core.management import BaseCommand, CommandParser

from project.kernel.supervisor.up import main


class Command(BaseCommand):
    """Stands for `project.kernel.supervisor.up` where commands are listed or called by name."""

    help = "Start Nivas on this machine: database, demo city and every process, until Ctrl-C."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Offer an empty start."""
        parser.add_argument("--no-demo", action="store_true", help="start empty, without the demo city")

    def handle(self, *_args: Any, no_demo: bool = False, **_options: Any) -> None:
        """Live until told to stop."""
        sys.exit(main(["--no-demo"] if no_demo else []))
