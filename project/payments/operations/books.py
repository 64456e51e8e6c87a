"""What payments writes into the ledger: money in, fees, money back, money held. Each fact once, in its transaction."""

from datetime import datetime

from project.identity.models import User
from project.kernel import clock
from project.kernel.money import Money
from project.kernel.transactions import transaction_required
from project.ledger.models import AccountKind
from project.ledger.operations import Line, credit, debit, post, reverse
from project.payments.gateways.gateway import MovementKind, MovementLine
from project.payments.locks import lock_suspense
from project.payments.models import Dispute, DisputeState, Payment, Refund, SuspenseItem, SuspenseState
from project.payments.queries import is_posted

RECEIVED, UNMATCHED, FEE = "payment.received", "payment.unmatched", "payment.fee"
SENT, RETURNED, MATCHED = "refund.sent", "suspense.returned", "suspense.matched"
OPENED, WON, LOST = "dispute.opened", "dispute.won", "dispute.lost"


@transaction_required()
def post_received(payment: Payment) -> None:
    """Money of a known payer is here, not yet put to use."""
    _post(
        payment.source,
        RECEIVED,
        payment.subject,
        payment.paid_at,
        debit(AccountKind.STRIPE_CLEARING, payment.amount),
        credit(AccountKind.UNAPPLIED, payment.amount, person=payment.payer),
    )


@transaction_required()
def post_unmatched(item: SuspenseItem) -> None:
    """Money is here, and nobody can say what for."""
    _post(
        item.source,
        UNMATCHED,
        item.subject,
        item.arrived_at,
        debit(AccountKind.STRIPE_CLEARING, item.amount),
        credit(AccountKind.SUSPENSE, item.amount),
    )


@transaction_required()
def post_fee(*, of: Payment | SuspenseItem, fee: Money | None, at: datetime) -> bool:
    """Note what the gateway kept of a payment, once it is known, and say whether that was new."""
    if not fee or is_posted(of.source, FEE):
        return False
    _post(of.source, FEE, of.subject, at, *_by_sign(fee, AccountKind.STRIPE_FEES, AccountKind.STRIPE_CLEARING))
    return True


@transaction_required()
def release_to_payer(payment: Payment, *, by: User | None = None) -> None:
    """Take a payment's money out of suspense, if it is there: from now on it is its payer's.

    Locks: the suspense item.
    """
    item = SuspenseItem.objects.filter(payment=payment, state=SuspenseState.OPEN).first()
    if item is not None:
        release_item(lock_suspense(item.pk), payment, by=by)


@transaction_required()
def release_item(item: SuspenseItem, payment: Payment, *, by: User | None) -> None:
    """Give the whole of an item to the payer of a payment. The caller holds the item's lock."""
    _post(
        item.subject,
        MATCHED,
        payment.subject,
        clock.now(),
        debit(AccountKind.SUSPENSE, item.amount),
        credit(AccountKind.UNAPPLIED, item.amount, person=payment.payer),
    )
    item.state, item.payment = SuspenseState.MATCHED, payment
    item.resolved_by, item.resolved_at = by, clock.now()
    item.save(update_fields=["state", "payment", "resolved_by", "resolved_at"])


@transaction_required()
def post_refund(refund: Refund) -> None:
    """A refund has left: the gateway has it."""
    _post(
        refund.source,
        SENT,
        refund.payment.subject,
        clock.now(),
        debit(AccountKind.UNAPPLIED, refund.amount, person=refund.payment.payer),
        credit(AccountKind.STRIPE_CLEARING, refund.amount),
    )


@transaction_required()
def unpost_refund(refund: Refund) -> None:
    """A refund that had left has come back."""
    if is_posted(refund.source, SENT):
        reverse(source=refund.source, kind=SENT, memo="The refund failed.")


@transaction_required()
def post_returned(item: SuspenseItem, *, refund_id: str, amount: Money) -> None:
    """Money that belongs to nothing we know went back where it came from."""
    _post(
        f"stripe:{refund_id}",
        RETURNED,
        item.subject,
        clock.now(),
        debit(AccountKind.SUSPENSE, amount),
        credit(AccountKind.STRIPE_CLEARING, amount),
    )


@transaction_required()
def unpost_returned(*, refund_id: str) -> None:
    """Such money has come back once more."""
    if is_posted(f"stripe:{refund_id}", RETURNED):
        reverse(source=f"stripe:{refund_id}", kind=RETURNED, memo="The refund failed.")


@transaction_required()
def post_dispute(dispute: Dispute) -> None:
    """Note whatever of a dispute moved money and is not noted yet: taken, given back, lost."""
    taken = Money(dispute.taken_paise, dispute.currency)
    if taken:
        _post_taken(dispute, taken)
    if dispute.returned_paise and dispute.state == DisputeState.WON:
        _post_won(dispute)
    if taken and dispute.state == DisputeState.LOST:
        _post_once(dispute, LOST, _owed_by_payer(dispute, taken), credit(AccountKind.DISPUTE_HOLDING, taken))


@transaction_required()
def post_movement(line: MovementLine) -> str:
    """Post a movement that is a fact of its own, a payout or a fee of the gateway, and give its source."""
    account, kind = _OF_THEIR_OWN[line.kind]
    source = f"stripe:{line.id}"
    _post(source, kind, "", line.moved_at, *_by_sign(-line.net, account, AccountKind.STRIPE_CLEARING))
    return source


_OF_THEIR_OWN = {
    MovementKind.PAYOUT: (AccountKind.BANK, "payout.sent"),
    MovementKind.FEE: (AccountKind.STRIPE_FEES, "gateway.fee"),
}


def _post_taken(dispute: Dispute, taken: Money) -> None:
    fee = Money(dispute.taken_fee_paise, dispute.currency)
    fees = [debit(AccountKind.STRIPE_FEES, fee)] if fee else []
    held = debit(AccountKind.DISPUTE_HOLDING, taken)
    _post_once(dispute, OPENED, held, *fees, credit(AccountKind.STRIPE_CLEARING, taken + fee))


def _post_won(dispute: Dispute) -> None:
    back, fee = Money(dispute.returned_paise, dispute.currency), Money(dispute.returned_fee_paise, dispute.currency)
    fees = [credit(AccountKind.STRIPE_FEES, fee)] if fee else []
    freed = credit(AccountKind.DISPUTE_HOLDING, back)
    _post_once(dispute, WON, debit(AccountKind.STRIPE_CLEARING, back + fee), freed, *fees)


def _owed_by_payer(dispute: Dispute, amount: Money) -> Line:
    """Whoever took the money back owes it again; of a stranger we only had what lies in suspense."""
    if dispute.payment is None:
        return debit(AccountKind.SUSPENSE, amount)
    return debit(AccountKind.TENANT_RECEIVABLE, amount, person=dispute.payment.payer)


def _by_sign(amount: Money, left: AccountKind, right: AccountKind) -> tuple[Line, Line]:
    if amount.paise > 0:
        return debit(left, amount), credit(right, amount)
    return credit(left, -amount), debit(right, -amount)


def _post_once(dispute: Dispute, kind: str, *lines: Line) -> None:
    """Post a step of a dispute; it stands as it was first seen, also when its payer became known later."""
    if not is_posted(dispute.source, kind):
        about = dispute.payment or dispute.suspense
        _post(dispute.source, kind, about.subject if about else "", clock.now(), *lines)


def _post(source: str, kind: str, subject: str, at: datetime, *lines: Line) -> None:
    post(source=source, kind=kind, subject=subject, lines=lines, posted_at=at)
