"""Stripe's form encoding: `a[b][0][c]=v` means a dictionary in a list in a dictionary."""

import re
from urllib.parse import parse_qsl

from project.payments.stripesim.errors import ApiError, Json

_KEY = re.compile(r"([^\[\]]+)((?:\[[^\[\]]*\])*)\Z")
_PART = re.compile(r"\[([^\[\]]*)\]")


def decode_form(text: str) -> Json:
    """Turn an encoded form into nested dictionaries of strings.

    Lists come out as dictionaries with numbers for keys: only the type of a parameter can tell them apart.

    Raises: ApiError when a key has no clear place.
    """
    decoded: Json = {}
    for key, value in parse_qsl(text, keep_blank_values=True):
        _place(decoded, _split(key), value, key)
    return decoded


def _split(key: str) -> list[str]:
    match = _KEY.match(key)
    if match is None:
        raise ApiError(f"Invalid parameter name: '{key}'", param=key)
    return [match[1], *_PART.findall(match[2])]


def _place(into: Json, path: list[str], value: str, key: str) -> None:
    for part in path[:-1]:
        into = into.setdefault(part or str(len(into)), {})
        if not isinstance(into, dict):
            raise ApiError(f"Invalid parameter: '{key}' is both a value and a group", param=key)
    last = path[-1] or str(len(into))
    if isinstance(into.get(last), dict):
        raise ApiError(f"Invalid parameter: '{key}' is both a value and a group", param=key)
    into[last] = value
