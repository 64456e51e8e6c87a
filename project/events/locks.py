"""The relay's lock: among all processes of one database, one numbers and delivers. And that of a cursor."""

from django.db import OperationalError, connection

from project.events.models import Cursor

# Any constant will do; advisory locks of other databases on the same server do not meet it.
RELAY_LOCK = 7_240_611
# A relay at work says something to the database for each event, and an idle one five times a second.
SECONDS_OF_SILENCE = 4
# Its connection is gone by then, or its machine is in such a state that it is better to look again.
MILLISECONDS_TO_END = 2000
# Whoever waits longer for a lock is no use to the events of everybody else.
BRIEFLY = "SET lock_timeout = '3s'"

# By the database's clock alone. A statement that runs is no silence, unless nobody takes its answer; and who cannot see what
# another session does (no such right, no such setting) calls nobody silent.
HOLDER = """
SELECT lock.pid, coalesce(
    clock_timestamp() - activity.state_change > %(silence)s * interval '1 second'
    AND (activity.state IN ('idle', 'idle in transaction', 'idle in transaction (aborted)')
         OR activity.wait_event = 'ClientWrite'), false) AS is_silent
FROM pg_locks AS lock LEFT JOIN pg_stat_activity AS activity ON activity.pid = lock.pid
WHERE lock.locktype = 'advisory' AND lock.granted AND lock.objid = %(lock)s
    AND lock.database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""
HELD = f"SELECT EXISTS (SELECT FROM ({HOLDER}) AS holder WHERE NOT is_silent)"
END_SILENT = f"SELECT pg_terminate_backend(pid, %(patience)s) FROM ({HOLDER}) AS holder WHERE is_silent"
OURS = {"lock": RELAY_LOCK, "silence": SECONDS_OF_SILENCE, "patience": MILLISECONDS_TO_END}


class ConnectionLost(OperationalError):
    """The connection that held the relay's lock is not the one at hand: somebody else may be the relay."""


def take_relay_lock() -> bool:
    """Become the relay if nobody else is. Kept until this connection closes, whatever closes it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [RELAY_LOCK])
        (taken,) = cursor.fetchone()
        if taken:
            cursor.execute(BRIEFLY)
    return bool(taken)


def end_silent_relay() -> bool:
    """End the connection of a relay that has said nothing for four seconds, and with it its lock and open transaction.

    When it wakes it cannot write anything more as the relay: whatever it was in the middle of is undone.
    """
    with connection.cursor() as cursor:
        cursor.execute(END_SILENT, OURS)
        return any(ended for (ended,) in cursor.fetchall())


def is_relay_lock_held() -> bool:
    """Whether some relay holds the lock and is not silent."""
    with connection.cursor() as cursor:
        cursor.execute(HELD, OURS)
        (held,) = cursor.fetchone()
    return bool(held)


def lock_cursor(subscriber: str) -> Cursor:
    """A subscriber's cursor, made if it has none; whoever moves it waits."""
    Cursor.objects.get_or_create(pk=subscriber)
    return Cursor.objects.select_for_update(no_key=True).get(pk=subscriber)
