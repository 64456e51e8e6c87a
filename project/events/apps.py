"""The events domain: its label is its Postgres schema."""

from django.apps import AppConfig
from django.core.checks import register
from django.utils.module_loading import autodiscover_modules


class EventsConfig(AppConfig):
    """Makes the domain known to Django and finds what every domain tells and hears."""

    name = "project.events"
    label = "events"

    def ready(self) -> None:
        """Import what each installed app declares and subscribes to, and check that the two fit."""
        from project.events.checks import check_subscribers

        autodiscover_modules("event_types", "subscribers")
        register(check_subscribers)
