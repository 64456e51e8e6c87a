"""Holds every request and every answer to the types in Stripe's own SDK.

The SDK's classes are generated from Stripe's specification for exactly the pinned version, so they are the one
description of the wire that is always at hand and always moves with the SDK.
"""

import builtins
import re
import sys
import types
import typing
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import stripe
import typing_extensions
from stripe._list_object import ListObject
from stripe._object_classes import get_object_class
from stripe._request_options import RequestOptions
from stripe._stripe_object import StripeObject, UntypedStripeObject

from project.payments.stripesim.errors import ApiError, Json

_INTEGER = re.compile(r"-?\d{1,18}\Z")
_OPTIONS = frozenset(RequestOptions.__annotations__)
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
    not_sent = _OPTIONS if typing_extensions.is_typeddict(cls) else {"OBJECT_NAME"}
    return {name: hint for name, hint in found.items() if name not in not_sent and not name.startswith("_")}


def _variants(hint: Any) -> tuple[Any, ...]:
    """List the ways a value may look: `NotRequired` and unions taken apart, open enums closed."""
    while get_origin(hint) in _WRAPPERS:
        hint = get_args(hint)[0]
    if get_origin(hint) not in (Union, types.UnionType):
        return (hint,)
    parts = tuple(part for arg in get_args(hint) for part in _variants(arg))
    # The SDK writes `Literal[...] | str` so that old code survives new values; we want the values of this version.
    closed = any(get_origin(part) is Literal and get_args(part) != ("",) for part in parts)
    return tuple(part for part in parts if not (closed and part is str))


# Requests: strings in, typed values out.


def read_params(cls: type, raw: Json, path: str = "") -> Json:
    """Give the parameters typed as the SDK says.

    Raises: ApiError, naming the parameter that is unknown, missing or of another type.
    """
    fields = hints(cls)
    for name in raw:
        if name not in fields:
            param = _under(path, name)
            raise ApiError(f"Received unknown parameter: {param}", code="parameter_unknown", param=param)
    for name in sorted(cls.__required_keys__ - _OPTIONS):  # type: ignore[attr-defined]
        if name not in raw:
            param = _under(path, name)
            raise ApiError(f"Missing required param: {param}.", code="parameter_missing", param=param)
    return {name: _read(value, fields[name], _under(path, name)) for name, value in raw.items()}


def _under(path: str, name: str) -> str:
    return f"{path}[{name}]" if path else name


def _read(value: Any, hint: Any, path: str) -> Any:
    *others, last = _variants(hint)
    for variant in others:
        try:
            return _read_as(value, variant, path)
        except ApiError:
            continue
    return _read_as(value, last, path)


def _read_as(value: Any, hint: Any, path: str) -> Any:
    origin = get_origin(hint)
    if isinstance(value, dict):
        return _read_group(value, hint, origin, path)
    if value == "" and hint is str:
        raise _invalid("You passed an empty string for '{}', which cannot be unset.", path, "parameter_invalid_empty")
    if origin is Literal:
        if value not in get_args(hint):
            raise _invalid(f"Invalid {{}}: must be one of {', '.join(map(str, get_args(hint)))}", path)
        return value
    reader = _SCALARS.get(hint)
    if reader is None:
        raise _invalid("Invalid {}: expected a group of values", path)
    return reader(value, path)


def _read_group(value: Json, hint: Any, origin: Any, path: str) -> Any:
    if typing_extensions.is_typeddict(hint):
        return read_params(hint, value, path)
    if origin is list:
        ordered = sorted(value.items(), key=lambda item: int(item[0]) if item[0].isdigit() else 0)
        if not all(name.isdigit() for name in value):
            raise _invalid("Invalid {}: expected an array", path, "parameter_invalid")
        return [_read(item, get_args(hint)[0], _under(path, name)) for name, item in ordered]
    if origin is dict or origin is UntypedStripeObject:
        inner = get_args(hint)[-1]
        return {name: _read(item, Union[Literal[""], inner], _under(path, name)) for name, item in value.items()}  # noqa: UP007
    raise _invalid("Invalid {}: expected a single value", path)


def _invalid(text: str, path: str, code: str = "parameter_invalid") -> ApiError:
    return ApiError(text.replace("{}", path), code=code, param=path)


def _integer(value: str, path: str) -> int:
    if not _INTEGER.match(value):
        raise _invalid(f"Invalid integer: {value}", path, "parameter_invalid_integer")
    return int(value)


def _boolean(value: str, path: str) -> bool:
    if value not in ("true", "false"):
        raise _invalid(f"Invalid boolean: {value}", path)
    return value == "true"


def _decimal(value: str, path: str) -> str:
    try:
        return str(Decimal(value))
    except InvalidOperation:
        raise _invalid(f"Invalid decimal: {value}", path) from None


_SCALARS: dict[Any, Any] = {
    str: lambda value, _path: value,
    int: _integer,
    bool: _boolean,
    float: lambda value, path: float(_decimal(value, path)),
    Decimal: _decimal,
}


# Answers: problems are listed, none means good.


def problems_of(value: Any, hint: Any, path: str = "") -> list[str]:
    """List where an answer is not what the SDK's class says; nothing listed means nothing wrong."""
    variants = _variants(hint)
    if value is None and type(None) in variants:
        return []
    found: list[str] = []
    for variant in variants:
        if variant is not type(None) and not (found := _problems_as(value, variant, path)):
            return []
    return found


def problems_of_object(body: Json) -> list[str]:
    """Check an object against the class that its own `object` field names."""
    return problems_of(body, get_object_class("V1", body["object"]), body["object"])


def _problems_as(value: Any, hint: Any, path: str) -> list[str]:
    origin = get_origin(hint)
    if hint is Any or isinstance(hint, typing.TypeVar):
        return []
    if origin is Literal:
        return [] if value in get_args(hint) else [f"{path}: {value!r} is none of {get_args(hint)}"]
    if origin is list and isinstance(value, list):
        return [p for n, item in enumerate(value) for p in problems_of(item, get_args(hint)[0], f"{path}[{n}]")]
    if origin is ListObject and isinstance(value, dict):
        return _list_problems(value, get_args(hint)[0], path)
    if origin in (UntypedStripeObject, dict) and isinstance(value, dict):
        return [p for name, item in value.items() for p in problems_of(item, get_args(hint)[-1], _under(path, name))]
    if isinstance(hint, type) and issubclass(hint, StripeObject) and isinstance(value, dict):
        return _object_problems(value, hint, path)
    wanted = str if hint is Decimal else hint
    fits = isinstance(wanted, type) and type(value) is wanted
    return [] if fits else [f"{path}: {value!r:.60} is not {getattr(hint, '__name__', hint)}"]


def _list_problems(value: Json, item: Any, path: str) -> list[str]:
    shape = {"object": "list", "has_more": bool(value.get("has_more")), "url": str(value.get("url"))}
    if {name: value.get(name) for name in shape} != shape or set(value) != {*shape, "data"}:
        return [f"{path}: not a list object"]
    return problems_of(value["data"], list[item], f"{path}.data")


def _object_problems(value: Json, cls: type, path: str) -> list[str]:
    fields = hints(cls)
    found = [f"{path}.{name}: unknown field" for name in value if name not in fields]
    for name, hint in fields.items():
        if name in value:
            found += problems_of(value[name], hint, f"{path}.{name}")
        elif type(None) not in _variants(hint):
            found.append(f"{path}.{name}: missing")
    return found
