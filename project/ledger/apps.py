"""The ledger domain: its label is its Postgres schema."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """Makes the domain known to Django."""

    name = "project.ledger"
    label = "ledger"
