"""Stripe's own SDK as the description of the wire.

Its classes are generated from Stripe's specification for exactly the pinned version, so they are the one description
that is always at hand and always moves with the SDK.
"""

import builtins
import sys
import types
import typing
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import stripe
import typing_extensions
from stripe._request_options import RequestOptions

OPTIONS = frozenset(RequestOptions.__annotations__)
_WRAPPERS = (typing_extensions.NotRequired, typing_extensions.Required, typing.Annotated)


class _Names(dict[str, Any]):
    """What the SDK imports for type checkers only, or inherits: found by name when an annotation is read."""

    def __init__(self, module: str) -> None:
        super().__init__()
        self._known = {**vars(builtins), **vars(sys.modules[module])}

    def __missing__(self, name: str) -> Any:
        if name in self._known:
            raise KeyError(name)
        return getattr(stripe, name, getattr(typing, name, Any))


@cache
def hints(cls: type) -> dict[str, Any]:
    """Give the fields of an SDK class with their types resolved."""
    found = get_type_hints(cls, localns=_Names(cls.__module__), include_extras=True)
    not_sent = OPTIONS if typing_extensions.is_typeddict(cls) else {"OBJECT_NAME"}
    return {name: hint for name, hint in found.items() if name not in not_sent and not name.startswith("_")}


def variants(hint: Any) -> tuple[Any, ...]:
    """List the ways a value may look: `NotRequired` and unions taken apart, open enums closed."""
    while get_origin(hint) in _WRAPPERS:
        hint = get_args(hint)[0]
    if get_origin(hint) not in (Union, types.UnionType):
        return (hint,)
    parts = tuple(part for arg in get_args(hint) for part in variants(arg))
    # The SDK writes `Literal[...] | str` so that old code survives new values; we want the values of this version.
    closed = any(get_origin(part) is Literal and get_args(part) != ("",) for part in parts)
    return tuple(part for part in parts if not (closed and part is str))


@cache
def field_variants(cls: type) -> dict[str, tuple[Any, ...]]:
    """Give the fields of a class with the ways each may look; made once, because a class never changes."""
    return {name: variants(hint) for name, hint in hints(cls).items()}
