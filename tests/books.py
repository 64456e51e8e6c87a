"""After each test that moved money the books are in order; whoever breaks them on purpose says so by the marker."""

import pytest
from django.db import connection, transaction
from psycopg.pq import TransactionStatus

from project.ledger.models import Posting
from project.ledger.queries import find_imbalances

MARKER = "breaks_the_books"
COMMITTING = {"transactional_db", "live_server", "committing"}
# From what points to what it points at.
TABLES = ("sealedposting", "seal", "entry", "posting", "checkrun", "account")


def commits(item: pytest.Item) -> bool:
    """True for a test whose writes stay until somebody deletes them."""
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction")) or not COMMITTING.isdisjoint(fixtures_of(item))


def uses_the_database(item: pytest.Item) -> bool:
    return item.get_closest_marker("django_db") is not None or not {"db", *COMMITTING}.isdisjoint(fixtures_of(item))


def fixtures_of(item: pytest.Item) -> list[str]:
    return getattr(item, "fixturenames", [])


def check(item: pytest.Item) -> None:
    """Fail the test if what it posted does not add up."""
    if item.get_closest_marker(MARKER) or not may_read() or not Posting.objects.exists():
        return
    imbalances = find_imbalances()
    assert not imbalances, "The books are not in order:\n" + "\n".join(map(str, imbalances))


def may_read() -> bool:
    """False when a test left its transaction broken: nothing of it stays, so there is nothing to check."""
    if connection.connection is None or connection.needs_rollback:
        return False
    return connection.connection.info.transaction_status != TransactionStatus.INERROR


def empty(item: pytest.Item) -> None:
    """Empty the books before the database is flushed: they refuse to be truncated, as they should."""
    empty_the_books()


def empty_the_books() -> None:
    """Delete without triggers, as only the owner of the server can."""
    with transaction.atomic(), connection.cursor() as cursor:
        deletions = "; ".join(f"DELETE FROM ledger_{table}" for table in TABLES)
        cursor.execute(f"SET LOCAL session_replication_role = replica; {deletions}")
