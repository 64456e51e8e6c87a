"""Makes portal known to Django."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """No tables here."""

    name = "portal"

    def ready(self) -> None:
        """Hear when somebody signs in."""
        from portal.chat import arriving  # noqa: F401 - imported to listen
