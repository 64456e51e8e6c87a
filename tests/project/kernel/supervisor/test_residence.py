import os
from pathlib import Path

import pytest

from project.kernel.supervisor.residence import HomeOccupied, occupied


class TestOccupied:
    def test_refuses_a_second_house_and_names_the_first(self, tmp_path: Path) -> None:
        with occupied(tmp_path), pytest.raises(HomeOccupied, match=f"process {os.getpid()}"), occupied(tmp_path):
            pass

    def test_lets_the_next_one_in_afterwards(self, tmp_path: Path) -> None:
        with occupied(tmp_path):
            pass

        with occupied(tmp_path):
            assert (tmp_path / "up.lock").read_text() == f"process {os.getpid()}"
