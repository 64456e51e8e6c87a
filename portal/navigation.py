"""The places a person can go to, for the top bar, the menu and the bottom bar of a phone."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from project.chat.queries import GUEST_IN_SESSION


@dataclass(frozen=True, slots=True)
class Place:
    """One entry: its words, its address, its Lucide icon."""

    label: Promise | str
    url: str
    icon: str
    current: bool


MESSAGES = (_("Messages"), "messages", "message-circle")
SIGNED_IN = [
    (_("Search"), "room_search", "search"),
    (_("My stay"), "stay", "key-round"),
    (_("Receipts"), "bills", "receipt"),
    MESSAGES,
    (_("Account"), "profile", "circle-user-round"),
]
GUEST = [(_("Search"), "room_search", "search"), (_("Help"), "help", "circle-question-mark")]
FOOTER = [
    (_("All houses"), "room_search", "search"),
    (_("Help"), "help", "circle-question-mark"),
    (_("Notices"), "notices", "megaphone"),
]


def navigation(request: HttpRequest) -> dict[str, list[Place]]:
    """Context processor: `nav_items` for this reader, `footer_items` for everybody."""
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    entries = SIGNED_IN if signed_in else [*GUEST, *([MESSAGES] if has_asked(request) else [])]
    try:
        return {"nav_items": places(request.path, entries), "footer_items": places(request.path, FOOTER)}
    except NoReverseMatch:  # an error page must not fail for want of its navigation
        return {"nav_items": [], "footer_items": []}


def has_asked(request: HttpRequest) -> bool:
    """Whether this browser has questions of its own, and wants to find them again."""
    session = getattr(request, "session", None)
    return session is not None and GUEST_IN_SESSION in session


def places(path: str, entries: Sequence[tuple[Promise, str, str]]) -> list[Place]:
    """Entries as this reader sees them."""
    return [place(path, *entry) for entry in entries]


def place(path: str, label: Promise, name: str, icon: str) -> Place:
    """An entry that knows whether the reader is there now."""
    url = reverse(name)
    return Place(label, url, icon, path.startswith(url))
