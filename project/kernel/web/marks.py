"""Who may open a view: a mark on the view itself, so that a page cannot be added without deciding."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

ViewFunction = TypeVar("ViewFunction", bound=Callable[..., Any])

_ATTRIBUTE = "access_mark"


@dataclass(frozen=True)
class Mark:
    """What a view asks of whoever opens it; the gate in `identity.access` enforces it."""

    who: str
    roles: frozenset[str] = frozenset()


PUBLIC = Mark("public")
SIGNED_IN = Mark("signed_in")
OFFICE = Mark("office")
EDITORS = Mark("editors")


def public(view: ViewFunction) -> ViewFunction:
    """Anybody may open this view."""
    return _mark(view, PUBLIC)


def signed_in(view: ViewFunction) -> ViewFunction:
    """Whoever is signed in may open this view; it must itself answer 404 for what is not theirs."""
    return _mark(view, SIGNED_IN)


def office(*roles: str) -> Callable[[ViewFunction], ViewFunction]:
    """Staff with one of these roles may open this view; without roles, any staff. Administrators always may."""
    mark = Mark("office", frozenset(roles))
    return lambda view: _mark(view, mark)


def mark_of(view: Callable[..., Any]) -> Mark | None:
    """The mark of a view, or None when nobody decided."""
    return getattr(view, _ATTRIBUTE, None)


def _mark(view: ViewFunction, mark: Mark) -> ViewFunction:
    setattr(view, _ATTRIBUTE, mark)
    return view
