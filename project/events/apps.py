"""The events domain: its label is its Postgres schema."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class EventsConfig(AppConfig):
    """Makes the domain known to Django and finds every domain's subscribers."""

    name = "project.events"
    label = "events"

    def ready(self) -> None:
        """Import `subscribers.py` of each installed app, so that each registers itself."""
        autodiscover_modules("subscribers")
