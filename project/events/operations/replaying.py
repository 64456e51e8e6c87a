"""Letting a subscriber read again what it has read before."""

import logging
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from project.events import queries
from project.events.locks import lock_cursor
from project.events.models import Parked
from project.events.registry import find_subscriber
from project.kernel import clock
from project.kernel.errors import Refusal
from project.kernel.transactions import transaction

log = logging.getLogger(__name__)


class SubscriberUnknown(Refusal):
    """No code listens under that name."""

    code = "subscriber_unknown"
    message = _("Nothing listens under the name %(name)s.")


@dataclass(frozen=True, slots=True)
class Replay:
    """What a subscriber is going to read: how many events from which number on.

    `kept_since` is set when some of what was asked for is archived: when the kept log begins.
    """

    first: int
    events: int
    kept_since: datetime | None


@transaction()
def replay(*, subscriber: str, position: int = 1, since: datetime | None = None) -> Replay:
    """Let a subscriber read again from a number on, or from the first event at or after a moment.

    The relay does it, from its next round on. What was parked for this subscriber from there on comes anew. Handlers
    are idempotent, so whatever is as it should be stays so.

    Raises: SubscriberUnknown. Locks: the subscriber's cursor.
    """
    if find_subscriber(subscriber) is None:
        raise SubscriberUnknown(name=subscriber)
    first = max(queries.first_position_since(since) if since else position, 1)
    cursor = lock_cursor(subscriber)
    cursor.position, cursor.updated_at = first - 1, clock.now()
    cursor.save(update_fields=["position", "updated_at"])
    Parked.objects.filter(subscriber=subscriber, position__gte=first).delete()
    log.warning("subscriber reads again", extra={"subscriber": subscriber, "position": first})
    return Replay(first, queries.lags()[subscriber], queries.kept_since(first))
