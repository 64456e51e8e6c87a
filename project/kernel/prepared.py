"""Statements that Postgres plans once per connection, for the few paths where planning costs more than running.

They are prepared and executed in SQL, not by the driver, so that they pass through Django's cursor like any
other statement: history's context is sent along with them.
"""

from collections.abc import Iterable, Mapping
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connection

# Which statements each connection knows; it forgets them when it closes.
_known: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()


class PreparedStatement:
    """One statement with named, typed parameters; write `%(name)s` in its SQL."""

    # A plan made while a table was still small would read all of it for ever; by index it is right from the first row
    # on. Without the second, Postgres plans the first five calls of each connection anew before it keeps a plan.
    _planned = "SET LOCAL enable_seqscan = off; SET LOCAL plan_cache_mode = force_generic_plan"

    def __init__(self, name: str, sql: str, **types: str) -> None:
        """Number the parameters in the order of their types."""
        numbers = {parameter: f"${number}" for number, parameter in enumerate(types, start=1)}
        self.name = name
        self.parameters = list(types)
        self._prepare = f"PREPARE {name}{_bracketed(types.values())} AS {sql % numbers}"
        values = _bracketed(f"%({parameter})s" for parameter in types)
        self._execute = f"{self._planned}; EXECUTE {name}{values}"

    def fetch_one(self, values: Mapping[str, Any]) -> tuple[Any, ...] | None:
        """Run the statement and give its first row, or None."""
        with connection.cursor() as cursor:
            known = _known.setdefault(connection.connection, set())
            if self.name not in known:
                cursor.execute(self._prepare)
                known.add(self.name)
            cursor.execute(self._execute, {parameter: values[parameter] for parameter in self.parameters})
            while cursor.nextset():
                pass
            return cursor.fetchone()


class PreparedUnwatched(PreparedStatement):
    """One that history has nothing to say about, because it reads or counts: beginning with a SELECT, it goes alone."""

    _planned = (
        "SELECT set_config('enable_seqscan', 'off', true), set_config('plan_cache_mode', 'force_generic_plan', true)"
    )


def _bracketed(parts: Iterable[str]) -> str:
    """A list in brackets; nothing at all for none, as PREPARE and EXECUTE want it."""
    inside = ", ".join(parts)
    return f" ({inside})" if inside else ""
