"""Races commit for real. Emptying only what they fill takes a moment; Django's flush of every table takes seconds."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from tests.gateways import fake_gateway

__all__ = ["fake_gateway"]

KEPT = {"content"}
ALSO_FILLED = ["public.account_emailaddress", "public.django_q_ormq", "public.pghistory_context"]


@pytest.fixture
def committing(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A database in which everybody's commits are seen by everybody, empty again afterwards."""
    with django_db_blocker.unblock():
        refuse_a_real_database()
        yield
        empty_the_domains()


def refuse_a_real_database() -> None:
    """pytest-django makes a test database only when some test of the run carries its marker; else this is the real one."""
    name = connection.settings_dict["NAME"]
    assert name.startswith("test_"), f"{name} is no test database: let a test marked django_db run with these."


def empty_the_domains() -> None:
    """Delete without triggers and foreign keys, which would all want their say."""
    with connection.cursor() as cursor:
        schemas = [schema for schema in settings.DOMAIN_SCHEMAS.values() if schema not in KEPT]
        cursor.execute("SELECT schemaname || '.' || tablename FROM pg_tables WHERE schemaname = ANY(%s)", [schemas])
        tables = [table for (table,) in cursor.fetchall()] + ALSO_FILLED
        deletions = "; ".join(f"DELETE FROM {table}" for table in tables)
        cursor.execute(f"SET LOCAL session_replication_role = replica; {deletions}")
