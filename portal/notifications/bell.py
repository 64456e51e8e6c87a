"""The bell in the top bar, and how what hangs in it is shown: by day, the same about the same thing in one line."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from project.identity.models import User
from project.notifications import queries
from project.notifications.channels import Group
from project.notifications.kinds import find_kind
from project.notifications.letters import write_short
from project.notifications.models import Alert, Wording
from project.notifications.registry import UnknownKind

# More than this nobody counts.
MOST_COUNTED = 99

ICONS = {
    Group.BOOKINGS: "key-round",
    Group.MONEY: "indian-rupee",
    Group.MESSAGES: "message-circle",
    Group.HOUSE: "house",
    Group.ACCOUNT: "shield-check",
    Group.OFFICE: "building-2",
}


@dataclass(frozen=True, slots=True)
class Bell:
    """How much is new; None on a page that is drawn once for many people."""

    unread: int | None = None

    @property
    def shown(self) -> str:
        """As it fits on the bell."""
        return f"{MOST_COUNTED}+" if self.unread and self.unread > MOST_COUNTED else str(self.unread or "")


@dataclass(frozen=True, slots=True)
class Line:
    """One or more alerts of one kind about one thing; the newest speaks for them."""

    newest: Alert
    words: str
    icon: str
    unread: int


@dataclass(frozen=True, slots=True)
class Day:
    """What came on one day of the reader's calendar."""

    day: date
    lines: list[Line]


def bell(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `bell` for whoever is signed in, counted only where it is shown."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"bell": SimpleLazyObject(lambda: Bell(queries.unread_alerts(user)))}


def days_of(alerts: Iterable[Alert], reader: User) -> list[Day]:
    """Sort alerts, newest first, into days and lines."""
    said, zone = queries.wordings_in(reader.language), ZoneInfo(reader.time_zone)
    by_day = groupby(alerts, key=lambda alert: alert.created_at.astimezone(zone).date())
    return [Day(day, list(lines_of(of_day, reader, said))) for day, of_day in by_day]


def lines_of(alerts: Iterable[Alert], reader: User, said: dict[str, Wording]) -> Iterator[Line]:
    """A line for each kind and thing of one day, where its newest alert stands."""
    bundles: dict[tuple[str, str], list[Alert]] = {}
    for alert in alerts:
        bundles.setdefault((alert.kind, alert.path), []).append(alert)
    for bundle in bundles.values():
        newest, unread = bundle[0], sum(alert.read_at is None for alert in bundle)
        yield Line(newest, *words_of(newest, reader, said), unread)


def words_of(alert: Alert, reader: User, said: dict[str, Wording]) -> tuple[str, str]:
    """What an alert says, and its icon; one whose kind is gone says so by its name."""
    try:
        kind = find_kind(alert.kind)
    except UnknownKind:
        return alert.kind.replace("_", " "), "bell"
    return write_short(kind, alert.context, to=reader, said=said.get(kind.name)), ICONS[kind.group]
