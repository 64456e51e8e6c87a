"""One line of the API, and what the simple ones do."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from project.payments.stripesim.errors import Json, ResourceMissing
from project.payments.stripesim.listing import list_kind
from project.payments.stripesim.simulation import Simulation

Handler = Callable[..., Json]


@dataclass(frozen=True)
class Route:
    """A method and a path; `params` and `answer` are the SDK's own types of what comes in and goes out."""

    method: str
    path: str
    params: type
    answer: Any
    handler: Handler

    @property
    def name(self) -> str:
        """Give it as a plan of faults writes it."""
        return f"{self.method} {self.path}"

    def match(self, path: str) -> dict[str, str] | None:
        """Give the ids in a path that belongs to this route."""
        found = self._pattern.fullmatch(path)
        return found.groupdict() if found else None

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", self.path))


def getter(kind: str, noun: str = "") -> Handler:
    """Make a handler that gives the object in the address."""

    def get(sim: Simulation, _params: Json, id: str) -> Json:
        found = sim.store.get(kind, id)
        if found is None:
            raise ResourceMissing(noun or kind, id)
        return found

    return get


def lister(kind: str, url: str) -> Handler:
    """Make a handler that gives one page of a kind."""

    def list_all(sim: Simulation, params: Json) -> Json:
        return list_kind(sim, kind, url, params)

    return list_all
