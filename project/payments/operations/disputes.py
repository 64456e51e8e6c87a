"""Disputes: read again whenever anybody speaks of one, posted as the money moves, answered once."""

import logging
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256

from django.utils.translation import gettext_lazy as _

from project.events.operations import publish
from project.identity.models import User
from project.kernel import clock
from project.kernel.errors import GatewayError, Refusal
from project.kernel.locks import take_due
from project.kernel.transactions import outside_transaction, transaction
from project.kernel.wake import wake
from project.payments.gateways import gateway
from project.payments.gateways.gateway import GatewayDispute, GatewayRefused
from project.payments.locks import lock_dispute
from project.payments.models import Dispute, DisputeState, Payment, SuspenseState
from project.payments.operations.adoption import bring_in
from project.payments.operations.books import post_dispute
from project.payments.queries import left_in_suspense
from project.payments.rules import EVIDENCE, LONGEST_EVIDENCE, dispute_may_become

logger = logging.getLogger(__name__)

FIRST_WAIT = timedelta(seconds=60)
OnPaid = Callable[[Payment], object]

_EVENTS = {
    DisputeState.NEEDS_RESPONSE: "dispute.opened",
    DisputeState.UNDER_REVIEW: "dispute.under_review",
    DisputeState.WON: "dispute.won",
    DisputeState.LOST: "dispute.lost",
}


class DisputeAnswered(Refusal):
    """The bank takes one answer, and has it or does not want it any more."""

    code = "dispute_answered"
    message = _("This dispute was answered already, or the bank takes no answer any more.")


class EvidenceMissing(Refusal):
    """An answer without words, with unknown parts, or longer than a bank reads."""

    code = "evidence_missing"
    message = _("Write what happened, in at most %(most)s characters.")


@outside_transaction()
def record_dispute(*, dispute_id: str, on_paid: OnPaid) -> Dispute:
    """Read a dispute at the gateway and write down how it stands.

    Raises: GatewayError when the gateway does not answer; nothing has changed then.
    """
    return adopt_dispute(gateway().get_dispute(dispute_id), on_paid=on_paid)


@outside_transaction()
def adopt_dispute(answer: GatewayDispute, *, on_paid: OnPaid) -> Dispute:
    """Write down how a dispute stands, and post what it moved; it never goes back.

    One for money we never saw brings that money in first: to its attempt, or to the suspense list.

    Locks: the dispute. After commit: `dispute.opened`, `won` or `lost` is told.
    """
    money = bring_in(answer.intent_id, on_paid=on_paid)
    about = {"payment": money} if isinstance(money, Payment) else {"suspense": money, "payment": money.payment}
    with transaction():
        row, is_new = Dispute.objects.get_or_create(
            gateway_id=answer.id,
            defaults={
                **about,
                "intent_id": answer.intent_id,
                "amount_paise": answer.amount.paise,
                "currency": answer.amount.currency,
                "state": answer.progress.value,
                "opened_at": answer.opened_at,
            },
        )
        dispute = lock_dispute(row.pk)
        _write(dispute, answer, is_new=is_new)
    return dispute


@transaction()
def submit_evidence(*, dispute: Dispute, by: User, evidence: dict[str, str]) -> Dispute:
    """Answer a dispute, in parts named as `rules.EVIDENCE` says; a job sends it at once. There is one answer only.

    Raises: EvidenceMissing; DisputeAnswered. Locks: the dispute.
    """
    said = {name: text.strip() for name, text in evidence.items() if text.strip()}
    if not said or not said.keys() <= EVIDENCE or sum(map(len, said.values())) > LONGEST_EVIDENCE:
        raise EvidenceMissing(most=LONGEST_EVIDENCE)
    dispute = lock_dispute(dispute.pk)
    if not dispute.can_be_answered:
        raise DisputeAnswered
    dispute.evidence, dispute.evidence_by = said, by
    dispute.tries, dispute.next_try_at, dispute.last_error = 0, clock.now(), ""
    dispute.save(update_fields=["evidence", "evidence_by", "tries", "next_try_at", "last_error"])
    wake("jobs.payments.send_evidence")
    return dispute


@outside_transaction()
def send_evidence() -> int:
    """Send the answers that are owed, and say how many left. What nobody answers for stays owed."""
    owed = Dispute.objects.filter(evidence_sent_at=None, is_settled=False).exclude(evidence={})
    return sum(_send(dispute) for dispute in take_due(owed, first_wait=FIRST_WAIT))


def _write(dispute: Dispute, answer: GatewayDispute, *, is_new: bool) -> None:
    before, after = dispute.state, DisputeState(answer.progress.value)
    if dispute_may_become(before, after):
        dispute.state = after
    dispute.reason, dispute.respond_by = answer.reason[:120], answer.respond_by
    dispute.taken_paise, dispute.taken_fee_paise = answer.taken.paise, answer.taken_fee.paise
    dispute.returned_paise, dispute.returned_fee_paise = answer.returned.paise, answer.returned_fee.paise
    dispute.is_settled = _is_settled(dispute)
    dispute.save()
    post_dispute(dispute)
    _close_suspense(dispute)
    if is_new or dispute.state != before:
        _publish(dispute)


def _is_settled(dispute: Dispute) -> bool:
    """A dispute that is won is over when the money is back."""
    if dispute.state == DisputeState.WON:
        return dispute.returned_paise >= dispute.taken_paise
    return dispute.state in {DisputeState.LOST, DisputeState.WARNING_CLOSED}


def _close_suspense(dispute: Dispute) -> None:
    """What a bank has taken for good is in suspense no more."""
    item = dispute.suspense
    if item is not None and item.state == SuspenseState.OPEN and not left_in_suspense(item):
        item.state = SuspenseState.RETURNED
        item.save(update_fields=["state"])


def _publish(dispute: Dispute) -> None:
    event = _EVENTS.get(DisputeState(dispute.state))
    if event is None:
        return
    body: dict[str, object] = {"dispute": str(dispute.public_id), "amount_paise": dispute.amount_paise}
    if dispute.payment is not None:
        body |= {"payment": str(dispute.payment.public_id), "subject": dispute.payment.subject}
    publish(type=event, key=f"dispute:{dispute.pk}", payload=body)


def _send(dispute: Dispute) -> bool:
    words = sha256(repr(sorted(dispute.evidence.items())).encode()).hexdigest()[:16]
    key = f"evi:{dispute.public_id}:{words}"
    try:
        gateway().send_evidence(key=key, dispute_id=dispute.gateway_id, evidence=dispute.evidence)
    except GatewayRefused as error:
        # The words go, so that others can be sent; the history keeps them.
        logger.error("The answer to dispute %s was refused: %s", dispute.public_id, error)
        Dispute.objects.filter(pk=dispute.pk).update(evidence={}, last_error=str(error))
        return False
    except GatewayError as error:
        Dispute.objects.filter(pk=dispute.pk).update(last_error=str(error))
        return False
    Dispute.objects.filter(pk=dispute.pk).update(evidence_sent_at=clock.now(), last_error="")
    return True
