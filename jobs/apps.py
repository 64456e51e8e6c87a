"""Makes jobs known to Django."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """No tables here."""

    name = "jobs"

    def ready(self) -> None:
        """Let the gauges of the domains be read at /metrics, and history name the jobs."""
        from jobs import gauges, trail  # noqa: F401
