from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from project.kernel import embedded
from project.kernel.supervisor import prepared
from project.kernel.supervisor.prepared import Preparation


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    home = tmp_path_factory.mktemp("nivas") / "home"
    embedded.start(home, settings={"fsync": "off"})
    yield home
    embedded.reset(home)


@pytest.fixture
def url(server: Path) -> str:
    """A database with one migration behind it."""
    do(server, "DROP DATABASE IF EXISTS house", "CREATE DATABASE house")
    with psycopg.connect(embedded.database_url(server, "house"), autocommit=True) as connection:
        connection.execute("CREATE TABLE django_migrations AS SELECT 1::bigint AS id")
    return embedded.database_url(server, "house")


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in prepared._SOURCES:
        (tmp_path / "code" / name).mkdir(parents=True)
    monkeypatch.setattr(prepared, "ROOT", tmp_path / "code")
    (tmp_path / "code" / "project" / "a.py").write_text("one")
    return tmp_path / "code"


@pytest.fixture
def preparation(sources: Path, url: str, tmp_path: Path) -> Preparation:
    (tmp_path / "home").mkdir()
    made = Preparation(tmp_path / "home", url, demo=True)
    made.remember()
    return made


def do(server: Path, *statements: str) -> None:
    with psycopg.connect(embedded.database_url(server, "postgres"), autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


class TestPreparation:
    def test_is_not_current_before_it_was_ever_made(self, sources: Path, url: str, tmp_path: Path) -> None:
        assert not Preparation(tmp_path, url, demo=True).is_current()

    def test_is_current_while_nothing_changes(self, preparation: Preparation) -> None:
        assert preparation.is_current()

    def test_is_not_disturbed_by_what_python_and_the_translations_are_compiled_into(self, preparation, sources) -> None:
        (sources / "project" / "a.pyc").write_text("compiled")
        (sources / "locale" / "django.mo").write_text("compiled")

        assert preparation.is_current()

    @pytest.mark.parametrize("name", ["project/a.py", "templates/new.html", "static/new.css", "locale/django.po"])
    def test_ends_with_a_changed_file(self, preparation, sources, name) -> None:
        (sources / name).write_text("another one")

        assert not preparation.is_current()

    def test_ends_with_another_migration(self, preparation, url) -> None:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("INSERT INTO django_migrations VALUES (2)")

        assert not preparation.is_current()

    def test_does_not_hold_for_an_emptied_database(self, preparation, server) -> None:
        do(server, "DROP DATABASE house", "CREATE DATABASE house")

        assert not preparation.is_current()

    def test_without_the_city_is_not_one_with_it(self, preparation, url, tmp_path) -> None:
        assert not Preparation(tmp_path / "home", url, demo=False).is_current()
