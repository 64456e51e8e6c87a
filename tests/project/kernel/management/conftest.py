from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from project.kernel import embedded
from tests.house import House


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "home"
    embedded.reset(tmp_path / "home")


@pytest.fixture
def live_in(home: Path) -> Iterator[Callable[..., House]]:
    houses = []

    def start(*arguments: str, **environment: str) -> House:
        houses.append(House(home, *arguments, **environment))
        return houses[-1]

    yield start
    for house in houses:
        house.process.terminate()
        house.process.wait(timeout=30)
