"""What there is to hear, and who listens to it.

A type of event is declared once, in its domain's `event_types.py`; a subscriber is one function in a domain's
`subscribers.py`. No producer knows its subscribers.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

PUBLIC_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
Payload = Mapping[str, Any]
Upgrade = Callable[[dict[str, Any]], dict[str, Any]]


class Holds(StrEnum):
    """What a field of a payload holds; never a name, a phone or an address."""

    ID = "public id"
    PAISE = "paise"
    NUMBER = "number"
    WORD = "word of ours"

    def takes(self, value: object) -> bool:
        """Whether a value is one."""
        if self is Holds.ID:
            return isinstance(value, str) and bool(PUBLIC_ID.fullmatch(value))
        wanted = str if self is Holds.WORD else int
        return isinstance(value, wanted) and not isinstance(value, bool)


class TypeUndeclared(RuntimeError):
    """No domain declares events of this type: add it to an `event_types.py`."""


class TypeDeclaredTwice(RuntimeError):
    """Two declarations share a name."""


class VersionUnknown(RuntimeError):
    """An event is of a version that this code cannot read: newer than it, or older than its upgrades."""


class PayloadDiffers(RuntimeError):
    """An event is not what its type says: declare a new version, or mend the producer."""


@dataclass(frozen=True, slots=True)
class EventType:
    """A kind of fact: what it means, whose order it keeps, and what its payload holds in its present version.

    `upgrades` turn a payload of an older version into one of the next, so that subscribers know only the newest.
    """

    name: str
    about: str
    key: str
    fields: Mapping[str, Holds]
    optional: Collection[str] = ()
    version: int = 1
    upgrades: Mapping[int, Upgrade] = field(default_factory=dict)

    def check(self, key: str, payload: Payload) -> None:
        """Raises: PayloadDiffers, naming every difference."""
        differences = [*self._key_faults(key), *self._field_faults(payload)]
        if differences:
            raise PayloadDiffers(f"{self.name}: {', '.join(differences)}")

    def upgraded(self, payload: dict[str, Any], version: int) -> dict[str, Any]:
        """The payload as the present version has it. Raises: VersionUnknown."""
        missing = set(range(version, self.version)) - self.upgrades.keys()
        if missing or version > self.version:
            raise VersionUnknown(f"{self.name} of version {version}; this code reads {self.version}.")
        for older in range(version, self.version):
            payload = self.upgrades[older](payload)
        return payload

    def _key_faults(self, key: str) -> Iterator[str]:
        if key.partition(":")[0] != self.key:
            yield f"key {key} is not of {self.key}"

    def _field_faults(self, payload: Payload) -> Iterator[str]:
        yield from (f"{name} is not declared" for name in payload if name not in self.fields)
        for name, holds in self.fields.items():
            value = payload.get(name)
            if value is None:
                if name not in self.optional:
                    yield f"{name} is missing"
            elif not holds.takes(value):
                yield f"{name} is no {holds}"


@dataclass(frozen=True, slots=True)
class EventRecord:
    """One numbered event, as it was written until it is handed over in its type's present version."""

    id: int
    position: int
    type: str
    key: str
    payload: dict[str, Any]
    recorded_at: datetime
    version: int = 1

    def in_present_version(self) -> "EventRecord":
        """The same event as subscribers see it. Raises: TypeUndeclared; VersionUnknown."""
        kind = declared(self.type)
        return replace(self, payload=kind.upgraded(self.payload, self.version), version=kind.version)


Handler = Callable[[EventRecord], None]


@dataclass(frozen=True, slots=True)
class Subscriber:
    """A named reader of some event types."""

    name: str
    types: frozenset[str]
    handle: Handler

    @property
    def about(self) -> str:
        """What it does, by the first line of its function."""
        return (self.handle.__doc__ or "").strip().partition("\n")[0]


class SubscriberNameTaken(RuntimeError):
    """Two subscribers share a name, and so would share a cursor: rename one."""


_types: dict[str, EventType] = {}
_subscribers: dict[str, Subscriber] = {}


def declare(kind: EventType) -> EventType:
    """Make a type of event known. Raises: TypeDeclaredTwice."""
    if _types.setdefault(kind.name, kind) != kind:
        raise TypeDeclaredTwice(kind.name)
    return kind


def declared(name: str) -> EventType:
    """The type of that name. Raises: TypeUndeclared."""
    if name not in _types:
        raise TypeUndeclared(name)
    return _types[name]


def event_types() -> list[EventType]:
    """Every type there is, by name."""
    return [_types[name] for name in sorted(_types)]


def forget_type(name: str) -> None:
    """Make a type unknown again."""
    _types.pop(name, None)


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


def find_subscriber(name: str) -> Subscriber | None:
    """Who listens under a name; None when its code is gone."""
    return _subscribers.get(name)


def forget(name: str) -> None:
    """Unregister a subscriber; its cursor stays."""
    _subscribers.pop(name, None)
