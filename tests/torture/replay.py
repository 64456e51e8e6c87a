"""Handing every event to everybody once more must leave no trace: that is what idempotent handlers promise (B29)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models

from project.events import operations as events
from project.events.models import Cursor
from project.events.registry import subscribers
from tests.torture.invariants import rows

DIGEST = "SELECT count(*), md5(string_agg(kept::text, '|' ORDER BY kept::text)) FROM {table} AS kept"


def b29_reading_everything_again_changes_nothing() -> list[Any]:
    """The tables of ours that are not what they were."""
    before = digests()
    for subscriber in subscribers():
        events.replay(subscriber=subscriber.name)
    events.deliver_now()
    return [table for table, digest in digests().items() if digest != before[table]]


def digests() -> dict[str, Any]:
    """What every table of our domains holds, in a few letters."""
    return {table: rows(DIGEST.format(table=table))[0] for table in tables()}


def tables() -> Iterator[str]:
    """All of ours, histories too, but for the cursors themselves."""
    for model in apps.get_models():
        if model._meta.app_label in settings.DOMAINS and model is not Cursor and is_kept(model):
            yield model._meta.db_table


def is_kept(model: type[models.Model]) -> bool:
    """Whether the model has a table of its own."""
    return model._meta.managed and not model._meta.proxy
