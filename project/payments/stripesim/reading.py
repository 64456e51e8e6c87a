"""Requests: strings come in, values of the SDK's types go on, and what does not fit is named."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any, Literal, Union, get_args, get_origin

import typing_extensions
from stripe._stripe_object import UntypedStripeObject

from project.payments.stripesim.errors import ApiError, Json
from project.payments.stripesim.sdk_types import OPTIONS, field_variants, variants

_INTEGER = re.compile(r"-?\d{1,18}\Z")


def read_params(cls: type, raw: Json, path: str = "") -> Json:
    """Give the parameters typed as the SDK says.

    Raises: ApiError, naming the parameter that is unknown, missing or of another type.
    """
    fields = field_variants(cls)
    for name in raw:
        if name not in fields:
            param = _under(path, name)
            raise ApiError(f"Received unknown parameter: {param}", code="parameter_unknown", param=param)
    for name in sorted(cls.__required_keys__ - OPTIONS):  # type: ignore[attr-defined]
        if name not in raw:
            param = _under(path, name)
            raise ApiError(f"Missing required param: {param}.", code="parameter_missing", param=param)
    return {name: _read(value, fields[name], _under(path, name)) for name, value in raw.items()}


def _under(path: str, name: str) -> str:
    return f"{path}[{name}]" if path else name


def _read(value: Any, ways: tuple[Any, ...], path: str) -> Any:
    *others, last = ways
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
        return [_read(item, variants(get_args(hint)[0]), _under(path, name)) for name, item in ordered]
    if origin is dict or origin is UntypedStripeObject:
        ways = variants(Union[Literal[""], get_args(hint)[-1]])  # noqa: UP007
        return {name: _read(item, ways, _under(path, name)) for name, item in value.items()}
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
