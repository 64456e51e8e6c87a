"""Everything that writes the books. One module per idea; callers import from here."""

from project.ledger.operations.checking import check_books
from project.ledger.operations.lines import Line, NotAnAmount, credit, debit
from project.ledger.operations.posting import PostingDiffers, PostingUnbalanced, post, reverse
from project.ledger.operations.sealing import seal_postings
from project.ledger.operations.telling import send_head

__all__ = [
    "Line",
    "NotAnAmount",
    "PostingDiffers",
    "PostingUnbalanced",
    "check_books",
    "credit",
    "debit",
    "post",
    "reverse",
    "seal_postings",
    "send_head",
]
