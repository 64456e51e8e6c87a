"""At boot: nobody listens to what nobody says."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error

from project.events.registry import event_types, subscribers


def check_subscribers(**_options: Any) -> list[CheckMessage]:
    """Name every subscriber of a type that no domain declares: it would wait for ever."""
    return list(_unheard())


def _unheard() -> Iterator[Error]:
    known = {kind.name for kind in event_types()}
    for subscriber in subscribers():
        for name in sorted(subscriber.types - known):
            yield Error(f"{subscriber.name} listens to {name}, which nobody declares.", id="events.E001")
