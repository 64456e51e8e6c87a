"""Says at once, to every web process, that something moved: for what cannot wait for the event log's next round.

A nudge may be lost, so it only ever makes quicker what the event log says as well, or says what nobody misses
(somebody is typing).
"""

import json

from django.db import connection

from project.kernel.transactions import outside_transaction

CHANNEL = "nivas_nudge"


@outside_transaction()
def nudge(topic: str, *, about: str = "changed", **words: str | int) -> None:
    """Tell whoever watches a topic. `words` are ids and the like, never what somebody wrote.

    Raises: TransactionRefused, because a NOTIFY holds a lock over the whole database until its transaction is on the disk.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, json.dumps({"topic": topic, "about": about, **words})])
