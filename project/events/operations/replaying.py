"""Letting a subscriber read again what it has read before, up to now or to an end."""

import logging
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext_lazy as _

from project.events import queries
from project.events.locks import lock_cursor
from project.events.models import Cursor, Parked
from project.events.registry import Subscriber, find_subscriber
from project.kernel import clock
from project.kernel.errors import Refusal
from project.kernel.transactions import transaction

log = logging.getLogger(__name__)


class SubscriberUnknown(Refusal):
    """No code listens under that name."""

    code = "subscriber_unknown"
    message = _("Nothing listens under the name %(name)s.")


class ReplayEndsBeforeItBegins(Refusal):
    """Nothing lies between the two ends."""

    code = "replay_ends_before_it_begins"
    message = _(
        "It would begin with number %(first)d and end with number %(last)d. Choose an earlier beginning or a later end."
    )


class ReplayEndsInTheFuture(Refusal):
    """A replay is of what has happened."""

    code = "replay_ends_in_the_future"
    message = _("That end is still to come: the log ends with number %(last)d. Choose an earlier end, or none.")


@dataclass(frozen=True, slots=True)
class Replay:
    """What a subscriber is going to read: how many events, from which number on and up to which.

    `last` is None when it follows the log from there on. `kept_since` is set when some of what was asked for is
    archived: when the kept log begins.
    """

    first: int
    last: int | None
    events: int
    kept_since: datetime | None


@transaction()
def replay(
    *,
    subscriber: str,
    position: int = 1,
    since: datetime | None = None,
    last: int | None = None,
    last_day: date | None = None,
) -> Replay:
    """Let a subscriber read again: from a number on, or from the first event at or after a moment.

    It reads up to now and follows the log, or up to the number `last` or the end of `last_day` in the house's zone; there
    it stands still until `read_on`. Of a day that is not over that is what has a number by now.
    The relay does it, from its next round on. What was parked for this subscriber from there on comes anew. Handlers
    are idempotent, so whatever is as it should be stays so.

    Raises: SubscriberUnknown; ReplayEndsInTheFuture; ReplayEndsBeforeItBegins. Locks: the subscriber's cursor.
    """
    reader = _known(subscriber)
    first = max(queries.first_position_since(since) if since else position, 1)
    until = _end_of(first, last, last_day)
    _move(lock_cursor(subscriber), first - 1, until)
    Parked.objects.filter(subscriber=subscriber, position__gte=first).delete()
    log.warning("subscriber reads again", extra={"subscriber": subscriber, "position": first, "until": until})
    number = queries.count_between(after=first - 1, until=until or queries.last_position(), types=reader.types)
    return Replay(first, until, number, queries.kept_since(first))


@transaction()
def read_on(*, subscriber: str) -> Replay:
    """Let a subscriber that has an end read past it, and follow the log again; one that follows it does so anyway.

    Raises: SubscriberUnknown. Locks: the subscriber's cursor.
    """
    reader, cursor = _known(subscriber), lock_cursor(subscriber)
    _move(cursor, cursor.position, None)
    log.warning("subscriber reads on", extra={"subscriber": subscriber, "position": cursor.position})
    number = queries.count_between(after=cursor.position, until=queries.last_position(), types=reader.types)
    return Replay(cursor.position + 1, None, number, queries.kept_since(cursor.position + 1))


def _known(subscriber: str) -> Subscriber:
    found = find_subscriber(subscriber)
    if found is None:
        raise SubscriberUnknown(name=subscriber)
    return found


def _end_of(first: int, last: int | None, last_day: date | None) -> int | None:
    """The last number to read, of the two ways to say it; None when neither was."""
    if last_day:
        last = queries.last_position_before(clock.begin_of(last_day + timedelta(days=1)))
    if last is None:
        return None
    there = queries.last_position()
    if last > there or (last_day and last_day > clock.today()):
        raise ReplayEndsInTheFuture(last=there)
    if last < first:
        raise ReplayEndsBeforeItBegins(first=first, last=last)
    return last


def _move(cursor: Cursor, position: int, until: int | None) -> None:
    cursor.position, cursor.until, cursor.updated_at = position, until, clock.now()
    cursor.save(update_fields=["position", "until", "updated_at"])
