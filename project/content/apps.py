"""The content domain: its label is its Postgres schema."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class ContentConfig(AppConfig):
    """Makes the domain known to Django."""

    name = "project.content"
    label = "content"

    def ready(self) -> None:
        """Every migrate (and every flush in a test) leaves a site that works."""
        post_migrate.connect(lay_out_site_once_migrated, sender=self)


def lay_out_site_once_migrated(using: str, **_signal: Any) -> None:
    """Lay out the site as soon as its tables exist; a partial migrate comes earlier."""
    from project.content.operations import lay_out_site

    if "content_homepage" in connections[using].introspection.table_names():
        lay_out_site()
