"""Django's PostgreSQL backend, which also puts each domain's tables into that domain's schema.

Table names stay plain and unique; `search_path` finds them. Quoted "schema"."table" names would make
Django's introspection blind, and migrations would then silently leave constraints behind.
"""

from typing import Any

from django.conf import settings
from django.db.backends.postgresql import base, schema
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


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL with domain schemas; pgtrigger extends the same editor class."""

    SchemaEditorClass: Any = DatabaseSchemaEditor
    creation_class = DatabaseCreation
