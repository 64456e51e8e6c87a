import os
from pathlib import Path

import pytest

from project.kernel.embedded import configuration, places

_GIBIBYTE = 1024**3


@pytest.fixture
def as_somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "runs_as_root", lambda: False)


@pytest.fixture
def as_root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "runs_as_root", lambda: True)


class TestDatabaseUrl:
    def test_names_the_socket_folder_and_creates_nothing(self, tmp_path: Path, as_somebody: None) -> None:
        url = places.database_url(tmp_path / "h", "mess")

        assert url == f"postgresql://nivas@/mess?host={places.places_of(tmp_path / 'h').socket}"
        assert list(tmp_path.iterdir()) == []

    def test_escapes_what_would_end_the_address(self, tmp_path: Path, as_somebody: None) -> None:
        assert places.database_url(Path("/a b&c")).endswith("?host=/a%20b%26c/postgres/socket")


class TestPlacesOf:
    def test_keeps_everything_in_the_home_of_a_person(self, tmp_path: Path, as_somebody: None) -> None:
        assert places.places_of(Path("/home/asha/.nivas")).data == Path("/home/asha/.nivas/postgres/data")

    def test_keeps_everything_under_var_lib_for_root(self, tmp_path: Path, as_root: None) -> None:
        found = places.places_of(tmp_path)

        assert found.folder.parent == Path("/var/lib/nivas")
        assert found.binaries.name.startswith("pgsql-18.")

    def test_gives_two_homes_of_root_two_places(self, tmp_path: Path, as_root: None) -> None:
        assert places.places_of(tmp_path / "a").folder != places.places_of(tmp_path / "b").folder

    @pytest.mark.parametrize("length", [1, 60, 200])
    def test_keeps_the_socket_within_what_the_system_allows(self, length: int, as_somebody: None) -> None:
        socket = places.places_of(Path("/home/asha") / ("x" * length)).socket

        assert len(os.fsencode(socket / ".s.PGSQL.5432")) <= 107


class TestSharedBuffers:
    @pytest.mark.parametrize(
        ("memory", "mebibytes"), [(1 * _GIBIBYTE, 256), (4 * _GIBIBYTE, 512), (64 * _GIBIBYTE, 1024)]
    )
    def test_are_an_eighth_of_the_memory_within_bounds(self, memory: int, mebibytes: int) -> None:
        assert configuration.shared_buffers_in_mebibytes(memory) == mebibytes
