"""Turns a kind and its context into a letter in the reader's language."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.utils import translation

from project.identity.models import User
from project.notifications.registry import Kind


@dataclass(frozen=True, slots=True)
class Letter:
    """What is sent: one subject line, the text, and the same as HTML."""

    subject: str
    text: str
    html: str


def write_letter(kind: Kind, context: Mapping[str, Any], *, to: User) -> Letter:
    """Write a letter in the person's own language and time zone."""
    subject, text, html = kind.template_names
    with translation.override(to.language):
        shown = presentable(context) | {
            "to": to,
            "language": to.language,
            "zone": to.time_zone,
            "site_name": settings.SITE_NAME,
            "site_url": settings.SITE_ORIGIN,
        }
        return Letter(
            subject=" ".join(_render(subject, shown, escape=False).split()),
            text=_render(text, shown, escape=False).strip() + "\n",
            html=_render(html, shown, escape=True),
        )


def presentable(context: Mapping[str, Any]) -> dict[str, Any]:
    """Turn stored values into what templates show, by the endings that `kinds` explains."""
    shown: dict[str, Any] = {}
    for key, value in context.items():
        if key.endswith("_path"):
            shown[f"{key.removesuffix('_path')}_url"] = settings.SITE_ORIGIN + value
        elif key.endswith("_on") and isinstance(value, str):
            shown[key] = date.fromisoformat(value)
        elif key.endswith("_at") and isinstance(value, str):
            shown[key] = datetime.fromisoformat(value)
        else:
            shown[key] = value
    return shown


def _render(name: str, shown: dict[str, Any], *, escape: bool) -> str:
    """Plain text must not be escaped: a landlord called “A & B” is no “A &amp; B” in a subject line."""
    template = get_template(name).template  # type: ignore[attr-defined]
    return str(template.render(Context(dict(shown), autoescape=escape)))
