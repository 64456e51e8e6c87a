"""Every address the product answers, read from the resolver itself."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver


@dataclass(frozen=True)
class Address:
    """One pattern: its whole route, and the view behind it."""

    route: str
    view: Callable[..., Any]

    @property
    def is_ours(self) -> bool:
        """True when the view stands in the product, not in a package."""
        return module_of(self.view).split(".")[0] in ("project", "portal", "backoffice", "jobs")


def all_addresses() -> list[Address]:
    return list(walk(get_resolver().url_patterns))


def walk(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[Address]:
    for pattern in patterns:
        route = join(prefix, str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, route)
        else:
            yield Address(route, pattern.callback)


def join(prefix: str, route: str) -> str:
    return prefix + route.removeprefix("^") if prefix else route


def module_of(view: Callable[..., Any]) -> str:
    owner = getattr(view, "view_class", None) or getattr(view, "func", None) or view
    return owner.__module__
