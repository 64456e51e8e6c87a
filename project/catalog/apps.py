"""The catalog domain: its label is its Postgres schema."""

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    """Makes the domain known to Django."""

    name = "project.catalog"
    label = "catalog"
