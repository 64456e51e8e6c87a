"""What the clock does for the books: one operation a job."""

import logging

from project.ledger import operations

log = logging.getLogger(__name__)


def seal_postings() -> int:
    """Seal what was posted since the last minute."""
    return operations.seal_postings()


def check_books() -> int:
    """Look through all the books; every fault is an error for a person to look at."""
    run = operations.check_books()
    for fault in run.faults:
        log.error("The books are not in order: %s: %s", fault["what"], fault["says"])
    return len(run.faults)


def send_head() -> int:
    """Let the last seal leave the database."""
    return operations.send_head()
