"""`manage.py prepare`: everything a deployment does before its programs start."""

import logging
from typing import Any

from django.core.management import BaseCommand, CommandParser

from project.kernel.management import preparation
from project.kernel.supervisor import Console


class Command(BaseCommand):
    """Brings tables, words and static files up to date; what is up to date is left alone."""

    help = "Bring tables, translations and static files up to date."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Offer to leave the database alone, for building an image, and to fill it, for showing Nivas."""
        parser.add_argument("--files-only", action="store_true", help="leave the database alone")
        parser.add_argument("--demo", action="store_true", help="fill an empty database with the demo city")

    def handle(self, *_args: Any, files_only: bool = False, demo: bool = False, **_options: Any) -> None:
        """Do each step that is due and say how long it took."""
        # Each step tells its outcome; what the libraries have to say about every row of it does not help anybody.
        logging.disable(logging.INFO)
        preparation.prepare(Console(), database=not files_only, demo=demo and not files_only)
