"""The same key gives the same answer for 24 hours of the stand-in's clock."""

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from project.payments.stripesim.errors import ApiError, Json
from project.payments.stripesim.store import Store

KEPT_FOR = 24 * 3600
LONGEST_KEY = 255


@dataclass(frozen=True)
class Answer:
    """What is sent back, before it is bytes."""

    status: int
    body: Json
    headers: dict[str, str] = field(default_factory=dict)


class IdempotencyKeys:
    """The answers of the last day by key, and the keys that are in use right now."""

    def __init__(self, store: Store, now: Callable[[], int]) -> None:
        self._store = store
        self._now = now
        self._running: set[str] = set()
        self._lock = threading.Lock()

    @contextmanager
    def reserved(self, key: str) -> Iterator[None]:
        """Keep a key to one request at a time.

        Raises: ApiError 409 when another request is using it, 400 when it is too long.
        """
        if len(key) > LONGEST_KEY:
            raise ApiError(f"Keys may be at most {LONGEST_KEY} characters.", type="idempotency_error")
        with self._lock:
            if key in self._running:
                raise _in_use(key)
            self._running.add(key)
        try:
            yield
        finally:
            with self._lock:
                self._running.discard(key)

    def earlier_answer(self, key: str, request: str) -> Answer | None:
        """Find what this key was answered before.

        Raises: ApiError 400 when the key came with another request.
        """
        self._store.write("DELETE FROM answers WHERE created <= ?", (self._now() - KEPT_FOR,))
        rows = self._store.rows("SELECT * FROM answers WHERE key = ?", (key,))
        if not rows:
            return None
        if rows[0]["request"] != request:
            raise _other_request(key)
        return _replay(rows[0], key)

    def remember(self, key: str, request: str, answer: Answer, request_id: str) -> None:
        """Keep an answer for its key, inside the transaction that did the work."""
        self._store.write(
            "INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                key,
                request,
                answer.status,
                json.dumps(answer.body),
                json.dumps(answer.headers),
                request_id,
                self._now(),
            ),
        )


def fingerprint(route: str, params: Json) -> str:
    """Give the same text for the same request, whatever the order of its parameters."""
    return hashlib.sha256(json.dumps([route, params], sort_keys=True).encode()).hexdigest()


def _replay(row: Json, key: str) -> Answer:
    headers = json.loads(row["headers"])
    headers |= {"Idempotent-Replayed": "true", "Idempotency-Key": key, "Original-Request": row["request_id"]}
    if row["status"] >= 500:
        headers["Stripe-Should-Retry"] = "false"
    return Answer(row["status"], json.loads(row["body"]), headers)


def _in_use(key: str) -> ApiError:
    return ApiError(
        f"There is currently another in-progress request using this Idempotent Key: {key}.",
        status=409,
        type="idempotency_error",
        code="idempotency_key_in_use",
    )


def _other_request(key: str) -> ApiError:
    return ApiError(
        "Keys for idempotent requests can only be used with the same parameters they were first used with. "
        f"Try using a key other than '{key}' if you meant to execute a different request.",
        type="idempotency_error",
    )
