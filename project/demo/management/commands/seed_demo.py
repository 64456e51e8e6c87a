"""Fills an empty Nivas with the demo city."""

import logging
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from project.catalog.models import Property
from project.demo.city.sizes import SIZES
from project.demo.loading.build import build_city
from project.demo.loading.past import write_past
from project.environment import environment
from project.kernel import clock


class Command(BaseCommand):
    """`manage.py seed_demo --size small|city|large`: the same city for the same size and day."""

    help = "Fill an empty Nivas with a made-up Bengaluru. Does nothing when houses are there already."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The size, and whether to clear everything first."""
        parser.add_argument("--size", choices=SIZES, default="small", help="12, 200 or 2,000 houses")
        parser.add_argument("--fresh", action="store_true", help="empty every table first: whatever is there is lost")

    def handle(self, *_args: Any, size: str = "small", fresh: bool = False, **_options: Any) -> None:
        """Build the city, unless there is one."""
        if environment.is_production:
            raise CommandError("The demo city has known passwords; production refuses it.")
        if fresh:
            call_command("flush", interactive=False, verbosity=0)
            call_command("sync_schedules", verbosity=0)
        if Property.objects.exists():
            self.stdout.write("There are houses here already; nothing was changed. Start over with --fresh.")
            return
        logging.disable(logging.INFO)  # Wagtail tells of every page it makes.
        began = time.monotonic()
        report = build_city(
            SIZES[size], now=clock.now(), media=Path(settings.MEDIA_ROOT), private=Path(settings.PRIVATE_ROOT)
        )
        write_past(Path(settings.HOME))
        self.stdout.write(
            f"Demo city ({size}): {report.houses:,} houses, {report.units:,} units, {report.people:,} people, "
            f"{report.bookings:,} bookings, {report.pictures:,} pictures in {time.monotonic() - began:.1f} s"
        )
