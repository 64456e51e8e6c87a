"""Deposits that somebody refunds in the payment provider's own pages."""

import pytest

from project.booking.models import Booking
from project.booking.operations import cancel_booking, confirm_paid, follow_refund
from project.kernel.money import Money
from project.ledger.queries import find_imbalances
from project.payments.gateways.gateway import GatewayRefund, RefundProgress
from project.payments.models import Refund
from project.payments.operations import send_refunds, update_refund
from tests.factories.booking import create_hold
from tests.factories.payments import books, create_payment, create_refund

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_gateway")]

HELD, PART = 17_000_00, Money(5_000_00)


@pytest.fixture
def booked() -> Booking:
    booking = create_hold()
    payment = create_payment(by=booking.tenant, subject=booking.subject, amount=booking.deposit)
    confirm_paid(payment_id=payment.pk)
    booking.refresh_from_db()
    return booking


def refund_by_hand(booking: Booking) -> Refund:
    """A part went back, and not because of a cancellation."""
    assert booking.paid_with is not None
    refund = create_refund(booking.paid_with, amount=PART, key="hand")
    send_refunds()
    return refund


def answered(refund: Refund, progress: RefundProgress) -> None:
    refund.refresh_from_db()
    told = {"id": refund.gateway_id or "", "intent_id": refund.payment.intent_id, "amount": refund.amount}
    answer = GatewayRefund(**told, progress=progress, reference=str(refund.public_id))
    update_refund(refund=refund, answer=answer)


class TestFollowRefund:
    def test_takes_what_went_back_out_of_the_deposit(self, booked):
        follow_refund(refund_id=refund_by_hand(booked).public_id)

        assert books()["deposit_liability"] == -(HELD - PART.paise)
        assert "unapplied" not in books()
        assert find_imbalances() == []

    def test_does_so_once(self, booked):
        refund = refund_by_hand(booked)
        for _ in range(3):
            follow_refund(refund_id=refund.public_id)

        assert books()["deposit_liability"] == -(HELD - PART.paise)

    def test_puts_it_back_when_the_refund_failed(self, booked):
        refund = refund_by_hand(booked)
        follow_refund(refund_id=refund.public_id)
        answered(refund, RefundProgress.FAILED)

        follow_refund(refund_id=refund.public_id)

        assert books()["deposit_liability"] == -HELD
        assert find_imbalances() == []

    def test_leaves_a_cancellation_alone(self, booked):
        cancel_booking(booking=booked, by=None)
        send_refunds()

        follow_refund(refund_id=Refund.objects.get().public_id)

        assert "deposit_liability" not in books()
        assert find_imbalances() == []

    def test_of_a_booking_cancelled_meanwhile_leaves_no_deposit(self, booked):
        refund = refund_by_hand(booked)
        cancel_booking(booking=booked, by=None)
        send_refunds()

        follow_refund(refund_id=refund.public_id)

        assert "deposit_liability" not in books()
        assert find_imbalances() == []

    def test_takes_what_the_house_kept_and_gave_back_after_all_from_the_landlord(self, booked, travel):
        travel(9 * 86_400)
        cancel_booking(booking=booked, by=None)
        assert books()["landlord_payable"] == -HELD

        follow_refund(refund_id=refund_by_hand(booked).public_id)

        assert books()["landlord_payable"] == -(HELD - PART.paise)
        assert "unapplied" not in books()
        assert find_imbalances() == []
