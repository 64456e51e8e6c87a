from collections.abc import Iterator

import pytest

from project.events import operations
from project.events.models import Event
from tests.gateways import travel
from tests.project.events.happenings import Listener, happen, happenings, listening

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


@pytest.fixture
def read(listener: Listener, travel) -> list[int]:
    """Three events, a day between each and the next, all of them read; gives their numbers."""
    for n in (1, 2, 3):
        travel((n - 3) * 86_400)
        happen("a", n)
    operations.deliver_now()
    listener.seen.clear()
    return list(Event.objects.order_by("position").values_list("position", flat=True))
