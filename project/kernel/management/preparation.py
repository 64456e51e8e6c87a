"""What must be done before the programs start. Each step looks first, and does nothing when nothing is to do."""

import gc
import hashlib
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from project.kernel.supervisor import Console
from project.kernel.words import compile_catalogs


def prepare(console: Console, *, database: bool, demo: bool) -> None:
    """Do every step that is due, and tell the console what came of each."""
    steps = [
        *([("tables", migrate), ("event log", make_event_months), ("timers", set_timers)] if database else []),
        ("push key", make_push_key),
        ("words", compile_words),
        ("static files", collect_static_files),
        *([("demo city", seed_demo_city)] if demo else []),
    ]
    for name, step in steps:
        with console.step(name) as outcome:
            outcome.append(step())
    connection.close()


def migrate() -> str:
    """Apply what is pending to the tables, if anything is."""
    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not pending:
        return "up to date"
    with collecting_rarely():
        call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    return f"{len(pending)} migrations"


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """Have Python look for garbage less often.

    Migrations draw models that stay; looking through them again and again took a quarter of the time.
    """
    usual = gc.get_threshold()
    gc.set_threshold(100_000, 20, 100)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def make_event_months() -> str:
    """Have room in the event log for this month and the next ones."""
    return _told_by("make_event_months")


def set_timers() -> str:
    """Have the worker's timers equal the one table of what runs when."""
    return _told_by("sync_schedules")


def make_push_key() -> str:
    """Have a key by which browsers know our push messages."""
    return _told_by("make_push_key")


def compile_words() -> str:
    """Compile the translations that changed."""
    count = compile_catalogs(Path(folder) for folder in settings.LOCALE_PATHS)
    return f"{count} catalogs" if count else "unchanged"


def collect_static_files() -> str:
    """Collect and compress the static files if any of them, or their settings, changed."""
    stamp = Path(settings.HOME) / "static.stamp"
    fingerprint = _fingerprint_of_static_files()
    if stamp.exists() and stamp.read_text() == fingerprint:
        return "unchanged"
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(fingerprint)
    return "collected"


def seed_demo_city() -> str:
    """Fill an empty house with the small demo city."""
    if apps.get_model("catalog", "Property").objects.exists():
        return "already there"
    # The step tells its time itself.
    return _told_by("seed_demo", size="small").partition(": ")[2].rpartition(" in ")[0]


def _told_by(command: str, **options: str) -> str:
    """Run a command of a domain, which the kernel knows by name only, and give what it says."""
    told = io.StringIO()
    call_command(command, stdout=told, **options)
    return told.getvalue().strip()


def _fingerprint_of_static_files() -> str:
    digest = hashlib.sha256(repr((settings.STORAGES["staticfiles"], str(settings.STATIC_ROOT))).encode())
    for entry in sorted(_static_files()):
        digest.update(repr(entry).encode())
    return digest.hexdigest()


def _static_files() -> Iterator[tuple[str, int, int]]:
    for finder in get_finders():
        for path, storage in finder.list([]):
            status = Path(storage.path(path)).stat()
            yield path, status.st_size, status.st_mtime_ns
