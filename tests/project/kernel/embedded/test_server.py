import os
import shutil
import signal
import stat
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import psycopg
import pytest

from project.kernel import embedded
from project.kernel.embedded.places import places_of, runs_as_root
from tests.waiting import eventually

NOBODY = 65534


def ask(home: Path, question: str, name: str = "nivas") -> str:
    with psycopg.connect(embedded.database_url(home, name), autocommit=True) as connection:
        cursor = connection.execute(question)
        row = cursor.fetchone() if cursor.description else None
        return str(row[0]) if row else ""


def postmaster(home: Path) -> int:
    return int((places_of(home).data / "postmaster.pid").read_text().splitlines()[0])


def lives(process: psutil.Process) -> bool:
    """A dead process that nobody has taken note of yet is dead all the same."""
    return process.is_running() and process.status() != psutil.STATUS_ZOMBIE


def start_quickly(home: Path) -> None:
    """Start a server whose data need not survive a power cut."""
    embedded.start(home, settings={"fsync": "off"})


def modes_up_to_the_root(path: Path) -> dict[Path, int]:
    return {folder: stat.S_IMODE(folder.stat().st_mode) for folder in (path, *path.parents)}


def run_as_nobody(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *arguments]
    nobody = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
    return subprocess.run(command, capture_output=True, text=True, check=False, **nobody)


@pytest.fixture
def their_home() -> Iterator[Path]:
    """The home of somebody without rights, if they can run our Python at all."""
    try:
        run_as_nobody("-c", "import psycopg, project.kernel.embedded").check_returncode()
    except (PermissionError, subprocess.CalledProcessError):
        pytest.skip("this Python stands in a private home")
    home = Path(tempfile.mkdtemp())
    os.chown(home, NOBODY, NOBODY)
    yield home / ".nivas"
    shutil.rmtree(home)


