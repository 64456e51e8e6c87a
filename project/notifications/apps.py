"""The notifications domain: its label is its Postgres schema."""

from django.apps import AppConfig
from django.core.checks import Tags, register


class NotificationsConfig(AppConfig):
    """Makes the domain known to Django."""

    name = "project.notifications"
    label = "notifications"

    def ready(self) -> None:
        """Check at boot that every message can be written."""
        from project.notifications.checks import check_kinds

        register(Tags.templates)(check_kinds)
