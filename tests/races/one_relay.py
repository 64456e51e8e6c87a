"""A relay as a process of its own, with one subscriber that writes down what it is told: `python -m tests.races.one_relay`.

Its name is its PGAPPNAME, by which the database knows its connections.
"""

import os
import threading

import django


def write_down(n: int) -> None:
    """Once for each event, as every subscriber of the house does; in the middle it may have to wait, or hang."""
    from django.db import connection

    from project.kernel.transactions import transaction

    with transaction(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO public.told (n, by) VALUES (%s, %s) ON CONFLICT DO NOTHING", [n, os.environ["PGAPPNAME"]]
        )
        if n in GATED:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [GATE])
        if n in SLOW:
            cursor.execute("SELECT pg_sleep(5)")
        if n in STUCK and os.environ["PGAPPNAME"] == FIRST:
            threading.Event().wait()


FIRST, SECOND = "first relay", "second relay"
GATE = 4_711
GATED, SLOW, STUCK = {100}, {200}, {300}


def main() -> None:
    """Until it is ended."""
    django.setup()
    from project.events.relay import Relay
    from tests.project.events.happenings import happenings, listening

    with happenings(), listening(lambda event: write_down(event.payload["n"]), "test.told"):
        Relay().run()


if __name__ == "__main__":
    main()
