"""Makes portal known to Django."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """No tables here."""

    name = "portal"
