"""Facts that are older than the ledger, or came in around it: posted afterwards, once."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from django.db.models import QuerySet

from project.kernel.money import Money
from project.kernel.transactions import outside_transaction, transaction
from project.payments.models import Payment, Refund
from project.payments.operations.books import post_received, post_refund, release_to_payer
from project.payments.operations.suspending import suspend_payment
from project.payments.queries import payments_not_posted, refunds_not_posted

BATCH = 200

Row = TypeVar("Row", Payment, Refund)


@outside_transaction()
def post_missing() -> Iterator[tuple[str, Money]]:
    """Post every payment and refund that the ledger does not know, in batches, and give each as it is posted.

    Safe to repeat and to stop: what is posted is posted.
    """
    yield from _in_batches(payments_not_posted().select_related("payer"), _post_payment)
    yield from _in_batches(refunds_not_posted(), _post_refund)


def _in_batches(rows: QuerySet[Row], post: Callable[[Row], None]) -> Iterator[tuple[str, Money]]:
    last = 0
    while batch := list(rows.filter(pk__gt=last)[:BATCH]):
        with transaction():
            for row in batch:
                post(row)
        yield from ((row.source, row.amount) for row in batch)
        last = batch[-1].pk


def _post_payment(payment: Payment) -> None:
    if payment.is_as_asked:
        post_received(payment)
    else:
        suspend_payment(payment)


def _post_refund(refund: Refund) -> None:
    release_to_payer(refund.payment)
    post_refund(refund)
