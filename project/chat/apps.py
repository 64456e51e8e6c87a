"""The chat domain: its label is its Postgres schema."""

from django.apps import AppConfig


class ChatConfig(AppConfig):
    """Makes the domain known to Django."""

    name = "project.chat"
    label = "chat"
