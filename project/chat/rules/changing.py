"""For how long words can be taken back by other words; the database holds to it."""

from datetime import datetime, timedelta

EDITABLE_FOR = timedelta(minutes=10)


def may_edit(sent_at: datetime, now: datetime) -> bool:
    """True as long as other words may take their place."""
    return now - sent_at < EDITABLE_FOR
