"""Triggers that state a truth, and the way back from a violated truth to a Refusal."""

from collections.abc import Collection, Iterator, Mapping
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


def begins(name: str, state: str) -> Truth:
    """Let a row begin in one state only."""
    return Truth(name=name, operation=pgtrigger.Insert, condition=~pgtrigger.Q(new__state=state), func="__REFUSE__")


def moves_only_along(name: str, transitions: Mapping[str, Collection[str]]) -> Truth:
    """Let the state change only as the one transition table says."""
    moves = ", ".join(f"('{old}', '{new}')" for old, after in transitions.items() for new in sorted(after))
    return Truth(
        name=name,
        operation=pgtrigger.UpdateOf("state"),
        condition=pgtrigger.Condition("OLD.state IS DISTINCT FROM NEW.state"),
        func=f"IF (OLD.state, NEW.state) NOT IN ({moves}) THEN __REFUSE__ END IF; RETURN NEW;",
    )


def keeps_its(name: str, *fields: str) -> Truth:
    """These fields keep their value for as long as the row stands; the row itself may go."""
    return Truth(name=name, operation=pgtrigger.Update, condition=pgtrigger.AnyChange(*fields), func="__REFUSE__")


def never_changes(name: str, *columns: str) -> Truth:
    """Rows stay for good, and these columns keep their value (all of them, when none is named)."""
    old, new = (
        (", ".join(f"{side}.{column}" for column in columns) for side in ("OLD", "NEW"))
        if columns
        else ("OLD.*", "NEW.*")
    )
    return Truth(
        name=name,
        operation=pgtrigger.Update | pgtrigger.Delete,
        func=f"""
        IF TG_OP = 'DELETE' THEN __REFUSE__ END IF;
        IF ROW({old}) IS DISTINCT FROM ROW({new}) THEN __REFUSE__ END IF;
        RETURN NEW;
        """,
    )


def is_learned_once(name: str, column: str) -> Truth:
    """A value may be learned later, but is never swapped for another."""
    return Truth(
        name=name,
        operation=pgtrigger.UpdateOf(column),
        func=f"""
        IF OLD.{column} IS NOT NULL AND NEW.{column} IS DISTINCT FROM OLD.{column} THEN __REFUSE__ END IF;
        RETURN NEW;
        """,
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
