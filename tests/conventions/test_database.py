"""The database keeps the truth: every table at home, every constraint and trigger proven by a test."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.django_db

NAMED_TRUTHS = """
SELECT constraint_.conname
FROM pg_constraint AS constraint_
JOIN pg_namespace AS home ON home.oid = constraint_.connamespace
WHERE home.nspname = ANY(%s) AND constraint_.contype IN ('c', 'x', 'u')
  AND constraint_.conparentid = 0
"""
NAMED_UNIQUE_INDEXES = """
SELECT class.relname FROM pg_index
JOIN pg_class AS class ON class.oid = pg_index.indexrelid
JOIN pg_namespace AS home ON home.oid = class.relnamespace
WHERE home.nspname = ANY(%s) AND pg_index.indisunique AND NOT pg_index.indisprimary
"""
TRIGGERS = """
SELECT trigger_.tgname, proc.prosrc FROM pg_trigger AS trigger_
JOIN pg_class AS class ON class.oid = trigger_.tgrelid
JOIN pg_namespace AS home ON home.oid = class.relnamespace
JOIN pg_proc AS proc ON proc.oid = trigger_.tgfoid
WHERE home.nspname = ANY(%s) AND NOT trigger_.tgisinternal
"""
# Django's own names: unique=True, positive integers, foreign keys; they say nothing beyond the column's type.
AUTOMATIC = re.compile(r"(_[0-9a-f]{8}(_uniq|_like)?$)|(_key$)|(_check$)|(_[0-9a-f]{8}_uniq$)|(^events_event_default)")


def rows(sql: str) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [list(settings.DOMAIN_SCHEMAS.values())])
        return list(cursor.fetchall())


def own_names() -> set[str]:
    """Every truth we named ourselves."""
    names = {name for (name,) in rows(NAMED_TRUTHS)} | {name for (name,) in rows(NAMED_UNIQUE_INDEXES)}
    refused = set()
    for _name, body in rows(TRIGGERS):
        refused |= set(re.findall(r"CONSTRAINT = '([a-z_]+)'", body))
    return {name for name in names if not AUTOMATIC.search(name)} | refused


def text_of_tests() -> str:
    files = (ROOT / "tests").rglob("test_*.py")
    return "\n".join(path.read_text() for path in files if "conventions" not in path.parts)


class TestTruths:
    def test_each_has_a_test_that_names_it(self) -> None:
        text = text_of_tests()

        assert sorted(name for name in own_names() if f'"{name}"' not in text) == []

    def test_names_are_short_enough_for_the_database(self) -> None:
        assert [name for name in own_names() if len(name) > 47] == []


class TestHomes:
    def test_each_domain_table_is_in_its_schema(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT tablename, schemaname FROM pg_tables")
            home_of = dict(cursor.fetchall())
        models = [model for model in apps.get_models(include_auto_created=True) if not model._meta.proxy]
        ours = [model for model in models if model._meta.app_label in settings.DOMAIN_SCHEMAS]

        strays = [m._meta.db_table for m in ours if home_of.get(m._meta.db_table) != m._meta.app_label]

        assert strays in ([], ["events_event"])  # a partitioned parent is no row of pg_tables

    def test_kernel_and_faces_have_no_tables(self) -> None:
        labels = {"kernel", "portal", "backoffice", "jobs", "demo"}

        assert [model for model in apps.get_models() if model._meta.app_label in labels] == []
