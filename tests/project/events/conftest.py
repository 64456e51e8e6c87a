from collections.abc import Iterator

import pytest

from tests.gateways import travel
from tests.project.events.happenings import Listener, happenings, listening

__all__ = ["travel"]


@pytest.fixture(autouse=True)
def known_happenings() -> Iterator[None]:
    with happenings():
        yield


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener = Listener()
    with listening(listener):
        yield listener
