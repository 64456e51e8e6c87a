"""Bengaluru's localities, read from the list beside this file."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Place:
    """One locality: where it is, what else it is called, what it costs and how it is to live there."""

    name: str
    slug: str
    latitude: float
    longitude: float
    pin_code: str
    level: float
    aliases: tuple[str, ...]
    near: tuple[str, ...]
    mood: str


def read_places(path: Path) -> tuple[Place, ...]:
    """Read the localities in the order of the file."""
    return tuple(_place(**entry) for entry in tomllib.loads(path.read_text(encoding="utf-8"))["place"])


def _place(*, aliases: list[str], near: list[str], **entry: Any) -> Place:
    return Place(aliases=tuple(aliases), near=tuple(near), **entry)


PLACES = read_places(Path(__file__).with_name("places.toml"))
