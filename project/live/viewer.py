"""Who sits behind a socket, and what they may watch. Asked anew whenever that may have changed."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.contrib.auth import get_user
from django.contrib.sessions.models import Session

from project.booking import queries as booking
from project.catalog import queries as catalog
from project.chat import queries as chat
from project.identity.models import User
from project.kernel.web.sessions import SessionStore

OFFICE = "office"


@dataclass(frozen=True, slots=True)
class Viewer:
    """A person or a guest, by their session."""

    user: Any
    session: Mapping[str, Any]

    @property
    def person(self) -> str:
        """Their public id; empty for a guest."""
        return str(self.user.public_id) if self.user.is_authenticated else ""


@dataclass(frozen=True, slots=True)
class Sight:
    """What somebody may see: topics, and of the office's news those of some houses, or all of them."""

    topics: frozenset[str] = frozenset()
    houses: frozenset[str] = frozenset()
    sees_all_houses: bool = False

    def sees(self, houses: Collection[str]) -> bool:
        """Say whether it reaches one of these houses; news of no house is for those who see all."""
        return self.sees_all_houses or not self.houses.isdisjoint(houses)


def find_viewer(session_key: str) -> Viewer | None:
    """Whose session this is; None when there is none or it is over."""
    session = SessionStore(session_key)
    kept = session.load() if session_key else {}
    if not kept:
        return None
    user: Any = get_user(SimpleNamespace(session=session))  # type: ignore[arg-type]  # it only asks for the session
    return Viewer(user, kept)


def sight_of(viewer: Viewer, asked: Iterable[str]) -> Sight:
    """What of the topics asked for this viewer may watch; the rest is left out without a word."""
    topics = frozenset(topic for topic in asked if may_watch(viewer, topic))
    if OFFICE not in topics:
        return Sight(topics)
    if viewer.user.is_superuser:
        return Sight(topics, sees_all_houses=True)
    houses = catalog.visible_properties(viewer.user).values_list("public_id", flat=True)
    return Sight(topics, frozenset(map(str, houses)))


def may_watch(viewer: Viewer, topic: str) -> bool:
    """Say whether this viewer may watch a topic. A name that means nothing may not be watched by anybody."""
    if topic == OFFICE:
        return bool(viewer.user.is_authenticated and viewer.user.is_staff)
    kind, _dot, key = topic.partition(".")
    return kind in RULES and is_public_id(key) and RULES[kind](viewer, UUID(key))


def is_public_id(text: str) -> bool:
    """Say whether a text is a public id as we write them: groups are named by it."""
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def sessions_over(people: Mapping[str, int | None]) -> set[str]:
    """Which of these sessions are over, or belong to somebody who may not sign in any more."""
    alive = set(Session.objects.filter(session_key__in=people).values_list("session_key", flat=True))
    closed = set(
        User.objects.filter(pk__in=[person for person in people.values() if person], is_active=False).values_list(
            "pk", flat=True
        )
    )
    return {key for key, person in people.items() if key not in alive or person in closed}


def _is_oneself(viewer: Viewer, public_id: UUID) -> bool:
    return viewer.person == str(public_id)


def _is_their_booking(viewer: Viewer, public_id: UUID) -> bool:
    return viewer.user.is_authenticated and booking.may_watch(viewer.user, public_id)


def _is_their_line(viewer: Viewer, public_id: UUID) -> bool:
    return viewer.user.is_authenticated and booking.may_watch_line(viewer.user, public_id)


def _is_their_conversation(viewer: Viewer, public_id: UUID) -> bool:
    return chat.may_watch(public_id, user=viewer.user, session=viewer.session)


RULES: dict[str, Callable[[Viewer, UUID], bool]] = {
    "me": _is_oneself,
    "bell": _is_oneself,
    "booking": _is_their_booking,
    "conversation": _is_their_conversation,
    "line": _is_their_line,
}
