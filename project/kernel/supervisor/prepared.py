"""Remembers for which code and which database everything was prepared, so that the next start need not load Django."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import psycopg

from project.kernel.supervisor.house import ROOT

# Whatever could make a table, a translation or a static file out of date stands in one of these.
_SOURCES = ("project", "portal", "backoffice", "jobs", "templates", "static", "locale", "requirements.lock")
_MADE_FROM_THEM = {".pyc", ".mo"}


class Preparation:
    """What was prepared last, kept beside the data it speaks of."""

    def __init__(self, home: Path, database_url: str, *, demo: bool) -> None:
        self._stamp = home / "prepared.stamp"
        self._database_url = database_url
        self._demo = demo

    def is_current(self) -> bool:
        """Say whether neither the code nor the database changed since."""
        return self._stamp.exists() and self._stamp.read_text() == self._state()

    def remember(self) -> None:
        """Note that code and database are as they should be."""
        self._stamp.write_text(self._state())

    def _state(self) -> str:
        return f"{_fingerprint_of_sources()} {_fingerprint_of_database(self._database_url)} demo={self._demo}"


def _fingerprint_of_sources() -> str:
    digest = hashlib.sha256()
    for path in sorted(_files()):
        status = path.stat()
        digest.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _files() -> Iterator[Path]:
    for name in _SOURCES:
        path = ROOT / name
        found = path.rglob("*") if path.is_dir() else [path]
        yield from (file for file in found if file.is_file() and file.suffix not in _MADE_FROM_THEM)


def _fingerprint_of_database(url: str) -> str:
    """Tell this database in this state of its migrations from any other, also from an emptied one of the same name."""
    with psycopg.connect(url, connect_timeout=5) as session:
        identity = session.execute("SELECT system_identifier FROM pg_control_system()").fetchone()
        created = session.execute("SELECT oid FROM pg_database WHERE datname = current_database()").fetchone()
        known = session.execute("SELECT to_regclass('public.django_migrations')").fetchone()
        if known == (None,):
            return f"{identity} {created} empty"
        return f"{identity} {created} {session.execute('SELECT max(id) FROM django_migrations').fetchone()}"
