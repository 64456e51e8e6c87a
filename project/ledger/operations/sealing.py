"""Closing the books up to now, so that a change of the past shows."""

import logging

from project.kernel import clock
from project.kernel.transactions import transaction
from project.ledger.locks import take_sealing_lock
from project.ledger.models import Seal, SealedPosting
from project.ledger.queries.seals import NEAR, head, last_position, waiting_postings
from project.ledger.rules import FIRST_PREVIOUS, SealedRow, seal_hash

log = logging.getLogger(__name__)

LARGEST_BLOCK = 5_000


def seal_postings(*, look_back: int | None = NEAR) -> int:
    """Seal what was committed since the last time and say how many postings that were.

    Nobody who posts waits for it or makes it wait: a transaction still open is not seen yet, and its postings go into
    a later seal. Without `look_back` it also looks for postings that came later than any writer should.

    Locks: the sealing lock, for each block; with somebody else sealing it does nothing.
    """
    total = 0
    while sealed := _seal_block(look_back):
        total += sealed
    return total


@transaction()
def _seal_block(look_back: int | None) -> int:
    if not take_sealing_lock():
        return 0
    # The hash as it was written: whether it still is the content's is for the self-check, which reads everything.
    waiting = waiting_postings(look_back=look_back).values_list("pk", "hash")[:LARGEST_BLOCK]
    postings = [(position, *row) for position, row in enumerate(waiting, last_position() + 1)]
    if postings:
        _write(postings)
    return len(postings)


def _write(postings: list[SealedRow]) -> None:
    last, now = head(), clock.now()
    number, previous = (last.number + 1, last.hash) if last else (1, FIRST_PREVIOUS)
    sealed = seal_hash(number=number, previous=previous, sealed_at=now, postings=postings)
    seal = Seal.objects.create(number=number, previous=previous, hash=sealed, sealed_at=now)
    SealedPosting.objects.bulk_create(
        SealedPosting(position=position, seal=seal, posting_id=posting, hash=written)
        for position, posting, written in postings
    )
    # As fields: messages are scrubbed of anything that looks like a secret, and this one is to be found again.
    log.info("books sealed", extra={"fields": {"seal": number, "hash": sealed, "postings": len(postings)}})
