"""Statements that Postgres parses and plans once per connection, for the few paths where that costs more than running.

The driver prepares them; they go through one of Django's cursors, so they are counted and logged like all others.
A plan is kept from the first call on, because none looks at the values (`plan_cache_mode` in settings).
"""

import json
from collections.abc import Callable, Mapping
from typing import Any, cast

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from pghistory import config, runtime
from psycopg.types.numeric import Int2, Int4, Int8

from project.kernel.postgres.base import DatabaseWrapper

# History sends who acts ahead of a statement, which a prepared one does not allow. One that writes takes it along:
# this stands in its WITH, and the INSERT reads FROM history besides. Triggers fire after it.
HISTORY = """
history AS (
    SELECT set_config('pghistory.context_id', %(history_id)s, true),
           set_config('pghistory.context_metadata', %(history_metadata)s, true)
)"""
HISTORY_TYPES = {"history_id": "text", "history_metadata": "text"}

# The driver would choose an integer's type by its size, and prepare the statement anew for each size.
SIZED: dict[str, Callable[[Any], Any]] = {
    "smallint": Int2,
    "int": Int4,
    "bigint": Int8,
    "int[]": lambda numbers: [Int4(number) for number in numbers],
    "bigint[]": lambda numbers: [Int8(number) for number in numbers],
}
Row = tuple[Any, ...]

# Where the driver's connection notes which of these it has planned.
PLANNED = "nivas_planned"


class PreparedStatement:
    """One statement with named, typed parameters; write `%(name)s` in its SQL."""

    def __init__(self, sql: str, **types: str) -> None:
        """Say each parameter's type beside it."""
        self._takes_history = HISTORY in sql
        all_types = types | HISTORY_TYPES if self._takes_history else types
        self.sql = sql % {parameter: f"%({parameter})s::{kind}" for parameter, kind in all_types.items()}
        self._sized = {parameter: SIZED[kind] for parameter, kind in types.items() if kind in SIZED}

    def fetch_one(self, values: Mapping[str, Any]) -> Row | None:
        """Run the statement and give its first row, or None."""
        rows = self.fetch_all(values)
        return rows[0] if rows else None

    def fetch_all(self, values: Mapping[str, Any]) -> list[Row]:
        """Run the statement and give its rows."""
        sized = {name: size(values[name]) for name, size in self._sized.items() if values[name] is not None}
        acting = acting_now() if self._takes_history else {}
        database = cast(DatabaseWrapper, connections[DEFAULT_DB_ALIAS])
        database.ensure_connection()
        planned = vars(database.connection).setdefault(PLANNED, set())
        run = self._run if self.sql in planned else self._run_first
        planned.add(self.sql)
        return run(database, {**values, **sized, **acting})

    def _run(self, database: DatabaseWrapper, values: Mapping[str, Any]) -> list[Row]:
        with database.prepared_cursor() as cursor:
            cursor.execute(self.sql, values)
            return cursor.fetchall()

    def _run_first(self, database: DatabaseWrapper, values: Mapping[str, Any]) -> list[Row]:
        """A plan made while a table is small would go on reading all of it when it grows; by index it stays right."""
        with transaction.atomic():
            with database.cursor() as cursor:
                cursor.execute("SELECT set_config('enable_seqscan', 'off', true)")
            return self._run(database, values)


def acting_now() -> dict[str, str | None]:
    """Who changes what, as history would have sent it ahead; nobody outside of a request or a job."""
    context = getattr(runtime._tracker, "value", None)
    if context is None:
        return dict.fromkeys(HISTORY_TYPES)
    return {
        "history_id": str(context.id),
        "history_metadata": json.dumps(context.metadata, cls=config.json_encoder()),
    }
