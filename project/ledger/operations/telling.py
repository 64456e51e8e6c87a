"""The last seal leaves the database: who keeps its hash elsewhere can prove what the books said."""

import logging

from project.identity.queries import administrators
from project.kernel import clock
from project.kernel.transactions import transaction
from project.ledger.queries.checks import books
from project.ledger.queries.seals import head, last_position
from project.notifications.operations import notify

log = logging.getLogger(__name__)


@transaction()
def send_head() -> int:
    """Log the last seal and owe it to every administrator by mail, once a day; say to how many.

    After commit: a worker sends the mails.
    """
    last, state = head(), books()
    if last is None:
        return 0
    today, readers = clock.today().isoformat(), administrators()
    log.info("books' head", extra={"fields": {"seal": last.number, "hash": last.hash, "postings": last_position()}})
    context = {
        "day_on": today,
        "seal": last.number,
        "fingerprint": last.hash,
        "postings": last_position(),
        "faults": len(state.last.faults) if state else 0,
    }
    for reader in readers:
        notify(kind="books_sealed", to=reader, context=context, once=f"books:{today}:{reader.public_id}")
    return len(readers)
