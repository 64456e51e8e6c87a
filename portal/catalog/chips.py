"""What is asked for, as pairs in the URL and as chips that can be taken off."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from portal.catalog.filters import RoomFilter
from portal.templatetags.nivas import money, short_date

Pair = tuple[str, str]
ORDER = ("q", "move_in", "max_rent", "who", "kind", "sharing", "amenities", "food", "sort")
WHO_WORDS = {
    "women": gettext_lazy("For a woman"),
    "men": gettext_lazy("For a man"),
    "anyone": gettext_lazy("For a mixed group"),
}
ICONS = {
    "q": "map-pin",
    "move_in": "calendar-days",
    "max_rent": "indian-rupee",
    "who": "users",
    "kind": "house",
    "sharing": "bed-double",
    "amenities": "sparkles",
    "food": "utensils",
}


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing asked for, and the search without it."""

    label: str
    icon: str
    remove_url: str
    rest: list[Pair]


def asked_pairs(search: RoomFilter) -> list[Pair]:
    """What was asked for and understood, in a fixed order, empty fields left out: the search's own address."""
    return [(name, text) for name in ORDER for text in texts(name, search.asked.get(name))]


def texts(name: str, value: Any) -> list[str]:
    """A cleaned value as the URL spells it."""
    if name == "food":
        return ["on"] if value else []
    if name == "sort":
        return [value] if value and value != "rent" else []
    if name == "amenities":
        return [amenity.slug for amenity in value or []]
    if isinstance(value, list):
        return value
    return [] if value in (None, "") else [str(value)]


def search_url(pairs: Sequence[Pair]) -> str:
    """The address of a search."""
    return f"{reverse('room_search')}?{urlencode(pairs)}" if pairs else reverse("room_search")


def chips(search: RoomFilter) -> list[Chip]:
    """A chip for everything asked for; the order of the list is nothing one takes off."""
    pairs = asked_pairs(search)
    return [chip(search, pair, [other for other in pairs if other != pair]) for pair in pairs if pair[0] != "sort"]


def chip(search: RoomFilter, pair: Pair, rest: list[Pair]) -> Chip:
    """One chip, in words."""
    return Chip(words(search, *pair), ICONS[pair[0]], search_url(rest), rest)


def words(search: RoomFilter, name: str, text: str) -> str:
    """What a person would call this part of their search."""
    asked = search.asked
    if name == "move_in":
        return gettext("Free by %(day)s") % {"day": short_date(asked["move_in"])}
    if name == "max_rent":
        return gettext("Up to %(rent)s") % {"rent": money(asked["max_rent"] * 100)}
    if name == "amenities":
        return next(amenity.name for amenity in asked["amenities"] if amenity.slug == text)
    if name == "food":
        return gettext("Food included")
    if name == "who":
        return str(WHO_WORDS[text])
    return choice_label(search, name, text)


def choice_label(search: RoomFilter, name: str, text: str) -> str:
    """The words of a chosen option; free text stands for itself."""
    choices = getattr(search.form.fields[name], "choices", ())
    return next((str(label) for value, label in choices if str(value) == text), text)
