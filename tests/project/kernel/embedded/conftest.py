from collections.abc import Iterator
from pathlib import Path

import pytest

from project.kernel import embedded


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A NIVAS_HOME of its own, and no trace of it afterwards, as root not even under /var/lib."""
    yield tmp_path / "home"
    embedded.reset(tmp_path / "home")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One server for the tests that leave it as they found it."""
    home = tmp_path_factory.mktemp("nivas") / "home"
    embedded.start(home)
    yield home
    embedded.reset(home)
