"""Notices when another version of the SDK describes the wire differently.

    python -m project.payments.stripesim.drift            shows what is new, gone or other; 1 if anything is
    python -m project.payments.stripesim.drift --approve  writes down that somebody looked, in `sdk_fields.json`

The file holds, for every class of our routes, each field with a short hash of its whole type.
"""

import hashlib
import json
import sys
from pathlib import Path
from typing import Any, get_args, get_origin

import stripe
import typing_extensions
from stripe._stripe_object import StripeObject

from project.payments.stripesim.routes import ROUTES
from project.payments.stripesim.sdk_types import hints

APPROVED = Path(__file__).with_name("sdk_fields.json")
Fields = dict[str, dict[str, str]]


def current_fields() -> Fields:
    """Describe the classes of our routes as the SDK that is installed has them."""
    classes = {cls for route in ROUTES for cls in (route.params, *(get_args(route.answer) or (route.answer,)))}
    described = {_name(cls): _fields(cls) for cls in classes | {stripe.Event, stripe.ErrorObject}}
    return {"": {"api_version": str(stripe.api_version)}, **dict(sorted(described.items()))}


def differences(approved: Fields, current: Fields) -> list[str]:
    """List what is not as it was approved: `+` new, `-` gone, `~` of another type."""
    found = []
    for name in sorted(approved.keys() | current.keys()):
        was, now = approved.get(name, {}), current.get(name, {})
        for field in sorted(was.keys() | now.keys()):
            if was.get(field) != now.get(field):
                sign = "+" if field not in was else "-" if field not in now else "~"
                found.append(f"{sign} {name}.{field}" if name else f"{sign} {field}")
    return found


def approved_fields() -> Fields:
    """Read what was approved last."""
    read: Fields = json.loads(APPROVED.read_text(encoding="utf-8"))
    return read


def main(arguments: list[str]) -> int:
    """Show the differences, or approve them, and give the exit code."""
    current = current_fields()
    found = differences(approved_fields() if APPROVED.exists() else {}, current)
    sys.stdout.writelines(f"{line}\n" for line in found)
    if arguments == ["--approve"]:
        APPROVED.write_text(json.dumps(current, indent=0, sort_keys=True) + "\n", encoding="utf-8")
        return 0
    return 1 if found else 0


def _fields(cls: type) -> dict[str, str]:
    return {name: _short(_text(hint, ())) for name, hint in hints(cls).items()}


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:6]


def _text(hint: Any, above: tuple[type, ...]) -> str:
    """Write a type out, with the classes inside it; an object of its own, or one that repeats, only by its name."""
    arguments = get_args(hint)
    if arguments:
        return f"{get_origin(hint)}[{sorted(_text(each, above) for each in arguments)}]"
    if not isinstance(hint, type) or hint in above or not _is_described(hint):
        return _name(hint) if isinstance(hint, type) else repr(hint)
    inner = {name: _text(each, (*above, hint)) for name, each in hints(hint).items()}
    return json.dumps(inner, sort_keys=True)


def _is_described(cls: type) -> bool:
    group = issubclass(cls, StripeObject) and "OBJECT_NAME" not in vars(cls) and cls is not StripeObject
    return group or typing_extensions.is_typeddict(cls)


def _name(cls: type) -> str:
    return cls.__qualname__ if cls.__module__ != "stripe.checkout._session" else f"checkout.{cls.__qualname__}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
