"""Test databases in a second: the history of migrations is run once for each state it is in, then copied."""

import hashlib
import sys
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.core.management import call_command
from django.db.backends.postgresql import creation
from django.db.backends.utils import CursorWrapper
from django.db.migrations.loader import MigrationLoader


class DatabaseCreation(creation.DatabaseCreation):
    """Makes each test database as a copy of one that has every migration behind it."""

    if TYPE_CHECKING:  # Django's own, of which its stubs say nothing.

        def _nodb_cursor(self) -> AbstractContextManager[CursorWrapper]: ...
        def _database_exists(self, cursor: CursorWrapper, database_name: str) -> bool: ...
        def _get_test_db_name(self) -> str: ...

    def create_test_db(
        self, verbosity: int = 1, autoclobber: bool = False, serialize: bool | None = True, keepdb: bool = False
    ) -> str:
        """Copy the template, and make it first when no test run has done so yet."""
        with self._nodb_cursor() as cursor:
            if not (keepdb and self._database_exists(cursor, self._get_test_db_name())):
                self.connection.settings_dict["TEST"]["TEMPLATE"] = self._template(cursor)
        return super().create_test_db(verbosity, autoclobber, serialize, keepdb)

    def _template(self, cursor: CursorWrapper) -> str:
        name = f"nivas_template_{fingerprint_of_migrations()}"
        # Parallel test processes wait here for the first; the lock ends with this session.
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
        if not self._database_exists(cursor, name):
            unfinished = f"{name}_unfinished"
            cursor.execute(f"DROP DATABASE IF EXISTS {unfinished}")
            cursor.execute(f"CREATE DATABASE {unfinished}")
            self._migrate(unfinished)
            cursor.execute(f"ALTER DATABASE {unfinished} RENAME TO {name}")
        return name

    def _migrate(self, name: str) -> None:
        settings: dict[str, Any] = self.connection.settings_dict
        before = settings["NAME"]
        self.connection.close()
        settings["NAME"] = name
        try:
            call_command("migrate", verbosity=0, interactive=False, database=self.connection.alias)
        finally:
            self.connection.close()
            settings["NAME"] = before


def fingerprint_of_migrations() -> str:
    """Sum up every migration file there is; a change to any of them gives another answer."""
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    digest = hashlib.sha256()
    for app, name in sorted(loader.disk_migrations):
        module = sys.modules[loader.disk_migrations[app, name].__module__]
        digest.update(f"{app}.{name}".encode() + Path(str(module.__file__)).read_bytes())
    return digest.hexdigest()[:12]
