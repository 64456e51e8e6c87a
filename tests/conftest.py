"""What holds for every test."""

from collections.abc import Generator

import pytest

from tests import books


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, object, object]:
    """Look at the books at the end of a test, while what it wrote is still there."""
    if not books.uses_the_database(item):
        return (yield)
    try:
        result = yield
        books.check(item)
        return result
    finally:
        if books.commits(item):
            books.empty(item)
