"""What a page may say over its socket: which topics it shows, and up to where it knows."""

import json
from dataclasses import dataclass

MOST_TOPICS = 60
LONGEST_TOPIC = 60


class NotAWish(ValueError):
    """Not one of our pages' sentences."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Watch these topics; tell what moved after a position (None: I know nothing)."""

    watch: frozenset[str]
    after: int | None


def read_wish(text: str | None) -> Wish:
    """Understand what came over a socket. Raises: NotAWish."""
    try:
        said = json.loads(text or "")
    except (ValueError, RecursionError) as error:
        raise NotAWish from error
    watch, after = (said.get("watch"), said.get("after")) if isinstance(said, dict) else (None, None)
    if not isinstance(watch, list) or len(watch) > MOST_TOPICS or not all(map(is_topic, watch)):
        raise NotAWish
    if isinstance(after, bool) or not isinstance(after, int | None):
        raise NotAWish
    return Wish(frozenset(watch), after)


def is_topic(name: object) -> bool:
    """Say whether it may be the name of a topic at all."""
    return isinstance(name, str) and 0 < len(name) <= LONGEST_TOPIC
