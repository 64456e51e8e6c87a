"""The relay's lock: among all processes of one database, one numbers and delivers."""

from django.db import connection

# Any constant will do; advisory locks of other databases on the same server do not meet it.
RELAY_LOCK = 7_240_611


def take_relay_lock() -> bool:
    """Become the relay if nobody else is. Kept until this connection closes, whatever closes it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [RELAY_LOCK])
        (taken,) = cursor.fetchone()
    return bool(taken)
