"""Money at its edges: the smallest amounts, parts down to nothing, what comes back, and banks that decide late."""

import pytest

from jobs import payments as payment_jobs
from project.booking.models import Booking
from project.events import operations as events
from project.kernel.money import Money
from project.ledger.models import AccountKind
from project.ledger.queries import balance
from project.payments.models import Attempt, Dispute, Payment, Refund
from project.payments.operations import AmountTooSmall
from tests.factories.payments import start_checkout
from tests.torture import deeds
from tests.torture.invariants import assert_in_order
from tests.torture.rest import assert_at_rest
from tests.torture.world import World


def booked(world: World) -> Payment:
    """Somebody has paid and has the bed."""
    deeds.hold(world, 0)
    deeds.pay_at_once(world, 0, "good", comes_back=True)
    return Payment.objects.get()


def rest(world: World) -> None:
    world.settle_everything()
    assert_at_rest(world)


class TestTheSmallestAmounts:
    def test_of_49_paise_is_refused_and_leaves_nothing(self, world: World) -> None:
        with pytest.raises(AmountTooSmall):
            start_checkout(by=world.people[0], amount=Money(49))

        assert not Attempt.objects.exists()
        assert world.sim.state()["objects"]["checkout.session"] == []

    def test_of_50_paise_is_paid(self, world: World) -> None:
        attempt = start_checkout(by=world.people[0], amount=Money(50), subject="credit:1")
        world.sim.pay(attempt.session_id)

        rest(world)

        assert Payment.objects.get().amount == Money(50)


class TestPartsOfADeposit:
    def test_go_back_down_to_nothing(self, world: World) -> None:
        payment = booked(world)
        for paise in (50, 1, payment.amount_paise - 51):
            body = {"payment_intent": payment.intent_id, "amount": paise}
            world.sim.client().v1.refunds.create(body)  # type: ignore[arg-type]

        rest(world)

        assert sum(Refund.objects.values_list("amount_paise", flat=True)) == payment.amount_paise
        assert balance(AccountKind.DEPOSIT_LIABILITY) == Money(0)

    def test_leave_nothing_to_return_when_the_booking_is_cancelled(self, world: World) -> None:
        payment = booked(world)
        for paise in (1, payment.amount_paise - 1):
            body = {"payment_intent": payment.intent_id, "amount": paise}
            world.sim.client().v1.refunds.create(body)  # type: ignore[arg-type]
        world.settle_everything()

        deeds.cancel(world, 0)
        assert_in_order()
        rest(world)

        assert Booking.objects.get().state == "cancelled"
        assert sorted(Refund.objects.values_list("amount_paise", flat=True)) == [1, payment.amount_paise - 1]


class TestARefund:
    def test_that_fails_later_stands_as_owed_to_the_payer(self, world: World) -> None:
        payment = booked(world)
        world.sim.control("refunds", delay=3600, outcome="failed")
        deeds.cancel(world, 0)
        payment_jobs.send_refunds()

        rest(world)

        assert Refund.objects.get().state == "failed"
        assert -balance(AccountKind.UNAPPLIED, person=payment.payer) == payment.amount

    @pytest.mark.parametrize(("outcome", "receivable"), [("won", 0), ("lost", 5_666_66)])
    def test_of_a_part_is_followed_by_a_dispute_of_the_rest(self, world: World, outcome: str, receivable: int) -> None:
        payment = booked(world)
        deeds.refund_by_hand(world, 0, part=True)
        deeds.dispute(world, 0, part=True)
        world.receive_hooks()
        payment_jobs.work_inbox()
        events.deliver_now()
        world.sim.decide(Dispute.objects.get().gateway_id, outcome)

        rest(world)

        assert Dispute.objects.get().state == outcome
        assert balance(AccountKind.TENANT_RECEIVABLE, person=payment.payer) == Money(receivable)
        assert Booking.objects.get().state == "booked"
