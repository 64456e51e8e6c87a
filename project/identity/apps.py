"""The identity domain: its label is its Postgres schema."""

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """Makes the domain known to Django."""

    name = "project.identity"
    label = "identity"
