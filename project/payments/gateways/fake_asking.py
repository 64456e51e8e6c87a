"""How the gateway in memory is asked: it notes each call, answers once per key, and fails when it is told to."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from typing import Any

from project.payments.gateways.answers import Request, Session
from project.payments.gateways.gateway import GatewayMissing, GatewayRefused, GatewayUnclear


@dataclass
class FakeApi:
    """Remembers what it was asked. `fail_next` makes the next call fail, before or after it did its work."""

    api_base: str = ""
    key: str = ""
    sessions: dict[str, Session] = field(default_factory=dict)
    calls: list[str] = field(default_factory=list)
    _answers: dict[str, tuple[Request, str]] = field(default_factory=dict)
    _faults: list[str] = field(default_factory=list)
    _numbers: Any = field(default_factory=lambda: count(1))

    def now(self) -> datetime:
        """Live in real time, like any provider."""
        return datetime.now(UTC)

    def fail_next(self, *faults: str) -> None:
        """Fail the next calls: `down` before the work, `dropped` after it, `refused` for good."""
        self._faults.extend(faults)

    def _work(self, name: str, work: Callable[[], Any]) -> Any:
        self.calls.append(name)
        fault = self._faults.pop(0) if self._faults else ""
        if fault == "refused":
            raise GatewayRefused("No.")
        answer = None if fault == "down" else work()
        if fault:
            raise GatewayUnclear("No answer.")
        return answer

    def _listed(self, name: str, items: Iterable[Any]) -> Iterator[Any]:
        return iter(self._work(name, lambda: list(items)))

    def _once(self, key: str, request: Request, prefix: str) -> str:
        """Give the object of a key, a new one when the key is new."""
        if key not in self._answers:
            self._answers[key] = (request, f"{prefix}_{next(self._numbers)}")
        if self._answers[key][0] != request:
            raise GatewayUnclear("This key was used with another request.")
        return self._answers[key][1]

    def _request_of(self, made: str) -> Request:
        return next(request for request, known in self._answers.values() if known == made)


def found(objects: dict[str, Any], id: str) -> Any:
    """Give an object. Raises GatewayMissing."""
    if id not in objects:
        raise GatewayMissing(f"There is no {id}.")
    return objects[id]
