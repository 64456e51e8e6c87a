"""What the database keeps true about money, tried by going around the operations."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from project.kernel import clock
from project.payments.gateways.fake import FakeGateway
from project.payments.gateways.gateway import DisputeProgress
from project.payments.models import (
    Attempt,
    Dispute,
    InboxEvent,
    Movement,
    Payment,
    Receipt,
    ReconciliationFinding,
    ReconciliationRun,
    Refund,
    SuspenseItem,
    Watermark,
)
from tests.factories.identity import create_tenant
from tests.factories.payments import (
    DEPOSIT,
    create_dispute,
    create_payment,
    create_refund,
    create_stray,
    start_checkout,
)
from tests.truths import broken_by

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_gateway")]


def attempt_row(**changes: Any) -> Attempt:
    fields = {
        "payer": create_tenant(),
        "subject": f"booking:{uuid4()}",
        "description": "Deposit",
        "amount_paise": 1_000,
        "gateway_key": f"att:{uuid4()}",
        "request": {},
        "open_until": clock.now() + timedelta(minutes=10),
    }
    return Attempt(**{**fields, **changes})


def refund_row(payment: Payment, **changes: Any) -> Refund:
    fields = {"payment": payment, "amount_paise": 100, "reason": "Because.", "gateway_key": f"ref:{uuid4()}"}
    return Refund(**{**fields, **changes})


class TestAttempt:
    def test_asks_for_50_paise_or_more(self) -> None:
        assert broken_by(attempt_row(amount_paise=49).save) == "attempt_amount_can_be_paid"

    def test_knows_its_states(self) -> None:
        assert broken_by(attempt_row(state="dreaming").save) == "attempt_state_is_known"

    def test_is_live_once_per_subject(self) -> None:
        first = start_checkout()

        again = attempt_row(subject=first.subject)

        assert broken_by(again.save) == "attempt_is_live_once_per_subject"

    @pytest.mark.parametrize(("old", "new"), [("succeeded", "open"), ("expired", "open"), ("open", "created")])
    def test_moves_only_forward(self, old: str, new: str) -> None:
        attempt = attempt_row(state=old)
        attempt.save()

        back = Attempt.objects.filter(pk=attempt.pk)

        assert broken_by(lambda: back.update(state=new)) == "attempt_moves_only_forward"

    @pytest.mark.parametrize("change", [{"amount_paise": 1}, {"request": {"x": 1}}, {"gateway_key": "other"}])
    def test_keeps_its_request(self, change: dict[str, Any]) -> None:
        attempt = Attempt.objects.filter(pk=start_checkout().pk)

        assert broken_by(lambda: attempt.update(**change)) == "attempt_keeps_its_request"

    def test_never_vanishes(self) -> None:
        attempt = Attempt.objects.filter(pk=start_checkout().pk)

        assert broken_by(lambda: attempt._raw_delete("default")) == "attempt_keeps_its_request"

    def test_keeps_its_session(self) -> None:
        attempt = Attempt.objects.filter(pk=start_checkout().pk)

        assert broken_by(lambda: attempt.update(session_id="cs_other")) == "attempt_keeps_its_session"


class TestPayment:
    def test_is_positive(self) -> None:
        attempt = start_checkout()
        nothing = Payment(attempt=attempt, payer=attempt.payer, amount_paise=0, intent_id="pi_0", paid_at=clock.now())

        assert broken_by(nothing.save) == "payment_amount_is_positive"

    @pytest.mark.parametrize("change", [{"amount_paise": 1}, {"intent_id": "pi_other"}, {"is_as_asked": False}])
    def test_never_changes(self, change: dict[str, Any]) -> None:
        payment = Payment.objects.filter(pk=create_payment().pk)

        assert broken_by(lambda: payment.update(**change)) == "payment_never_changes"

    def test_never_vanishes(self) -> None:
        payment = Payment.objects.filter(pk=create_payment().pk)

        assert broken_by(lambda: payment._raw_delete("default")) == "payment_never_changes"


class TestRefund:
    def test_is_positive(self) -> None:
        assert broken_by(refund_row(create_payment(), amount_paise=0).save) == "refund_amount_is_positive"

    def test_knows_its_states(self) -> None:
        assert broken_by(refund_row(create_payment(), state="lost").save) == "refund_state_is_known"

    def test_moves_only_forward(self) -> None:
        refund = refund_row(create_payment(), state="sent")
        refund.save()

        back = Refund.objects.filter(pk=refund.pk)

        assert broken_by(lambda: back.update(state="started")) == "refund_moves_only_forward"

    def test_keeps_its_amount(self) -> None:
        refund = Refund.objects.filter(pk=create_refund(create_payment()).pk)

        assert broken_by(lambda: refund.update(amount_paise=1)) == "refund_keeps_its_amount"

    def test_never_exceeds_what_was_paid(self) -> None:
        payment = create_payment()
        refund_row(payment, amount_paise=DEPOSIT.paise).save()

        one_paisa_more = refund_row(payment, amount_paise=1)

        assert broken_by(one_paisa_more.save) == "refunds_never_exceed_their_payment"

    def test_that_failed_counts_no_more(self, fake_gateway: FakeGateway) -> None:
        payment = create_payment()
        refund_row(payment, amount_paise=DEPOSIT.paise, state="failed").save()

        refund_row(payment, amount_paise=DEPOSIT.paise).save()

        assert payment.refunds.count() == 2


class TestReceipt:
    def test_keeps_what_it_says(self) -> None:
        receipt = Receipt.objects.create(payment=create_payment(), number="R/2627/000001")

        changed = Receipt.objects.filter(pk=receipt.pk)

        assert broken_by(lambda: changed.update(number="R/2627/000002")) == "receipt_keeps_what_it_says"

    def test_may_get_its_file(self) -> None:
        receipt = Receipt.objects.create(payment=create_payment(), number="R/2627/000001")

        assert Receipt.objects.filter(pk=receipt.pk).update(file="receipts/1.pdf") == 1


class TestInbox:
    def test_knows_its_states(self) -> None:
        assert broken_by(InboxEvent(event_id="e", type="t", body={}, state="lost").save) == "inbox_state_is_known"

    def test_keeps_what_came(self) -> None:
        InboxEvent.objects.create(event_id="evt_1", type="t", body={"a": 1})

        changed = InboxEvent.objects.filter(event_id="evt_1")

        assert broken_by(lambda: changed.update(body={})) == "inbox_keeps_what_came"


class TestDispute:
    @pytest.mark.parametrize(
        ("change", "truth"),
        [
            ({"amount_paise": 0}, "dispute_amount_is_positive"),
            ({"state": "dreaming"}, "dispute_state_is_known"),
        ],
    )
    def test_says_something(self, change: dict[str, Any], truth: str) -> None:
        fields = {"gateway_id": "dp_1", "intent_id": "pi_1", "amount_paise": 1, "state": "won"}
        row = Dispute(**{**fields, "opened_at": clock.now(), **change})

        assert broken_by(row.save) == truth

    def test_moves_only_forward(self) -> None:
        dispute = Dispute.objects.filter(pk=create_dispute(create_payment(), DisputeProgress.LOST).pk)

        assert broken_by(lambda: dispute.update(state="under_review")) == "dispute_moves_only_forward"

    def test_keeps_what_it_is_about(self) -> None:
        dispute = Dispute.objects.filter(pk=create_dispute(create_payment()).pk)

        assert broken_by(lambda: dispute.update(amount_paise=1)) == "dispute_keeps_what_it_is_about"
        assert broken_by(lambda: dispute._raw_delete("default")) == "dispute_keeps_what_it_is_about"


class TestSuspenseItem:
    @pytest.mark.parametrize(
        ("change", "truth"),
        [
            ({"amount_paise": 0}, "suspense_amount_is_positive"),
            ({"state": "dreaming"}, "suspense_state_is_known"),
            ({"why": "who_knows"}, "suspense_reason_is_known"),
            ({"state": "matched"}, "suspense_matched_has_its_payment"),
        ],
    )
    def test_says_something(self, change: dict[str, Any], truth: str) -> None:
        fields = {"intent_id": "pi_1", "amount_paise": 1, "why": "no_mark", "arrived_at": clock.now()}

        assert broken_by(SuspenseItem(**{**fields, **change}).save) == truth

    def test_moves_only_forward(self) -> None:
        create_stray()
        SuspenseItem.objects.update(state="matched", payment=create_payment())

        assert broken_by(lambda: SuspenseItem.objects.update(state="open")) == "suspense_moves_only_forward"

    def test_keeps_what_came(self) -> None:
        create_stray()

        assert broken_by(lambda: SuspenseItem.objects.update(amount_paise=1)) == "suspense_keeps_what_came"


class TestReconciliation:
    @pytest.mark.parametrize(
        ("change", "truth"),
        [({"kind": "x"}, "reconciliation_kind_is_known"), ({"state": "x"}, "reconciliation_state_is_known")],
    )
    def test_knows_its_words(self, change: dict[str, Any], truth: str) -> None:
        assert broken_by(ReconciliationRun(**{"kind": "nightly", **change}).save) == truth

    def test_finds_known_things_once_a_run_and_for_good(self) -> None:
        run = ReconciliationRun.objects.create(kind="nightly")
        found = {"run": run, "object_id": "pi_1"}
        ReconciliationFinding.objects.create(kind="fee_missing", **found)

        twice = ReconciliationFinding(kind="fee_missing", **found)

        assert broken_by(ReconciliationFinding(kind="riddle", **found).save) == "finding_kind_is_known"
        assert broken_by(twice.save) == "finding_is_made_once_a_run"
        assert broken_by(lambda: ReconciliationFinding.objects.update(note="x")) == "finding_never_changes"

    def test_never_forgets_how_far_it_came(self) -> None:
        now = clock.now()
        Watermark.objects.create(name="objects", reached_at=now)

        back = [now - timedelta(seconds=1), None]

        assert [broken_by(lambda at=at: Watermark.objects.update(reached_at=at)) for at in back] == [
            "watermark_only_rises",
            "watermark_only_rises",
        ]

    def test_keeps_a_movement_as_it_was_told(self) -> None:
        Movement.objects.create(gateway_id="txn_1", kind="capture", net_paise=1, moved_at=clock.now())

        assert broken_by(lambda: Movement.objects.update(net_paise=2)) == "movement_keeps_what_it_says"
        assert Movement.objects.update(source="payment:1") == 1
