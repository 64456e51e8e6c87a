"""Answers: every object that leaves is held to the SDK's class; problems are listed, none means good."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache
from typing import Any, Literal, TypeVar, get_args, get_origin

from stripe._list_object import ListObject
from stripe._object_classes import get_object_class
from stripe._stripe_object import StripeObject, UntypedStripeObject

from project.payments.stripesim.errors import Json
from project.payments.stripesim.sdk_types import hints, variants

# Each problem begins with the way to it from the value that was checked, so a good value costs no text.
_Check = Callable[[Any], Sequence[str]]
_GOOD: Sequence[str] = ()


def problems_of(value: Any, hint: Any, path: str = "") -> list[str]:
    """List where an answer is not what the SDK's class says; nothing listed means nothing wrong."""
    return [path + problem for problem in _check_of(hint)(value)]


def problems_of_object(body: Json) -> list[str]:
    """Check an object against the class that its own `object` field names."""
    return problems_of(body, get_object_class("V1", body["object"]), body["object"])


@cache
def _check_of(hint: Any) -> _Check:
    return _compiled(variants(hint))


def _compiled(ways: tuple[Any, ...]) -> _Check:
    """Make the check of a value that may look in any of these ways."""
    nullable = type(None) in ways
    checks = [_one_way(way) for way in ways if way is not type(None)]

    def check(value: Any) -> Sequence[str]:
        if value is None and nullable:
            return _GOOD
        found = _GOOD
        for each in checks:
            found = each(value)
            if not found:
                return _GOOD
        return found

    return check


def _one_way(hint: Any) -> _Check:
    origin = get_origin(hint)
    if hint is Any or isinstance(hint, TypeVar):
        return lambda _value: _GOOD
    if origin is Literal:
        return _literal(get_args(hint))
    if origin is list:
        return _list(variants(get_args(hint)[0]))
    if origin is ListObject:
        return _list_object(get_args(hint)[0])
    if origin in (UntypedStripeObject, dict):
        return _group(variants(get_args(hint)[-1]))
    if isinstance(hint, type) and issubclass(hint, StripeObject):
        return lambda value: _object_problems(value, hint) if isinstance(value, dict) else _is_not(value, hint)
    wanted = str if hint is Decimal else hint
    return lambda value: _GOOD if type(value) is wanted else _is_not(value, hint)


def _is_not(value: Any, hint: Any) -> Sequence[str]:
    return (f": {value!r:.60} is not {getattr(hint, '__name__', hint)}",)


def _literal(known: tuple[Any, ...]) -> _Check:
    return lambda value: _GOOD if value in known else (f": {value!r} is none of {known}",)


def _list(ways: tuple[Any, ...]) -> _Check:
    check = _compiled(ways)

    def check_list(value: Any) -> Sequence[str]:
        if not isinstance(value, list):
            return _is_not(value, list)
        return [f"[{number}]{problem}" for number, item in enumerate(value) for problem in check(item)]

    return check_list


def _list_object(item: Any) -> _Check:
    check = _list((item,))

    def check_list(value: Any) -> Sequence[str]:
        if not isinstance(value, dict) or set(value) != {"object", "data", "has_more", "url"}:
            return (": not a list object",)
        if value["object"] != "list" or type(value["has_more"]) is not bool or type(value["url"]) is not str:
            return (": not a list object",)
        return [f".data{problem}" for problem in check(value["data"])]

    return check_list


def _group(ways: tuple[Any, ...]) -> _Check:
    check = _compiled(ways)

    def check_group(value: Any) -> Sequence[str]:
        if not isinstance(value, dict):
            return _is_not(value, dict)
        return [f"[{name}]{problem}" for name, item in value.items() for problem in check(item)]

    return check_group


@cache
def _fields(cls: type) -> tuple[dict[str, _Check], frozenset[str]]:
    """Give the checks of a class by field, and the fields that are never left out."""
    ways = {name: variants(hint) for name, hint in hints(cls).items()}
    always = frozenset(name for name, each in ways.items() if type(None) not in each)
    return {name: _compiled(each) for name, each in ways.items()}, always


def _object_problems(value: Json, cls: type) -> Sequence[str]:
    checks, always = _fields(cls)
    found = [f".{name}: missing" for name in sorted(always - value.keys())]
    for name, item in value.items():
        check = checks.get(name)
        if check is None:
            found.append(f".{name}: unknown field")
        else:
            found += [f".{name}{problem}" for problem in check(item)]
    return found
