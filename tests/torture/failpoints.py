"""Where a process may die, found by watching it: after each commit that wrote, and after each answer of Stripe.

Every other moment is like one of these. What a transaction has not committed was never there, so a death within it is a
death after the commit before it; and between a commit and the next call nothing happens that anybody else could see.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.db import connection

from tests.torture.gateways import MovingStripe

LEAVING_NOTHING = ("SELECT", "SHOW", "PREPARE", "SAVEPOINT", "RELEASE", "ROLLBACK", "SET CONSTRAINTS")


class Killed(BaseException):
    """The process is gone: nothing catches this, and nothing is done on the way out."""


class Process:
    """A process that remembers each point it came through, and may be killed at one of them."""

    def __init__(self, *, dies_at: int | None = None) -> None:
        self.points: list[str] = []
        self.is_dead = False
        self._dies_at = dies_at
        self._has_written = False

    def run(self, act: Callable[[], object]) -> None:
        """Do something until the end, or until death."""
        with self._watched():
            try:
                act()
            except Killed:
                # Whatever the connection had not committed is gone with it.
                connection.close()

    @contextmanager
    def _watched(self) -> Iterator[None]:
        commit = connection.commit

        def committing() -> None:
            self._refuse_the_dead()
            commit()
            if self._has_written:
                self._pass("after a commit")

        with ExitStack() as stack:
            stack.enter_context(connection.execute_wrapper(self._execute))
            connection.commit = committing  # type: ignore[method-assign]
            stack.callback(delattr, connection, "commit")
            MovingStripe.watchers.append(self._answered)
            stack.callback(MovingStripe.watchers.remove, self._answered)
            yield

    def _execute(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        self._refuse_the_dead()
        result = execute(sql, params, many, context)
        if not sql.lstrip().upper().startswith(LEAVING_NOTHING):
            self._has_written = True
            if not connection.in_atomic_block:
                self._pass(f"after {sql.split()[0]}")
        return result

    def _pass(self, point: str) -> None:
        self._refuse_the_dead()
        self._has_written = False
        self.points.append(point)
        if len(self.points) - 1 == self._dies_at:
            self.is_dead = True
            connection.close()
            raise Killed(point)

    def _answered(self, what: str) -> None:
        """Before a call nothing is different from after what came before it."""
        self._refuse_the_dead()
        if what.startswith("after"):
            self._pass(what)

    def _refuse_the_dead(self) -> None:
        if self.is_dead:
            raise Killed
