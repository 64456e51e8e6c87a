"""`manage.py prepare`: everything a deployment does before its programs start."""

from typing import Any

from django.core.management import BaseCommand, CommandParser

from project.kernel.management import preparation
from project.kernel.supervisor import Console


class Command(BaseCommand):
    """Brings tables, words and static files up to date; what is up to date is left alone."""

    help = "Bring tables, translations and static files up to date."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Offer to leave the database alone, for building an image."""
        parser.add_argument("--files-only", action="store_true", help="leave the database alone")

    def handle(self, *_args: Any, files_only: bool = False, **_options: Any) -> None:
        """Do each step that is due and say how long it took."""
        preparation.prepare(Console(), database=not files_only, demo=False)
