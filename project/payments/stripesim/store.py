"""Everything the stand-in remembers, in SQLite: a file survives a restart, memory is for tests."""

import hashlib
import json
import secrets
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from project.payments.stripesim.errors import Json

_SCHEMA = """
CREATE TABLE IF NOT EXISTS objects (
    position INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT UNIQUE NOT NULL, kind TEXT NOT NULL,
    created INTEGER NOT NULL, due INTEGER, body TEXT NOT NULL, hidden TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS objects_of_a_kind ON objects (kind, position);
CREATE INDEX IF NOT EXISTS objects_due ON objects (due) WHERE due IS NOT NULL;
CREATE TABLE IF NOT EXISTS answers (
    key TEXT PRIMARY KEY, request TEXT NOT NULL, status INTEGER NOT NULL, body TEXT NOT NULL,
    headers TEXT NOT NULL, request_id TEXT NOT NULL, created INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS answers_by_age ON answers (created);
CREATE TABLE IF NOT EXISTS deliveries (
    id INTEGER PRIMARY KEY AUTOINCREMENT, event TEXT NOT NULL, type TEXT NOT NULL, state TEXT NOT NULL,
    disguise TEXT NOT NULL, rank INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0,
    created INTEGER NOT NULL, next_try_at INTEGER NOT NULL, last_answer TEXT);
CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (state, next_try_at);
CREATE INDEX IF NOT EXISTS deliveries_of_an_event ON deliveries (event);
CREATE TABLE IF NOT EXISTS faults (
    id INTEGER PRIMARY KEY AUTOINCREMENT, scope TEXT NOT NULL, target TEXT NOT NULL, action TEXT NOT NULL,
    times INTEGER NOT NULL, seconds REAL NOT NULL);
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


class Store:
    """One connection behind one lock: a request sees the world before or after another, never in between."""

    def __init__(self, path: str | None = None) -> None:
        self._lock = threading.RLock()
        self._depth = 0
        # What the settings table holds, once somebody asked; forgotten when a transaction is undone.
        self._settings: Json | None = None
        self._connection = sqlite3.connect(path or ":memory:", check_same_thread=False, isolation_level=None)
        self._connection.row_factory = sqlite3.Row
        self._connection.execute("PRAGMA journal_mode = WAL")
        self._connection.execute("PRAGMA synchronous = NORMAL")
        self._connection.executescript(_SCHEMA)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make what happens inside all or nothing; inside another one it joins it."""
        with self._lock:
            if self._depth == 0:
                self._connection.execute("BEGIN IMMEDIATE")
            self._depth += 1
            try:
                yield
            except BaseException:
                self._depth -= 1
                if self._depth == 0:
                    self._connection.execute("ROLLBACK")
                    self._settings = None
                raise
            self._depth -= 1
            if self._depth == 0:
                self._connection.execute("COMMIT")

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[Json]:
        """Read rows as dictionaries."""
        with self._lock:
            return [dict(row) for row in self._connection.execute(sql, values)]

    def write(self, sql: str, values: Sequence[Any] = ()) -> None:
        """Carry out one statement, in the transaction around it if there is one."""
        with self.transaction():
            self._connection.execute(sql, values)

    # Objects

    def add(self, body: Json, *, due: int | None = None, created: int | None = None, **hidden: Any) -> Json:
        """Keep a new object; `hidden` stays with it and is never sent, at `due` it wants care.

        `created` is for the kinds that do not tell it themselves.
        """
        self.write(
            "INSERT INTO objects (id, kind, created, due, body, hidden) VALUES (?, ?, ?, ?, ?, ?)",
            (body["id"], body["object"], created or body["created"], due, json.dumps(body), json.dumps(hidden)),
        )
        return body

    def anything_due(self, now: int) -> bool:
        """Tell whether any object wants care."""
        return bool(self.rows("SELECT 1 FROM objects WHERE due <= ? LIMIT 1", (now,)))

    def take_due(self, kind: str, now: int) -> list[Json]:
        """Give the objects whose moment has come, each once."""
        with self.transaction():
            found = self.all(kind, "due <= ?", (now,))
            self.write("UPDATE objects SET due = NULL WHERE kind = ? AND due <= ?", (kind, now))
        return found

    def wake_at(self, id: str, moment: int | None) -> None:
        """Have an object want care at a moment, or no longer."""
        self.write("UPDATE objects SET due = ? WHERE id = ?", (moment, id))

    def save(self, body: Json, **hidden: Any) -> Json:
        """Keep an object's new state and add to what is hidden with it."""
        self.write(
            "UPDATE objects SET body = ?, hidden = json_patch(hidden, ?) WHERE id = ?",
            (json.dumps(body), json.dumps(hidden), body["id"]),
        )
        return body

    def get(self, kind: str, id: str) -> Json | None:
        """Find an object of this kind."""
        rows = self.rows("SELECT body FROM objects WHERE id = ? AND kind = ?", (id, kind))
        return self.parsed(rows[0]) if rows else None

    def need(self, kind: str, id: str) -> Json:
        """Give an object that another one names.

        Raises: LookupError when it is not there, which is a mistake in the stand-in.
        """
        found = self.get(kind, id)
        if found is None:
            raise LookupError(f"{kind} {id}")
        return found

    @staticmethod
    def parsed(row: Json) -> Json:
        """Give the object in a row."""
        body: Json = json.loads(row["body"])
        return body

    def hidden(self, id: str) -> Json:
        """Give what is kept with an object and never sent."""
        hidden: Json = json.loads(self.rows("SELECT hidden FROM objects WHERE id = ?", (id,))[0]["hidden"])
        return hidden

    def all(self, kind: str, condition: str = "1", values: Sequence[Any] = ()) -> list[Json]:
        """Give the objects of a kind, oldest first."""
        sql = f"SELECT body FROM objects WHERE kind = ? AND {condition} ORDER BY position"
        return [self.parsed(row) for row in self.rows(sql, (kind, *values))]

    # Ids and settings

    def next_id(self, prefix: str, length: int = 24) -> str:
        """Draw the next id: the same seed draws the same ids in the same order."""
        with self.transaction():
            seed = self.setting("seed", None)
            if seed is None:
                seed = self.set_setting("seed", secrets.token_hex(8))
            drawn = self.set_setting("drawn", self.setting("drawn", 0) + 1)
        digest = hashlib.sha512(f"{seed}:{drawn}".encode()).digest()
        return prefix + "".join([_LETTERS[byte % len(_LETTERS)] for byte in digest[:length]])

    def setting(self, name: str, default: Any) -> Any:
        """Read a setting."""
        with self._lock:
            if self._settings is None:
                rows = self.rows("SELECT name, value FROM settings")
                self._settings = {row["name"]: json.loads(row["value"]) for row in rows}
            return self._settings.get(name, default)

    def set_setting(self, name: str, value: Any) -> Any:
        """Keep a setting and give it back."""
        with self.transaction():
            self.write("INSERT OR REPLACE INTO settings VALUES (?, ?)", (name, json.dumps(value)))
            self._settings = None if self._settings is None else {**self._settings, name: value}
        return value

    def reset(self) -> None:
        """Forget everything."""
        with self.transaction():
            for table in ("objects", "answers", "deliveries", "faults", "settings"):
                self.write(f"DELETE FROM {table}")
            self._settings = None
