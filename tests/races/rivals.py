"""Real threads on real connections, started together or held in the middle."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

from django.db import connection, transaction

from tests.waiting import eventually

Act = Callable[[], Any]


class Rival:
    """Somebody else doing something at the same time, on a connection of their own."""

    def __init__(self, act: Act, *, start: threading.Barrier | None = None) -> None:
        self.outcome: Any = None
        self._act, self._start, self._pid = act, start, 0
        self._thread = threading.Thread(target=self._run)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._thread.join()

    def wait_until_blocked(self) -> None:
        """Come back when it waits for a lock that somebody holds, or has come through without one."""
        eventually(lambda: not self._thread.is_alive() or self._is_blocked())

    def _is_blocked(self) -> bool:
        with connection.cursor() as cursor:
            # Not pg_stat_activity: that stands still for the length of a transaction.
            cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE pid = %s AND NOT granted)", [self._pid])
            return cursor.fetchone() == (True,)

    def _run(self) -> None:
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_backend_pid()")
                (self._pid,) = cursor.fetchone()
            if self._start:
                self._start.wait()
            self.outcome = self._act()
        except Exception as error:  # noqa: BLE001 - whatever happened to it is the outcome
            self.outcome = error
        finally:
            connection.close()


def together(*acts: Act) -> list[Any]:
    """Let all of them go at once; what each gave or raised, in their order."""
    start = threading.Barrier(len(acts))
    rivals = [Rival(act, start=start) for act in acts]
    for rival in rivals:
        rival.__enter__()
    for rival in rivals:
        rival.__exit__(None, None, None)
    return [rival.outcome for rival in rivals]


def while_waiting(act: Act, rival: Rival) -> Any:
    """Do something in a transaction, commit it only when the rival waits for it, and give the rival's outcome."""
    with transaction.atomic():
        act()
        rival.__enter__()
        rival.wait_until_blocked()
    rival.__exit__(None, None, None)
    return rival.outcome


def in_transaction(act: Act) -> Act:
    """The same, committed at its end."""

    def run() -> Any:
        with transaction.atomic():
            return act()

    return run


@contextmanager
def trigger_without(words: str, *, trigger: str) -> Iterator[None]:
    """Take some words out of a trigger's function, to show what they are there for; put them back after."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_get_functiondef(tgfoid) FROM pg_trigger WHERE tgname LIKE %s", [f"pgtrigger_{trigger}%"]
        )
        (whole,) = cursor.fetchone()
        assert words in whole
        cursor.execute(whole.replace(words, ""))
        try:
            yield
        finally:
            cursor.execute(whole)
