"""The ledger's only lock. Nobody who posts ever waits for it: rows of the books are never locked."""

from django.db import connection

# Any constant will do that no other advisory lock of ours uses.
SEALING_LOCK = 7_240_612


def take_sealing_lock() -> bool:
    """Become the one who seals, until the transaction ends; False when somebody else is."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SEALING_LOCK])
        (taken,) = cursor.fetchone()
    return bool(taken)
