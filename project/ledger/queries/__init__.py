"""What may be known of the books. Reads only; callers import from here."""

from project.ledger.queries.balances import balance, trial_balance
from project.ledger.queries.checks import Books, books
from project.ledger.queries.contents import contents_of, postings_for, postings_of, says_what_it_said, standing_posting
from project.ledger.queries.imbalances import find_imbalances
from project.ledger.queries.seals import Unsealed, head, unsealed
from project.ledger.queries.statements import account, accounts, balances_after, statement
from project.ledger.rules import Imbalance

__all__ = [
    "Books",
    "Imbalance",
    "Unsealed",
    "account",
    "accounts",
    "balance",
    "balances_after",
    "books",
    "contents_of",
    "find_imbalances",
    "head",
    "postings_for",
    "postings_of",
    "says_what_it_said",
    "standing_posting",
    "statement",
    "trial_balance",
    "unsealed",
]
