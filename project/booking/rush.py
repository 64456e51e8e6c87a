"""What this process found full a moment ago: whoever asks for it next most likely comes too late as well.

A claim that finds nothing costs more than the look that says why, and in a stampede a hundred come too late for each
who does not. So while a type is known to be full, people are turned away by a look alone. It is a guess about what is
quicker, never about what is free: the look is asked each time.
"""

import time
from uuid import UUID

SECONDS = 1.0
MOST_KEPT = 1000

_full_until: dict[UUID, float] = {}


def note_full(unit_type: UUID) -> None:
    """Remember for a second that somebody came too late."""
    if len(_full_until) >= MOST_KEPT:
        _full_until.clear()
    _full_until[unit_type] = time.monotonic() + SECONDS


def is_likely_full(unit_type: UUID) -> bool:
    """True when somebody came too late within the last second."""
    return _full_until.get(unit_type, 0.0) > time.monotonic()
