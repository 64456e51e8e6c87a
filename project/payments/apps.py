"""The payments domain: its label is its Postgres schema."""

from importlib import import_module

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    """Makes the domain known to Django."""

    name = "project.payments"
    label = "payments"

    def ready(self) -> None:
        """Register what mails may carry."""
        import_module("project.payments.attachments")
