"""Yesterday's backup against today's gateway: everything of today is explained, and what is safe is repaired."""

import pytest

from project.kernel.money import Money
from project.payments import operations
from project.payments.gateways.fake import FakeGateway
from project.payments.models import Dispute, FindingKind, Payment, Refund, SuspenseItem
from tests.factories.payments import DEPOSIT, create_payment, create_refund, lose, start_checkout
from tests.project.payments.operations.reconciliation.running import found, run

pytestmark = pytest.mark.django_db


class TestARestoredDatabase:
    def test_learns_again_what_it_has_lost(self, fake_gateway: FakeGateway) -> None:
        kept = create_payment()
        run()
        lost = start_checkout()
        fake_gateway.pay(lost.session_id)
        create_refund(kept, amount=Money(2_000_00))
        operations.send_refunds()
        opened = fake_gateway.dispute(f"pi_{lost.session_id}")
        lose(Refund)
        lose(Dispute)

        made, handed_on = run(), list[Payment]()

        assert made.difference == Money(0)
        assert {kind for kind, _, is_repaired in found(made) if is_repaired} == {
            FindingKind.PAYMENT_MISSING, FindingKind.REFUND_MISSING, FindingKind.DISPUTE_MISSING,
        }  # fmt: skip
        assert (Refund.objects.get().gateway_key, Dispute.objects.get().gateway_id) == (f"ref:cancel:{kept.pk}", opened)
        assert found(run(handed_on.append)) == handed_on == []

    def test_names_money_whose_attempt_is_lost_for_good(self, fake_gateway: FakeGateway) -> None:
        """Nobody may guess whose it is: the marks say what it was for, and a person decides."""
        marks = {"attempt": "00000000-0000-4000-8000-000000000001", "subject": "booking:lost"}
        fake_gateway.take("pi_lost", DEPOSIT, marks=marks)

        made = run()

        item = SuspenseItem.objects.get()
        assert (item.why, "booking:lost" in item.hint) == ("mark_unknown", True)
        assert (found(made), made.difference) == ([(FindingKind.MONEY_UNMATCHED, "pi_lost", False)], Money(0))

    def test_sends_no_refund_twice(self, fake_gateway: FakeGateway) -> None:
        payment = create_payment()
        create_refund(payment, key="late:1")
        operations.send_refunds()
        lose(Refund)
        run()

        create_refund(payment, key="late:1")
        operations.send_refunds()

        assert (Refund.objects.count(), len(fake_gateway.refunds)) == (1, 1)
