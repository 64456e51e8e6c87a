"""What bookings do to the books."""

import pytest

from project.booking.models import Booking
from project.booking.operations import cancel_booking, confirm_paid, post_missing_deposits
from project.kernel.money import Money
from project.ledger.models import AccountKind, Entry, Posting
from project.ledger.queries import balance
from project.payments.models import Refund
from project.payments.operations import post_missing, send_refunds
from tests.books import empty_the_books
from tests.factories.booking import create_hold, create_offer
from tests.factories.payments import create_payment
from tests.truths import check_truths_now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_gateway")]

DEPOSIT = Money(17_000_00)


@pytest.fixture
def paid(tenant) -> Booking:
    """A booking of a house that keeps a quarter when it is cancelled within ten days of moving in."""
    booking = create_hold(create_offer(free_cancel_days=10, late_cancel_percent=25), by=tenant)
    confirm_paid(payment_id=create_payment(by=tenant, subject=booking.subject, amount=booking.deposit).pk)
    booking.refresh_from_db()
    return booking


def balances(booking: Booking) -> dict[str, int]:
    """What stands on each side, in paise, credits below zero; at the gateway together with what it kept as its fee."""
    landlord = booking.unit_type.property.landlord
    return {
        "gateway": (balance(AccountKind.STRIPE_CLEARING) + balance(AccountKind.STRIPE_FEES)).paise,
        "unapplied": balance(AccountKind.UNAPPLIED, person=booking.tenant).paise,
        "deposit": balance(AccountKind.DEPOSIT_LIABILITY, person=booking.tenant).paise,
        "landlord": balance(AccountKind.LANDLORD_PAYABLE, landlord=landlord).paise,
    }


class TestDeposit:
    def test_is_owed_to_the_tenant_once_it_is_booked(self, paid):
        confirm_paid(payment_id=paid.paid_with_id)

        assert balances(paid) == {"gateway": 17_000_00, "unapplied": 0, "deposit": -17_000_00, "landlord": 0}
        assert Posting.objects.filter(kind="deposit.taken").count() == 1

    def test_goes_back_and_stays_in_parts_when_it_is_cancelled_late(self, paid):
        cancel_booking(booking=paid, by=paid.tenant)

        assert balances(paid) == {"gateway": 17_000_00, "unapplied": -12_750_00, "deposit": 0, "landlord": -4_250_00}
        send_refunds()
        assert Refund.objects.get().amount_paise == 12_750_00
        assert balances(paid) == {"gateway": 4_250_00, "unapplied": 0, "deposit": 0, "landlord": -4_250_00}

    def test_waits_unapplied_while_nothing_is_booked(self, tenant):
        hold = create_hold(by=tenant)
        create_payment(by=tenant, subject=hold.subject, amount=hold.deposit)

        assert balances(hold) == {"gateway": 17_000_00, "unapplied": -17_000_00, "deposit": 0, "landlord": 0}


class TestPostMissingDeposits:
    def test_posts_what_is_older_than_the_books(self, paid):
        cancel_booking(booking=paid, by=paid.tenant)
        send_refunds()
        before = balances(paid)
        check_truths_now()
        empty_the_books()

        assert len(list(post_missing())) == 2
        assert post_missing_deposits() == 1

        assert balances(paid) == before
        posted = Posting.objects.get(kind="deposit.taken")
        assert posted.posted_at == max(paid.booked_at, paid.paid_with.paid_at)

    def test_posts_nothing_twice(self, paid):
        before = Entry.objects.count()

        assert post_missing_deposits() == 0
        assert Entry.objects.count() == before
