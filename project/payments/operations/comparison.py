"""Goes through what the gateway has, and through what of ours is not over, and repairs what does not agree."""

import logging
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import TypeVar

from project.kernel.errors import GatewayError
from project.kernel.money import Money
from project.payments.gateways import gateway
from project.payments.gateways.gateway import (
    Capture,
    GatewayDispute,
    GatewayMissing,
    GatewayRefund,
    GatewayRefused,
    GatewayUnclear,
)
from project.payments.models import (
    LIVE_STATES,
    Attempt,
    Dispute,
    FindingKind,
    Payment,
    ReconciliationRun,
    Refund,
    RefundState,
)
from project.payments.operations.adoption import Adopted, adopt_capture, adopt_refund
from project.payments.operations.disputes import adopt_dispute
from project.payments.operations.movements import keep_movements
from project.payments.operations.run_log import note
from project.payments.operations.settlement import settle
from project.payments.queries import fees_posted

logger = logging.getLogger(__name__)

Item = TypeVar("Item")
CHUNK = 500

_CAPTURE_FINDINGS = {
    Adopted.PAYMENT: (FindingKind.PAYMENT_MISSING, True, "Recorded, and what was asked for follows."),
    Adopted.FEE: (FindingKind.FEE_MISSING, True, "Posted."),
    Adopted.SUSPENDED: (FindingKind.MONEY_UNMATCHED, False, "In the suspense list: decide whose it is."),
}


class Comparison:
    """One run's comparison. `pulse` is called between steps and may end it."""

    def __init__(
        self, run: ReconciliationRun, on_paid: Callable[[Payment], object], *, pulse: Callable[[], object]
    ) -> None:
        self._run = run
        self._on_paid = on_paid
        self._pulse = pulse
        self._intents: dict[str, str] = {}

    def compare_window(self, since: datetime | None, until: datetime | None) -> None:
        """Look through everything that the gateway made in a time. Movements last: they name all that went before."""
        self._pulse()
        for captures in chunks(gateway().list_captures(since=since, until=until)):
            self._compare_captures(captures)
        for refund in self._each(gateway().list_refunds(since=since, until=until)):
            self.compare_refund(refund)
        for dispute in self._each(gateway().list_disputes(since=since, until=until)):
            self.compare_dispute(dispute)
        for lines in chunks(gateway().list_movements(since=since, until=until)):
            self._pulse()
            keep_movements(lines, intents=self._intents)

    def compare_unfinished(self) -> None:
        """Ask after everything of ours that is not over, however old."""
        attempts = Attempt.objects.filter(state__in=LIVE_STATES) | Attempt.objects.filter(is_settled=False)
        for attempt in self._each(attempts.order_by("pk")):
            self._ask_after_attempt(attempt)
        sent = Refund.objects.filter(state=RefundState.SENT).exclude(gateway_id=None).order_by("pk")
        for refund in self._each(sent):
            self.ask_after(refund)
        for dispute in self._each(Dispute.objects.filter(is_settled=False).order_by("pk")):
            self.ask_after(dispute)

    def ask_after(self, row: Payment | Refund | Dispute) -> None:
        """Read again what a record of ours stands for, and repair it."""
        try:
            if isinstance(row, Refund):
                self.compare_refund(gateway().get_refund(row.gateway_id or ""))
            elif isinstance(row, Dispute):
                self.compare_dispute(gateway().get_dispute(row.gateway_id))
            elif (capture := gateway().get_capture(row.intent_id)) is not None:
                self.compare_capture(capture)
        except GatewayMissing as error:
            self._name(FindingKind.NOT_AT_GATEWAY, row.source, row.amount, str(error))

    def compare_capture(self, capture: Capture) -> None:
        """Give money its place."""
        try:
            adopted = adopt_capture(capture, on_paid=self._hand_on)
        except GatewayUnclear as error:
            self._name(FindingKind.PAYMENT_MISSING, capture.intent_id, capture.amount, str(error))
            return
        if adopted in _CAPTURE_FINDINGS:
            kind, is_repaired, text = _CAPTURE_FINDINGS[adopted]
            amount = capture.fee if adopted is Adopted.FEE else capture.amount
            note(self._run, kind, capture.intent_id, is_repaired=is_repaired, amount=amount, text=text)

    def compare_refund(self, answer: GatewayRefund) -> None:
        """Give a refund its place."""
        try:
            adopted = adopt_refund(answer, on_paid=self._hand_on)
        except (GatewayUnclear, GatewayMissing) as error:
            self._name(FindingKind.REFUND_UNKNOWN, answer.id, answer.amount, str(error))
            return
        if adopted in {Adopted.REFUND, Adopted.MOVED}:
            kind = FindingKind.REFUND_MISSING if adopted is Adopted.REFUND else FindingKind.STATE_BEHIND
            self._repaired(kind, answer.id, answer.amount, "Recorded.")

    def compare_dispute(self, answer: GatewayDispute) -> None:
        """Give a dispute its place."""
        known = Dispute.objects.filter(gateway_id=answer.id).values_list("state", "is_settled").first()
        try:
            dispute = adopt_dispute(answer, on_paid=self._hand_on)
        except (GatewayUnclear, GatewayMissing) as error:
            self._name(FindingKind.DISPUTE_MISSING, answer.id, answer.amount, str(error))
            return
        if known is None:
            self._repaired(FindingKind.DISPUTE_MISSING, answer.id, answer.amount, "Recorded.")
        elif known != (dispute.state, dispute.is_settled):
            self._repaired(FindingKind.STATE_BEHIND, answer.id, answer.amount, "Moved on.")

    def _each(self, items: Iterable[Item]) -> Iterator[Item]:
        for item in items:
            self._pulse()
            self._run.looked_at += 1
            yield item

    def _compare_captures(self, captures: list[Capture]) -> None:
        """Most are known with their fee, and one query says which."""
        self._intents |= {capture.charge_id: capture.intent_id for capture in captures}
        known = fees_posted([capture.intent_id for capture in captures])
        self._run.looked_at += len(captures)
        for capture in captures:
            if capture.intent_id not in known:
                self._pulse()
                self.compare_capture(capture)

    def _ask_after_attempt(self, attempt: Attempt) -> None:
        try:
            payment = settle(attempt=attempt)
        except GatewayRefused as error:
            self._name(FindingKind.NOT_AT_GATEWAY, f"attempt:{attempt.public_id}", attempt.amount, str(error))
            return
        if payment is not None:
            self._hand_on(payment)
            self._repaired(FindingKind.PAYMENT_MISSING, payment.intent_id, payment.amount, "Recorded.")

    def _hand_on(self, payment: Payment) -> None:
        """Let the rest follow from a payment. What goes wrong there must not end the comparison of everything else."""
        try:
            self._on_paid(payment)
        except GatewayError:
            raise
        except Exception:
            logger.exception("Nothing followed from payment %s", payment.public_id)
            text = "Recorded, but what it was paid for did not follow."
            self._name(FindingKind.STATE_BEHIND, payment.source, payment.amount, text)

    def _repaired(self, kind: FindingKind, object_id: str, amount: Money, text: str) -> None:
        note(self._run, kind, object_id, is_repaired=True, amount=amount, text=text)

    def _name(self, kind: FindingKind, object_id: str, amount: Money, text: str) -> None:
        note(self._run, kind, object_id, is_repaired=False, amount=amount, text=text)


def chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    """Cut a long list into pieces that one query can ask about."""
    remaining = iter(items)
    while piece := list(islice(remaining, CHUNK)):
        yield piece
