"""Who listens to what. A subscriber is one function in a domain's `subscribers.py`; no producer knows it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class EventRecord:
    """One numbered event, as a subscriber sees it."""

    id: int
    position: int
    type: str
    key: str
    payload: dict[str, Any]
    recorded_at: datetime


Handler = Callable[[EventRecord], None]


@dataclass(frozen=True, slots=True)
class Subscriber:
    """A named reader of some event types."""

    name: str
    types: frozenset[str]
    handle: Handler


class SubscriberNameTaken(RuntimeError):
    """Two subscribers share a name, and so would share a cursor: rename one."""


_subscribers: dict[str, Subscriber] = {}


def subscribe(*types: str, name: str) -> Callable[[Handler], Handler]:
    """Register a handler under a name that never changes: its cursor is kept by it."""

    def register(handler: Handler) -> Handler:
        known = _subscribers.get(name)
        if known is not None and known.handle is not handler:
            raise SubscriberNameTaken(name)
        _subscribers[name] = Subscriber(name, frozenset(types), handler)
        return handler

    return register


def subscribers() -> list[Subscriber]:
    """All registered subscribers, by name."""
    return [_subscribers[name] for name in sorted(_subscribers)]


def forget(name: str) -> None:
    """Unregister a subscriber; its cursor stays."""
    _subscribers.pop(name, None)
