"""How often something asks the database."""

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext


def counted(act: Callable[[], object]) -> int:
    """The number of statements an act needs."""
    with CaptureQueriesContext(connection) as asked:
        act()
    return len(asked)
