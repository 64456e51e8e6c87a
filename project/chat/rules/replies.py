"""Canned replies: words written once, with places for what differs."""

import re
from collections.abc import Mapping

PLACEHOLDERS = ("name", "house", "me")
_PLACE = re.compile(r"\{([^{}]*)\}")


def unknown_placeholders(text: str) -> list[str]:
    """The places in a reply that nobody would fill."""
    return [name for name in _PLACE.findall(text) if name not in PLACEHOLDERS]


def fill_reply(text: str, values: Mapping[str, str]) -> str:
    """The reply with its places filled; what is not known is left out."""
    return _PLACE.sub(lambda place: values.get(place[1], ""), text)
