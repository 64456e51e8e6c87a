"""Who sends: one worker a channel, so that a provider that hangs holds one worker and no more."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from project.identity.models import User
from project.notifications.channels import Channel
from project.notifications.models import Alert, Delivery

# The first number marks the lock as ours among the advisory locks of this database.
SENDING = 7_240_612


@contextmanager
def only_one_sends(channel: Channel) -> Iterator[bool]:
    """True for whoever sends on this channel until the block ends; False while somebody else does."""
    key = [SENDING, Channel.values.index(channel)]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", key)
        (taken,) = cursor.fetchone()
    try:
        yield bool(taken)
    finally:
        if taken:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", key)


def lock_alerts(person: User, **which: str) -> list[Alert]:
    """The unread alerts of a person that are meant, in the order of their ids."""
    unread = Alert.objects.filter(person=person, read_at=None, **which)
    return list(unread.select_for_update(no_key=True).order_by("id"))


def lock_bundle(deliveries: QuerySet[Delivery]) -> list[Delivery]:
    """What goes with one daily mail; what another worker is bundling is left to it."""
    return list(deliveries.select_for_update(skip_locked=True, of=("self",)).order_by("id"))


def lock_delivery(public_id: UUID) -> Delivery:
    """A delivery as it is now."""
    return Delivery.objects.select_for_update(of=("self",)).select_related("to").get(public_id=public_id)
