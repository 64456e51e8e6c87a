"""At boot: every kind can be written. A missing template must not be found out by the first person it is for."""

from typing import Any

from django.core.checks import CheckMessage, Error

from project.identity.models import Language, User
from project.notifications.kinds import KINDS
from project.notifications.letters import Letter, write_letter
from project.notifications.registry import Kind


def check_kinds(**_options: Any) -> list[CheckMessage]:
    """Write every kind with its sample context and name those that fail."""
    return [error for kind in KINDS.values() for error in check_kind(kind)]


def check_kind(kind: Kind) -> list[CheckMessage]:
    """Say what is wrong with one kind."""
    reader = User(name="Asha Rao", email="asha@nivas.example", language=Language.ENGLISH)
    try:
        letter = write_letter(kind, kind.sample, to=reader)
    except Exception as error:  # noqa: BLE001 - whatever it is, the operator reads it
        return [Error(f"The message {kind.name} cannot be written: {error!r}", id="notifications.E001")]
    return [Error(f"The message {kind.name} has no {part}.", id="notifications.E002") for part in _empty_parts(letter)]


def _empty_parts(letter: Letter) -> list[str]:
    return [part for part in ("subject", "text", "html") if not getattr(letter, part).strip()]
