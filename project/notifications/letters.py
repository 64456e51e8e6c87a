"""Turns a kind and its context into what its reader gets, in their language: a letter, or a line of 160 characters."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.utils import translation

from project.identity.models import User
from project.notifications.kinds import find_kind
from project.notifications.placeholders import fill, presentable
from project.notifications.registry import Kind

__all__ = ["SHORT", "Letter", "Said", "presentable", "write_letter", "write_short"]

SHORT = 160


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent: one subject line, the text, and the same as HTML."""

    subject: str
    text: str
    html: str


class Said(Protocol):
    """What somebody in the office says instead of us; empty parts are said as before."""

    @property
    def subject(self) -> str:
        """Instead of our subject line."""

    @property
    def short(self) -> str:
        """Instead of our short text."""

    @property
    def lead(self) -> str:
        """A paragraph before everything else in the mail."""


def write_letter(kind: Kind, context: Mapping[str, Any], *, to: User, said: Said | None = None) -> Letter:
    """Write a letter in the person's own language and time zone."""
    subject, text, html = kind.template_names
    with translation.override(to.language):
        shown = shown_to(to, context) | {"lead": fill(said.lead, context, to=to) if said else ""}
        own_subject = fill(said.subject, context, to=to) if said else ""
        return Letter(
            subject=" ".join((own_subject or _render(subject, shown, escape=False)).split()),
            text=_render(text, shown, escape=False).strip() + "\n",
            html=_render(html, shown, escape=True),
        )


def write_short(kind: Kind, context: Mapping[str, Any], *, to: User, said: Said | None = None) -> str:
    """Say it in one line of at most 160 characters, in the person's own language and time zone."""
    with translation.override(to.language):
        words = fill(said.short, context, to=to) if said and said.short else ""
        words = " ".join((words or _render(kind.short_template_name, shown_to(to, context), escape=False)).split())
    return words if len(words) <= SHORT else words[: SHORT - 1].rstrip() + "…"


def shown_to(person: User, context: Mapping[str, Any]) -> dict[str, Any]:
    """Everything a template may show."""
    return presentable(context) | {
        "to": person,
        "language": person.language,
        "zone": person.time_zone,
        "site_name": settings.SITE_NAME,
        "site_url": settings.SITE_ORIGIN,
        "news": [news_line(one, person) for one in context.get("news", [])],
    }


def news_line(one: Mapping[str, Any], person: User) -> dict[str, str]:
    """One line of a daily mail: what happened, and where to see it."""
    kind = find_kind(one["kind"])
    return {
        "words": write_short(kind, one["context"], to=person),
        "url": settings.SITE_ORIGIN + kind.path_of(one["context"]),
    }


def _render(name: str, shown: dict[str, Any], *, escape: bool) -> str:
    """Plain text must not be escaped: a landlord called “A & B” is no “A &amp; B” in a subject line."""
    template = get_template(name).template  # type: ignore[attr-defined]
    return str(template.render(Context(dict(shown), autoescape=escape)))
