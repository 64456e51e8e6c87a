"""Who gets the next conversation."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Free:
    """Somebody on duty: how many open conversations they have, and since when they are there."""

    user_id: int
    open_conversations: int
    since: datetime


def choose(people: Iterable[Free]) -> int | None:
    """Whoever has the fewest, then whoever is there longest; nobody when nobody is on duty."""
    ranked = sorted(people, key=lambda free: (free.open_conversations, free.since, free.user_id))
    return ranked[0].user_id if ranked else None
