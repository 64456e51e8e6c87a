"""When somebody may be told, by the wall clock of their own zone, and what is forgotten then. Pure decisions."""

from datetime import datetime, time, timedelta
from typing import Any


def quiet_until(now: datetime, begin: time | None, end: time | None) -> datetime | None:
    """When the quiet hours end that run now; None outside them. `now` is on the person's own wall clock.

    They may go over midnight: from 22:00 until 7:00.
    """
    if begin is None or end is None:
        return None
    clock = now.time()
    is_quiet = begin <= clock < end if begin < end else (clock >= begin or clock < end)
    if not is_quiet:
        return None
    over = now.replace(hour=end.hour, minute=end.minute, second=0, microsecond=0)
    return over if over > now else over + timedelta(days=1)


def last_digest(now: datetime, hour: int) -> datetime:
    """The latest moment at which a daily mail was due, on the person's own wall clock."""
    today = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    return today if today <= now else today - timedelta(days=1)


def without_secrets(context: dict[str, Any]) -> dict[str, Any]:
    """Forget a code or a link that opens an account once it is sent: staff read what we told people."""
    return {key: value for key, value in context.items() if "_secret" not in key}
