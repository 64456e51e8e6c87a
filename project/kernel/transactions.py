"""Transactions with owners: who opens it, who needs one, who must not be in one.

`transaction` is for what a face or a job calls, `transaction_required` for what another domain calls,
`outside_transaction` for what calls somebody outside the building. Each works as decorator or `with`.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections
from django.db import transaction as django_transaction


class TransactionRequired(RuntimeError):
    """The caller has to own a transaction: wrap the call in `transaction()`, or call the outer operation."""


class TransactionRefused(RuntimeError):
    """A call that talks to the outside world and must not hold locks meanwhile: call it after the commit."""


def in_transaction() -> bool:
    """True inside a transaction that product code opened (a test's own wrapper does not count)."""
    blocks = connections[DEFAULT_DB_ALIAS].atomic_blocks
    return any(not block._from_testcase for block in blocks)  # type: ignore[attr-defined]  # not in the stubs


@contextmanager
def transaction() -> Iterator[None]:
    """Own a transaction: commits at the end, refuses to nest."""
    with django_transaction.atomic(durable=True):
        yield


@contextmanager
def transaction_required() -> Iterator[None]:
    """Run inside the caller's transaction. Raises TransactionRequired when there is none."""
    if not in_transaction():
        raise TransactionRequired("Open a transaction before calling this.")
    yield


@contextmanager
def outside_transaction() -> Iterator[None]:
    """Run with no transaction open. Raises TransactionRefused inside one."""
    if in_transaction():
        raise TransactionRefused("Commit before calling somebody outside.")
    yield
