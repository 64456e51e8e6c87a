"""Triggers that state a truth, and the way back from a violated truth to a Refusal."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pgtrigger
from django.db import DatabaseError
from django.db.models import Model

from project.kernel.errors import Refusal


class Truth(pgtrigger.Trigger):
    """A trigger whose name is what it keeps true.

    Its body calls `refuse(...)`, which raises a check violation naming this truth, so that a trigger maps
    to its Refusal just as a named constraint does.
    """

    def __init__(self, **options: Any) -> None:
        options.setdefault("when", pgtrigger.Before)
        super().__init__(**options)

    def get_func(self, model: Model) -> str:
        """The body, always plain SQL, with `__REFUSE__` standing for the statement that says no."""
        return str(super().get_func(model)).replace("__REFUSE__", refusal_sql(self.name or ""))


def refusal_sql(name: str) -> str:
    """The statement that refuses in the name of a truth."""
    return (
        f"RAISE EXCEPTION 'nivas: {name}' USING ERRCODE = '23514', CONSTRAINT = '{name}', "
        "TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA;"
    )


def constraint_name(error: BaseException) -> str | None:
    """The name of the constraint or truth that a database error broke, if it names one."""
    seen: BaseException | None = error
    while seen is not None:
        diagnostic = getattr(seen, "diag", None)
        if diagnostic is not None:
            return diagnostic.constraint_name
        seen = seen.__cause__
    return None


@contextmanager
def refusing(refusals: Mapping[str, type[Refusal]], **data: Any) -> Iterator[None]:
    """Turn a named constraint into its Refusal; anything else passes as the bug it is."""
    try:
        yield
    except DatabaseError as error:
        refusal = refusals.get(constraint_name(error) or "")
        if refusal is None:
            raise
        raise refusal(**data) from error
