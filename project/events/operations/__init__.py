"""What can be done with the event log. Publishing is for every domain; the rest is for the relay, the clock and staff."""

from project.events.operations.delivering import (
    deliver_batch,
    deliver_now,
    deliver_round,
    number_committed,
    retry_parked,
)
from project.events.operations.keeping import CannotArchive, archive_month, archive_old_months, make_months
from project.events.operations.parking import dismiss_parked, hurry_all, hurry_parked
from project.events.operations.publishing import publish
from project.events.operations.replaying import (
    Replay,
    ReplayEndsBeforeItBegins,
    ReplayEndsInTheFuture,
    SubscriberUnknown,
    read_on,
    replay,
)

__all__ = [
    "CannotArchive",
    "Replay",
    "ReplayEndsBeforeItBegins",
    "ReplayEndsInTheFuture",
    "SubscriberUnknown",
    "archive_month",
    "archive_old_months",
    "deliver_batch",
    "deliver_now",
    "deliver_round",
    "dismiss_parked",
    "hurry_all",
    "hurry_parked",
    "make_months",
    "number_committed",
    "publish",
    "read_on",
    "replay",
    "retry_parked",
]
