"""Words of the office with gaps in them: `Booked: {{ property }}`. Only names that the kind knows, and nothing else.

A value is written by the ending of its name, as in our own letters: `_paise` as money, `_on` as a date, `_at` as a moment.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from django.conf import settings
from django.template import Context, Engine, Template
from django.utils.translation import gettext as _

from project.identity.models import User
from project.notifications.registry import Kind

GAP = re.compile(r"\{\{\s*([a-z_][a-z0-9_]*)\s*\}\}")
LEFT_OVER = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
HIDDEN = ("_secret", "_path")
PLAIN = (str, int)
FIRST_NAME = "name"

FORMATS = {"_paise": "|money", "_on": "|short_date", "_at": "|date_and_time:zone"}


def names_of(kind: Kind) -> list[str]:
    """What may stand in a gap: the reader's first name, and what the kind's sample holds in plain values."""
    plain = (name for name, value in kind.sample.items() if isinstance(value, PLAIN) and not name.endswith(HIDDEN))
    return [FIRST_NAME, *plain]


def faults_in(words: str, kind: Kind) -> Iterator[str]:
    """Say what is wrong with somebody's words, a sentence each; nothing when they can be used."""
    known = names_of(kind)
    for name in dict.fromkeys(GAP.findall(words)):
        if name not in known:
            yield _("There is no {{ %(name)s }} in this message. It knows: %(known)s.") % {
                "name": name,
                "known": ", ".join(known),
            }
    left = LEFT_OVER.search(GAP.sub("", words))
    if left:
        yield _("“%(sign)s” does not belong to a placeholder. Write it like this: {{ %(name)s }}.") % {
            "sign": left.group(),
            "name": known[-1],
        }


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


def fill(words: str, context: Mapping[str, Any], *, to: User) -> str:
    """Put the values into the gaps, in the language that is active; as plain text.

    Only the gaps meet the template engine: what somebody wrote around them is never run.
    """
    shown = Context(presentable(context) | {FIRST_NAME: to.get_short_name(), "zone": to.time_zone}, autoescape=False)
    return GAP.sub(lambda gap: str(_template_of(gap[1]).render(shown)), words).strip()


@cache
def _template_of(name: str) -> Template:
    shape = next((shape for ending, shape in FORMATS.items() if name.endswith(ending)), "")
    return Template("{% load nivas %}{{ " + name + shape + " }}", engine=Engine.get_default())
