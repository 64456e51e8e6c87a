"""What should go wrong next: a list of planned faults, each used a number of times and then gone."""

from dataclasses import dataclass
from fnmatch import fnmatchcase

from project.payments.stripesim.errors import ApiError, Json
from project.payments.stripesim.store import Store

API_FAULTS = ("429", "500", "503", "drop_before", "drop_after_commit", "slow", "hang")
HOOK_FAULTS = ("never_made", "drop", "duplicate", "bad_signature", "stale", "future", "old_version", "other_account")


@dataclass(frozen=True)
class Fault:
    """One turn of a planned fault."""

    action: str
    seconds: float = 0
    times: int = 1


class FaultPlan:
    """The list: faults of the API name a route as the route table does, those of hooks an event type, or a `*`."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, *, scope: str, target: str, action: str, times: int = 1, seconds: float = 0) -> None:
        """Plan a fault for the next calls or events.

        Raises: ApiError when there is no such fault.
        """
        known = API_FAULTS if scope == "api" else HOOK_FAULTS
        if action not in known:
            raise ApiError(f"No such fault: '{action}'. Known: {', '.join(known)}", param="action")
        self._store.write(
            "INSERT INTO faults (scope, target, action, times, seconds) VALUES (?, ?, ?, ?, ?)",
            (scope, target, action, times, seconds),
        )

    def take(self, scope: str, name: str) -> Fault | None:
        """Use up one turn of the first fault planned for this name."""
        if not self._store.rows("SELECT 1 FROM faults LIMIT 1"):
            return None
        with self._store.transaction():
            for row in self._store.rows("SELECT * FROM faults WHERE scope = ? ORDER BY id", (scope,)):
                if fnmatchcase(name, row["target"]):
                    return self._use(row)
        return None

    def clear(self) -> None:
        """Let everything go well again."""
        self._store.write("DELETE FROM faults")

    def planned(self) -> list[Json]:
        """List what is still to go wrong."""
        return self._store.rows("SELECT scope, target, action, times, seconds FROM faults ORDER BY id")

    def _use(self, row: Json) -> Fault:
        # A duplicate is one event sent `times` more; every other fault is spread over `times` calls.
        last = row["times"] <= 1 or row["action"] == "duplicate"
        sql = "DELETE FROM faults WHERE id = ?" if last else "UPDATE faults SET times = times - 1 WHERE id = ?"
        self._store.write(sql, (row["id"],))
        return Fault(action=row["action"], seconds=row["seconds"], times=row["times"])