class TestStart:
    def test_brings_up_postgresql_18_with_an_empty_database(self, running: Path) -> None:
        assert ask(running, "SHOW server_version").startswith("18.")
        assert ask(running, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == "0"

    def test_leaves_a_running_server_alone(self, running: Path) -> None:
        before = postmaster(running)

        embedded.start(running)

        assert postmaster(running) == before

    def test_starts_one_server_when_asked_twice_at_once(self, home: Path) -> None:
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda _: start_quickly(home), range(2)))

        assert ask(home, "SELECT count(*) FROM pg_database WHERE datname = 'nivas'") == "1"

    def test_takes_settings_over_its_own(self, home: Path) -> None:
        embedded.start(home, settings={"fsync": "off", "application_name": "it's ours"})

        assert ask(home, "SHOW fsync") == "off"
        assert ask(home, "SHOW application_name") == "it's ours"

    @pytest.mark.parametrize(
        ("name", "value"),
        [
            ("max_connections", "300"),
            ("jit", "off"),
            ("fsync", "on"),
            ("synchronous_commit", "on"),
            ("TimeZone", "UTC"),
            ("shared_preload_libraries", "pg_stat_statements"),
            ("listen_addresses", ""),
            ("server_encoding", "UTF8"),
        ],
    )
    def test_sets(self, running: Path, name: str, value: str) -> None:
        assert ask(running, f'SHOW "{name}"') == value

    def test_knows_upper_case_beyond_ascii_whatever_the_system_has_installed(self, running: Path) -> None:
        assert ask(running, "SELECT lower('ÅÉ')") == "åé"

    def test_keeps_what_was_committed_when_the_server_was_killed(self, home: Path) -> None:
        embedded.start(home)
        ask(home, "CREATE TABLE note AS SELECT 'still here' AS text")
        os.kill(postmaster(home), signal.SIGKILL)
        eventually(lambda: not embedded.is_running(home))

        start_quickly(home)

        assert ask(home, "SELECT text FROM note") == "still here"

    def test_begins_empty_in_a_home_that_was_deleted_and_keeps_what_was_left(
        self, home: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        start_quickly(home)
        ask(home, "CREATE TABLE kept ()")
        embedded.stop(home)
        start_quickly(home)
        assert ask(home, "SELECT count(*) FROM pg_class WHERE relname = 'kept'") == "1"
        embedded.stop(home)
        shutil.rmtree(home)

        start_quickly(home)

        assert ask(home, "SELECT count(*) FROM pg_class WHERE relname = 'kept'") == "0"
        left = [str(found.parent) for found in places_of(home).folder.glob("left-*/PG_VERSION")]
        assert len(left) == (1 if runs_as_root() else 0)
        assert [message for message in caplog.messages if "is new" in message] == [
            f"{home} is new: the database that an earlier one left is kept in {folder}" for folder in left
        ]

    def test_does_not_mistake_another_process_for_a_killed_server(self, home: Path) -> None:
        start_quickly(home)
        embedded.stop(home)
        leftover = places_of(home).data / "postmaster.pid"
        leftover.write_text(f"{os.getpid()}\n{leftover.parent}\n1\n5432\n\n\n\n")

        assert not embedded.is_running(home)
        start_quickly(home)

        assert postmaster(home) != os.getpid()

    def test_begins_again_after_an_interrupted_first_start(self, home: Path) -> None:
        start_quickly(home)
        embedded.stop(home)
        places = places_of(home)
        places.data.rename(places.folder / "unfinished")

        start_quickly(home)

        assert ask(home, "SELECT 1") == "1"

    def test_refuses_data_of_another_major_version_and_leaves_it_alone(self, home: Path) -> None:
        start_quickly(home)
        embedded.stop(home)
        data = places_of(home).data
        (data / "PG_VERSION").write_text("17\n")
        before = sorted((path.name, path.stat().st_mtime_ns) for path in data.iterdir())

        with pytest.raises(embedded.EmbeddedPostgresError, match="written by PostgreSQL 17, and this Nivas brings 18"):
            start_quickly(home)

        assert sorted((path.name, path.stat().st_mtime_ns) for path in data.iterdir()) == before
        assert not embedded.is_running(home)

    def test_shows_the_end_of_the_log_when_the_server_does_not_come_up(self, home: Path) -> None:
        with pytest.raises(embedded.EmbeddedPostgresError, match='unrecognized configuration parameter "no_such"'):
            embedded.start(home, settings={"no_such": "setting"})

        assert not embedded.is_running(home)


class TestPermissions:
    def test_change_nowhere_above_the_home_nor_above_the_programs(self, tmp_path: Path) -> None:
        private = tmp_path / "private"
        private.mkdir(mode=0o700)
        home, packages = private / "home", Path(sysconfig.get_path("purelib"))
        before = modes_up_to_the_root(private) | modes_up_to_the_root(packages)

        start_quickly(home)
        try:
            assert modes_up_to_the_root(private) | modes_up_to_the_root(packages) == before
        finally:
            embedded.reset(home)

    def test_keep_everybody_else_from_the_data_and_the_socket(self, running: Path) -> None:
        places = places_of(running)

        assert [stat.S_IMODE(folder.stat().st_mode) for folder in (places.folder, places.data, places.socket)] == [
            0o700,
            0o700,
            0o700,
        ]

    @pytest.mark.skipif(os.geteuid() != 0, reason="only root has somebody else to run as")
    def test_give_the_server_no_rights_of_root(self, running: Path) -> None:
        server = psutil.Process(postmaster(running))

        assert server.username() == "nivas"
        assert 0 not in (*server.uids(), *server.gids())

    @pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
    def test_are_those_of_a_person_where_no_root_is(self, their_home: Path) -> None:
        for verb in ("start", "status", "reset"):
            result = run_as_nobody("-m", "project.kernel.embedded", verb, "--home", str(their_home))
            assert (result.returncode, result.stderr) == (0, "")


class TestStop:
    def test_does_not_wait_for_open_sessions(self, home: Path) -> None:
        start_quickly(home)
        session = psycopg.connect(embedded.database_url(home))
        session.execute("SELECT 1")

        embedded.stop(home)

        assert not embedded.is_running(home)
        with pytest.raises(psycopg.OperationalError):
            session.execute("SELECT 1")

    def test_is_content_when_nothing_runs(self, home: Path) -> None:
        embedded.stop(home)

        assert not embedded.is_running(home)


class TestReset:
    def test_leaves_no_data_and_no_process(self, home: Path) -> None:
        start_quickly(home)
        process = psutil.Process(postmaster(home))

        embedded.reset(home)

        assert not places_of(home).folder.exists()
        assert not lives(process)


class TestAccepts:
    def test_is_false_before_the_server_runs_and_true_after(self, running: Path, home: Path) -> None:
        assert embedded.accepts(running)
        assert not embedded.accepts(home)
