"""Makes the key by which push services know us, unless there is one."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from project.notifications.gateways.vapid import make_key


class Command(BaseCommand):
    """`manage.py make_push_key`: part of `prepare`. A key in VAPID_PRIVATE_KEY is left alone."""

    help = "Make the key for push messages, unless there is one."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Make it, readable for nobody else, and say so."""
        if settings.VAPID_KEY:
            self.stdout.write("from the environment")
        else:
            self.stdout.write("made" if make_key(settings.VAPID_FILE) else "already there")
