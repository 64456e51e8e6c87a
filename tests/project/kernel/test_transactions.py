"""Transactions have owners, and calls outside the building hold none."""

import pytest
from django.db import connection
from django.db import transaction as django_transaction

from project.kernel.transactions import (
    TransactionRefused,
    TransactionRequired,
    in_transaction,
    outside_transaction,
    transaction,
    transaction_required,
)

pytestmark = pytest.mark.django_db


class TestTransaction:
    def test_opens_one(self) -> None:
        with transaction():
            assert in_transaction()

        assert not in_transaction()

    def test_refuses_to_nest(self) -> None:
        with transaction(), pytest.raises(RuntimeError), transaction():
            pytest.fail("a second owner came in")

    def test_works_as_a_decorator_each_time(self) -> None:
        decorated = transaction()(in_transaction)

        assert (decorated(), decorated()) == (True, True)


class TestTransactionRequired:
    def test_refuses_without_one(self) -> None:
        with pytest.raises(TransactionRequired), transaction_required():
            pytest.fail("it ran without a transaction")

    def test_runs_inside_one(self) -> None:
        with transaction(), transaction_required():
            assert in_transaction()


class TestOutsideTransaction:
    def test_refuses_inside_one(self) -> None:
        with transaction(), pytest.raises(TransactionRefused), outside_transaction():
            pytest.fail("it ran with locks held")

    def test_runs_outside(self) -> None:
        with outside_transaction():
            assert not in_transaction()


@pytest.mark.django_db(transaction=True)
class TestForReal:
    def test_a_failure_leaves_nothing(self) -> None:
        with pytest.raises(ZeroDivisionError), transaction(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO events_cursor (subscriber, position) VALUES ('x', 1)")
            _ = 1 / 0

        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM events_cursor")
            assert cursor.fetchone() == (0,)

    def test_django_atomic_counts_as_one(self) -> None:
        with django_transaction.atomic(), pytest.raises(TransactionRefused), outside_transaction():
            pytest.fail("it ran with locks held")
