"""Django's PostgreSQL backend, which also puts each domain's tables into that domain's schema.

Table names stay plain and unique; `search_path` finds them. Quoted "schema"."table" names would make
Django's introspection blind, and migrations would then silently leave constraints behind.
"""

from typing import Any

import psycopg
from django.conf import settings
from django.db.backends.postgresql import base, operations, schema
from django.db.backends.utils import CursorWrapper
from django.db.models import Model

from project.kernel.postgres.creation import DatabaseCreation


class DatabaseSchemaEditor(schema.DatabaseSchemaEditor):
    """Creates a table, then moves it home."""

    def create_model(self, model: type[Model]) -> None:
        """Create the table in its domain's schema; also called for automatic many-to-many tables."""
        super().create_model(model)
        home = settings.DOMAIN_SCHEMAS.get(model._meta.app_label)
        if home and model._meta.managed and not model._meta.proxy:
            self.execute(f"CREATE SCHEMA IF NOT EXISTS {self.quote_name(home)}")
            self.execute(f"ALTER TABLE {self.quote_name(model._meta.db_table)} SET SCHEMA {self.quote_name(home)}")


class PreparedCursor(psycopg.Cursor[Any]):
    """Prepares what it executes, once per connection; Django's own cursor writes the values into the statement."""

    # History passes over cursors with a name: nothing can be sent ahead in the same breath there either.
    name = "prepared"

    def execute(self, query: Any, params: Any = None, **_options: Any) -> "PreparedCursor":
        """Run it by its prepared name. Other statements of the connection are not even remembered: they can be huge."""
        self.connection.prepare_threshold = 0
        try:
            return super().execute(query, params, prepare=True)
        finally:
            self.connection.prepare_threshold = None


class DatabaseOperations(operations.DatabaseOperations):
    """Shows prepared statements, too, with their values where queries are logged or counted."""

    def last_executed_query(self, cursor: Any, sql: str, params: Any) -> str:
        """The statement as it could be typed; the driver itself does not remember prepared ones."""
        return super().last_executed_query(cursor, sql, params) or self.compose_sql(sql, params)


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL with domain schemas and prepared statements; pgtrigger extends the same editor class."""

    SchemaEditorClass: Any = DatabaseSchemaEditor
    creation_class = DatabaseCreation
    ops_class = DatabaseOperations

    def prepared_cursor(self) -> CursorWrapper:
        """A cursor as `cursor()` gives, whose statements stay prepared."""
        self.close_if_health_check_failed()
        self.ensure_connection()
        with self.wrap_database_errors:
            return self._prepare_cursor(PreparedCursor(self.connection))  # type: ignore[attr-defined]
