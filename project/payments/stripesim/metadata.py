"""What callers write on objects for themselves."""

from project.payments.stripesim.errors import ApiError, Json

_MOST, _LONGEST_NAME, _LONGEST_VALUE = 50, 40, 500


def check_metadata(params: Json) -> None:
    """Check the size of every `metadata` in the parameters, however deep it stands.

    Raises: ApiError when there is too much of it.
    """
    for name, value in params.items():
        if name == "metadata" and value:
            _check(value)
        elif isinstance(value, dict):
            check_metadata(value)


def merged(kept: Json, given: Json | str) -> Json:
    """Give what stands after an update: new values join, an empty one removes its name, nothing at all removes all."""
    if not isinstance(given, dict):
        return {}
    return {name: value for name, value in {**kept, **given}.items() if value != ""}


def _check(metadata: Json) -> None:
    too_long = any(len(name) > _LONGEST_NAME or len(value) > _LONGEST_VALUE for name, value in metadata.items())
    if too_long or len(metadata) > _MOST:
        raise ApiError(
            f"Metadata may hold {_MOST} keys of {_LONGEST_NAME} characters with values of {_LONGEST_VALUE}.",
            param="metadata",
        )
