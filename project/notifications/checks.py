"""At boot: every kind can be written. A missing template must not be found out by the first person it is for."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error

from project.identity.models import Language, User
from project.notifications.kinds import KINDS
from project.notifications.letters import write_letter, write_short
from project.notifications.registry import Kind


def check_kinds(**_options: Any) -> list[CheckMessage]:
    """Write every kind with its sample context and name those that fail."""
    return [error for kind in KINDS.values() for error in check_kind(kind)]


def check_kind(kind: Kind) -> list[CheckMessage]:
    """Say what is wrong with one kind."""
    reader = User(name="Asha Rao", email="asha@nivas.example", language=Language.ENGLISH)
    try:
        parts = dict(_parts(kind, reader))
    except Exception as error:  # noqa: BLE001 - whatever it is, the operator reads it
        return [Error(f"The message {kind.name} cannot be written: {error!r}", id="notifications.E001")]
    empty = [part for part, words in parts.items() if not words.strip()]
    return [Error(f"The message {kind.name} has no {part}.", id="notifications.E002") for part in empty]


def _parts(kind: Kind, reader: User) -> Iterator[tuple[str, str]]:
    if kind.has_mail:
        letter = write_letter(kind, kind.sample, to=reader)
        yield from (("subject", letter.subject), ("text", letter.text), ("html", letter.html))
    if kind.has_short:
        yield "short text", write_short(kind, kind.sample, to=reader)
