"""The booking domain: its label is its Postgres schema."""

from django.apps import AppConfig


class BookingConfig(AppConfig):
    """Makes the domain known to Django."""

    name = "project.booking"
    label = "booking"
