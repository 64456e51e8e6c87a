"""The kernel has no tables; its migrations hold the functions and extensions every schema relies on."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class KernelConfig(AppConfig):
    """Makes the kernel's migrations and commands known to Django."""

    name = "project.kernel"
    label = "kernel"

    def ready(self) -> None:
        """Every migrate leaves the triggers' helpers quick."""
        from project.kernel.postgres.helpers import quicken_trigger_helpers

        # Not with ourselves as the sender: Django sends nothing for an app without models.
        post_migrate.connect(quicken_trigger_helpers, sender=apps.get_app_config("pghistory"))
