"""The relay's lock: among all processes of one database, one numbers and delivers. And that of a cursor."""

from django.db import connection

from project.events.models import Cursor

# Any constant will do; advisory locks of other databases on the same server do not meet it.
RELAY_LOCK = 7_240_611


def take_relay_lock() -> bool:
    """Become the relay if nobody else is. Kept until this connection closes, whatever closes it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [RELAY_LOCK])
        (taken,) = cursor.fetchone()
    return bool(taken)


def lock_cursor(subscriber: str) -> Cursor:
    """A subscriber's cursor, made if it has none; whoever moves it waits."""
    Cursor.objects.get_or_create(pk=subscriber)
    return Cursor.objects.select_for_update(no_key=True).get(pk=subscriber)
