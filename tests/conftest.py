"""What holds for every test."""

from collections.abc import Generator

import pytest
from django.conf import settings

from project.kernel.web.limits import tally
from tests import books


@pytest.fixture(scope="session", autouse=True)
def static_files_are_found_when_asked() -> None:
    """Every test client builds the whole stack anew, and listing all static files each time costs more than the test."""
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(scope="session", autouse=True)
def counts_are_told_at_once() -> None:
    """A test rolls the table of counts back, and no process would notice before it tells the table again."""
    tally.every = 0


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
