"""Looking through all the books, and keeping what was found."""

from dataclasses import asdict

from project.kernel.transactions import transaction
from project.ledger.models import CheckRun, Posting
from project.ledger.operations.sealing import seal_postings
from project.ledger.queries.imbalances import find_imbalances
from project.ledger.queries.seals import head, unsealed


def check_books() -> CheckRun:
    """Seal whatever is still open, then look through everything and write down what is wrong, if anything is."""
    seal_postings(look_back=None)
    with transaction():
        last, open_end = head(), unsealed()
        return CheckRun.objects.create(
            faults=[asdict(fault) for fault in find_imbalances()],
            postings=Posting.objects.count(),
            unsealed=open_end.count,
            unsealed_since=open_end.since,
            head_number=last.number if last else 0,
            head_hash=last.hash if last else "",
        )
