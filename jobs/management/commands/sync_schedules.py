"""`manage.py sync_schedules`: write the table of timers to django-q2."""

from typing import Any

from django.core.management.base import BaseCommand

from jobs.schedules import TIMERS, sync_schedules


class Command(BaseCommand):
    """Called by `manage.py prepare`, so at every first start and every deploy."""

    help = "Make the running schedules equal jobs/schedules.py."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the table."""
        sync_schedules()
        self.stdout.write(f"{len(TIMERS)} timers")
