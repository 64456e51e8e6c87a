"""Suggestions while somebody types a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import ngettext

from project.catalog import queries

if TYPE_CHECKING:
    from project.catalog.queries import InhabitedLocality

MOST = 7


def place_options(typed: str) -> list[dict[str, str]]:
    """Localities in which there is a home to find, by name or by one of their other names."""
    return [option(place) for place in matching(typed.strip()[:80])[:MOST]]


def matching(typed: str) -> QuerySet[InhabitedLocality]:
    """All of them, the fullest first, until something is typed."""
    places = queries.localities_with_homes()
    return places.filter(pk__in=queries.localities_matching(typed).values("pk")) if typed else places


def option(place: InhabitedLocality) -> dict[str, str]:
    """One suggestion."""
    note = ngettext("%(number)d house", "%(number)d houses", place.homes) % {"number": place.homes}
    return {"value": place.name, "label": place.name, "note": note, "icon": "map-pin"}
