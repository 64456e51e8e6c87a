"""Two web processes for all tests of a file: starting one takes seconds."""

from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

from tests.project.live.web import Web
from tests.races.conftest import committing, fake_gateway

__all__ = ["committing", "fake_gateway"]


@pytest.fixture(scope="module")
def webs(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[Web, Web]]:
    with django_db_blocker.unblock():
        both = Web(), Web()
    try:
        for one in both:
            one.wait_until_it_follows()
        yield both
    finally:
        for one in both:
            one.stop()


@pytest.fixture
def web(webs: tuple[Web, Web]) -> Web:
    return webs[0]
