"""Refunds and disputes that no message told us of."""

import pytest

from project.kernel.money import Money
from project.payments import operations
from project.payments.gateways.fake import FakeGateway
from project.payments.gateways.gateway import DisputeProgress
from project.payments.models import Dispute, FindingKind, Refund, RefundState
from tests.factories.payments import create_dispute, create_payment, create_refund
from tests.project.payments.operations.reconciliation.running import found, run

pytestmark = pytest.mark.django_db


def nothing_is_listed(gateway: FakeGateway) -> None:
    """What is older than the days that a run looks through is in none of its lists."""
    for name in ("list_captures", "list_refunds", "list_disputes", "list_movements"):
        setattr(gateway, name, lambda **_: iter(()))


class TestRefunds:
    def test_adopts_a_refund_made_by_hand(self, fake_gateway: FakeGateway) -> None:
        payment = create_payment()
        made_by_hand = fake_gateway.refund_by_hand(payment.intent_id, Money(500_00))

        made = run()

        assert found(made) == [(FindingKind.REFUND_MISSING, made_by_hand.id, True)]
        assert (Refund.objects.get().amount, made.difference) == (Money(500_00), Money(0))

    def test_follows_a_refund_whose_failure_no_message_told(self, fake_gateway: FakeGateway) -> None:
        refund = create_refund(create_payment())
        operations.send_refunds()
        refund.refresh_from_db()
        fake_gateway.fail_refund(refund.gateway_id)

        made = run()

        refund.refresh_from_db()
        assert (refund.state, made.difference) == (RefundState.FAILED, Money(0))
        assert found(made) == [(FindingKind.STATE_BEHIND, refund.gateway_id, True)]

    def test_follows_a_refund_that_failed_long_after_it_arrived(self, fake_gateway: FakeGateway) -> None:
        """Lists go by when a thing was made, so an old refund is only given away by the money that moved."""
        refund = create_refund(create_payment())
        operations.send_refunds()
        refund.refresh_from_db()
        run()
        fake_gateway.fail_refund(refund.gateway_id)
        fake_gateway.list_refunds = lambda **_: iter(())  # type: ignore[method-assign]
        Refund.objects.update(state=RefundState.ARRIVED)

        made = run()

        refund.refresh_from_db()
        assert (refund.state, made.difference) == (RefundState.FAILED, Money(0))

    def test_asks_after_one_that_is_on_its_way_however_old(self, fake_gateway: FakeGateway) -> None:
        refund = create_refund(create_payment())
        operations.send_refunds()
        refund.refresh_from_db()
        fake_gateway.fail_refund(refund.gateway_id)
        nothing_is_listed(fake_gateway)

        run()

        refund.refresh_from_db()
        assert refund.state == RefundState.FAILED


class TestDisputes:
    def test_records_a_dispute_that_no_message_told(self, fake_gateway: FakeGateway) -> None:
        opened = fake_gateway.dispute(create_payment().intent_id)

        made = run()

        assert found(made) == [(FindingKind.DISPUTE_MISSING, opened, True)]
        assert (Dispute.objects.get().gateway_id, made.difference) == (opened, Money(0))

    def test_moves_a_dispute_on(self, fake_gateway: FakeGateway) -> None:
        payment = create_payment()
        dispute = create_dispute(payment)
        fake_gateway.dispute(payment.intent_id, DisputeProgress.WON)

        made = run()

        dispute.refresh_from_db()
        assert (dispute.state, made.difference) == ("won", Money(0))
        assert found(made) == [(FindingKind.STATE_BEHIND, dispute.gateway_id, True)]

    def test_asks_after_one_that_is_not_over_however_old(self, fake_gateway: FakeGateway) -> None:
        payment = create_payment()
        dispute = create_dispute(payment)
        fake_gateway.dispute(payment.intent_id, DisputeProgress.WON)
        nothing_is_listed(fake_gateway)

        run()

        dispute.refresh_from_db()
        assert (dispute.state, dispute.is_settled) == ("won", True)
