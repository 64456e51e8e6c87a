"""The ledger's postings, beside a bare insert of two rows by the same client: what truth about money costs."""

from uuid import uuid4

from project.identity.models import User
from project.kernel.money import Money
from project.kernel.transactions import transaction
from project.ledger.models import AccountKind, Posting
from project.ledger.operations import credit, debit, post
from tests.benchmarks.bench import Bench
from tests.benchmarks.load import one_by_one
from tests.benchmarks.models import Pair
from tests.benchmarks.rows import OURS, Round, Row, compete

POSTINGS = 1000
AMOUNT = Money(17_000_00)


def postings(bench: Bench) -> list[Row]:
    """One transaction each: a posting of two entries, or two plain rows."""
    people = [person.user for person in bench.people]
    ways = {OURS: lambda: ours(people), "pair": lambda: Round(lambda: one_by_one(insert_pair, POSTINGS))}
    compete("postings", ways, 1)  # opens the people's accounts
    return compete("postings", ways, bench.few)


def ours(people: list[User]) -> Round:
    """Money that arrives, each time for somebody else."""
    before = Posting.objects.count()
    turn = iter(people * (POSTINGS // len(people) + 1))
    return Round(
        lambda: one_by_one(lambda: post_received(next(turn)), POSTINGS), lambda: Posting.objects.count() - before
    )


def post_received(payer: User) -> None:
    """The posting of a payment."""
    key = str(uuid4())
    lines = [debit(AccountKind.STRIPE_CLEARING, AMOUNT), credit(AccountKind.UNAPPLIED, AMOUNT, person=payer)]
    with transaction():
        post(source=f"payment:{key}", kind="payment.received", subject=f"booking:{key}", lines=lines)


def insert_pair() -> None:
    """Two rows in one statement."""
    with transaction():
        Pair.objects.bulk_create(
            [Pair(account=1, amount_paise=AMOUNT.paise), Pair(account=2, amount_paise=-AMOUNT.paise)]
        )
