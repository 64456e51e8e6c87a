"""Going around the operations, to hear what the database itself says to it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from project.kernel.triggers import constraint_name


def check_truths_now() -> None:
    """Ask the deferred truths at once, as a commit would."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def broken_by(act: Callable[..., Any], *args: Any, **kwargs: Any) -> str | None:
    """The truth that the database names when it refuses, at the latest at the commit; what was before the act broke none."""
    check_truths_now()
    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        act(*args, **kwargs)
        check_truths_now()
    return constraint_name(refused.value)
