"""Money that belongs to nothing we know: listed, and then given to somebody or sent back."""

from collections.abc import Callable

import pytest

from project.events.models import Event
from project.kernel.money import Money
from project.ledger.models import AccountKind
from project.ledger.queries import balance
from project.payments import operations, queries
from project.payments.gateways.fake import FakeGateway
from project.payments.gateways.gateway import RefundProgress
from project.payments.models import Attempt, AttemptState, Payment, Refund, SuspenseItem, SuspenseState
from project.payments.operations.adoption import adopt_capture, adopt_refund
from tests.factories.identity import create_administrator, create_tenant
from tests.factories.payments import DEPOSIT, books, create_payment, create_stray, start_checkout

pytestmark = pytest.mark.django_db

Travel = Callable[[int], None]
NOTHING_BUT_THE_FEE = {"stripe_clearing": -24_68, "stripe_fees": 24_68}


def underpaid(fake: FakeGateway) -> SuspenseItem:
    """Money of a known payer that is not what we asked for."""
    attempt = start_checkout()
    fake.pay(attempt.session_id, amount=Money(16_000_00))
    operations.settle(attempt=attempt)
    return SuspenseItem.objects.get()


class TestAdoptCapture:
    def test_lists_foreign_money_and_calls_a_person(self, fake_gateway: FakeGateway) -> None:
        item = create_stray()

        assert (item.state, item.amount, item.why) == (SuspenseState.OPEN, Money(1_234_00), "no_mark")
        assert books() == {"stripe_clearing": 1_209_32, "stripe_fees": 24_68, "suspense": -1_234_00}
        assert Event.objects.filter(type="suspense.opened").count() == 1

    def test_lists_it_once(self, fake_gateway: FakeGateway) -> None:
        create_stray()

        adopt_capture(fake_gateway.captures["pi_stray"], on_paid=print)

        assert SuspenseItem.objects.count() == 1
        assert balance(AccountKind.SUSPENSE) == Money(-1_234_00)

    def test_says_so_when_our_own_record_is_gone(self, fake_gateway: FakeGateway) -> None:
        mark = "00000000-0000-4000-8000-000000000000"

        item = create_stray(marks={"attempt": mark, "subject": "booking:9"})

        assert (item.why, item.hint) == ("mark_unknown", f"attempt {mark}, subject booking:9")

    def test_records_a_second_payment_for_one_attempt(self, fake_gateway: FakeGateway) -> None:
        """Two payments for one thing are two payments: whoever asked for it sends the second back."""
        first, handed_on = create_payment(), list[Payment]()
        marks = {"attempt": str(first.attempt.public_id)}

        adopt_capture(fake_gateway.take("pi_second", DEPOSIT, marks=marks), on_paid=handed_on.append)

        assert [payment.intent_id for payment in handed_on] == ["pi_second"]
        assert balance(AccountKind.UNAPPLIED, person=first.payer) == Money(-2 * DEPOSIT.paise)


class TestMatchSuspense:
    def test_gives_the_money_to_the_attempt_that_asked_for_it(self, fake_gateway: FakeGateway) -> None:
        attempt, item = start_checkout(), create_stray(DEPOSIT)
        staff = create_administrator()

        payment = operations.match_suspense(item=item, by=staff, attempt=attempt)

        item.refresh_from_db()
        attempt.refresh_from_db()
        assert (payment.subject, payment.payer, payment.is_as_asked) == (attempt.subject, attempt.payer, True)
        assert (item.state, item.payment, item.resolved_by) == (SuspenseState.MATCHED, payment, staff)
        assert (attempt.state, attempt.is_settled) == (AttemptState.SUCCEEDED, False)
        assert balance(AccountKind.SUSPENSE) == Money(0)
        assert balance(AccountKind.UNAPPLIED, person=attempt.payer, subject=attempt.subject) == -DEPOSIT
        assert Event.objects.filter(type="payment.succeeded").count() == 1

    def test_lets_the_attempts_own_page_be_closed(self, fake_gateway: FakeGateway, travel: Travel) -> None:
        attempt = start_checkout()
        operations.match_suspense(item=create_stray(DEPOSIT), by=create_administrator(), attempt=attempt)
        travel(601)

        operations.expire_owed_sessions(on_paid=print)

        attempt.refresh_from_db()
        assert (attempt.state, attempt.is_settled) == (AttemptState.SUCCEEDED, True)
        assert fake_gateway.sessions[attempt.session_id].state == "expired"

    def test_gives_it_to_a_payer_for_something(self, fake_gateway: FakeGateway) -> None:
        payer, item = create_tenant(), create_stray()

        payment = operations.match_suspense(item=item, by=create_administrator(), payer=payer, subject="rent:5")

        assert (payment.payer, payment.subject, payment.amount) == (payer, "rent:5", Money(1_234_00))
        assert balance(AccountKind.UNAPPLIED, person=payer, subject="rent:5") == Money(-1_234_00)
        assert list(queries.payments_not_posted()) == []

    def test_gives_money_that_is_not_as_asked_to_its_payer(self, fake_gateway: FakeGateway) -> None:
        item = underpaid(fake_gateway)

        payment = operations.match_suspense(item=item, by=create_administrator())

        assert payment == item.payment
        assert balance(AccountKind.UNAPPLIED, person=payment.payer) == Money(-16_000_00)

    @pytest.mark.parametrize("amount", [Money(1_234_00), Money(17_000_00, "USD")])
    def test_refuses_an_attempt_of_another_amount(self, fake_gateway: FakeGateway, amount: Money) -> None:
        attempt, item = start_checkout(), create_stray(amount)

        with pytest.raises(operations.AttemptTakesOther):
            operations.match_suspense(item=item, by=create_administrator(), attempt=attempt)

        item.refresh_from_db()
        assert (item.state, Payment.objects.count()) == (SuspenseState.OPEN, 0)

    def test_refuses_an_attempt_that_is_paid(self, fake_gateway: FakeGateway) -> None:
        paid, item = create_payment().attempt, create_stray(DEPOSIT)

        with pytest.raises(operations.AttemptTakesOther):
            operations.match_suspense(item=item, by=create_administrator(), attempt=paid)

        assert Payment.objects.count() == 1

    def test_refuses_what_is_decided(self, fake_gateway: FakeGateway) -> None:
        item, staff, payer = create_stray(), create_administrator(), create_tenant()
        operations.match_suspense(item=item, by=staff, payer=payer, subject="rent:5")

        with pytest.raises(operations.SuspenseDecided):
            operations.match_suspense(item=item, by=staff, payer=payer, subject="rent:6")

        assert (Payment.objects.count(), Attempt.objects.count()) == (1, 1)

    def test_refuses_what_went_back_in_part(self, fake_gateway: FakeGateway) -> None:
        item = create_stray()
        adopt_refund(fake_gateway.refund_by_hand("pi_stray", Money(34_00)), on_paid=print)

        with pytest.raises(operations.SuspenseDecided):
            operations.match_suspense(item=item, by=create_administrator(), payer=create_tenant(), subject="rent:5")

        assert balance(AccountKind.SUSPENSE) == Money(-1_200_00)

    def test_needs_to_know_whose_it_is(self, fake_gateway: FakeGateway) -> None:
        with pytest.raises(ValueError, match="Name the attempt"):
            operations.match_suspense(item=create_stray(), by=create_administrator())

        assert SuspenseItem.objects.get().state == SuspenseState.OPEN


class TestReturnSuspense:
    def test_owes_it_and_sends_it_back_once(self, fake_gateway: FakeGateway, travel: Travel) -> None:
        item = operations.return_suspense(item=create_stray(), by=create_administrator())
        assert (item.state, fake_gateway.refunds) == (SuspenseState.RETURNING, {})

        assert operations.send_returns() == 1

        travel(3600)
        assert operations.send_returns() == 0
        (made,) = fake_gateway.refunds.values()
        item.refresh_from_db()
        assert (made.amount, item.state) == (Money(1_234_00), SuspenseState.RETURNED)
        assert books() == NOTHING_BUT_THE_FEE

    def test_finds_the_trace_of_a_try_whose_answer_was_lost(self, fake_gateway: FakeGateway, travel: Travel) -> None:
        operations.return_suspense(item=create_stray(), by=create_administrator())
        fake_gateway.fail_next("dropped")
        assert operations.send_returns() == 0

        travel(61)
        operations.send_returns()

        assert (len(fake_gateway.refunds), fake_gateway.calls.count("refund")) == (1, 1)
        assert SuspenseItem.objects.get().state == SuspenseState.RETURNED

    def test_asks_again_when_the_gateway_says_no(self, fake_gateway: FakeGateway) -> None:
        operations.return_suspense(item=create_stray(), by=create_administrator())
        fake_gateway.fail_next("refused")

        operations.send_returns()

        item = SuspenseItem.objects.get()
        assert (item.state, item.last_error) == (SuspenseState.OPEN, "No.")
        assert balance(AccountKind.SUSPENSE) == Money(-1_234_00)

    def test_is_open_again_when_the_bank_sends_it_back_and_may_go_once_more(
        self, fake_gateway: FakeGateway, travel: Travel
    ) -> None:
        staff = create_administrator()
        item = operations.return_suspense(item=create_stray(), by=staff)
        operations.send_returns()
        (first,) = fake_gateway.refunds
        fake_gateway.fail_refund(first)

        adopt_refund(fake_gateway.refunds[first], on_paid=print)

        item.refresh_from_db()
        assert (item.state, balance(AccountKind.SUSPENSE)) == (SuspenseState.OPEN, Money(-1_234_00))
        travel(2)
        operations.return_suspense(item=item, by=staff)
        operations.send_returns()
        item.refresh_from_db()
        assert (item.state, len(fake_gateway.refunds)) == (SuspenseState.RETURNED, 2)

    def test_refunds_a_payer_who_is_known(self, fake_gateway: FakeGateway) -> None:
        item = underpaid(fake_gateway)

        operations.return_suspense(item=item, by=create_administrator())

        refund = Refund.objects.get()
        item.refresh_from_db()
        assert (refund.payment, refund.amount, item.state) == (item.payment, Money(16_000_00), SuspenseState.MATCHED)

    def test_refuses_what_is_decided(self, fake_gateway: FakeGateway) -> None:
        item, staff = create_stray(), create_administrator()
        operations.return_suspense(item=item, by=staff)

        with pytest.raises(operations.SuspenseDecided):
            operations.return_suspense(item=item, by=staff)

        assert SuspenseItem.objects.get().state == SuspenseState.RETURNING

    def test_is_over_when_somebody_sent_it_back_by_hand(self, fake_gateway: FakeGateway) -> None:
        item = create_stray()
        for paise in (34_00, 1_200_00):
            made = fake_gateway.refund_by_hand("pi_stray", Money(paise))
            for _ in range(2):
                adopt_refund(made, on_paid=print)

        item.refresh_from_db()
        assert (item.state, Refund.objects.count()) == (SuspenseState.RETURNED, 0)
        assert books() == NOTHING_BUT_THE_FEE


class TestAdoptRefund:
    def test_takes_in_a_refund_made_by_hand(self, fake_gateway: FakeGateway) -> None:
        payment = create_payment()
        made = fake_gateway.refund_by_hand(payment.intent_id, Money(5_000_00))

        for _ in range(2):
            adopt_refund(made, on_paid=print)

        refund = Refund.objects.get()
        assert (refund.amount, refund.gateway_id, refund.gateway_key) == (Money(5_000_00), made.id, f"hand:{made.id}")
        assert balance(AccountKind.UNAPPLIED, person=payment.payer) == Money(-12_000_00)

    def test_gives_a_lost_record_its_name_and_key_back(self, fake_gateway: FakeGateway) -> None:
        """A database that was restored asks for the same refund again: then it is the same refund."""
        payment, name = create_payment(), "11111111-1111-4111-8111-111111111111"
        made = fake_gateway.refund(key="ref:cancel:1", intent_id=payment.intent_id, amount=DEPOSIT, reference=name)

        adopt_refund(made, on_paid=print)

        refund = Refund.objects.get()
        assert (str(refund.public_id), refund.gateway_key) == (name, "ref:cancel:1")

    def test_waits_for_our_own_refund_that_leaves_no_room(self, fake_gateway: FakeGateway) -> None:
        payment = create_payment()
        made = fake_gateway.refund_by_hand(payment.intent_id, Money(1))
        Refund.objects.create(payment=payment, amount_paise=DEPOSIT.paise, reason="x", gateway_key="ref:own")

        with pytest.raises(operations.adoption.GatewayUnclear):
            adopt_refund(made, on_paid=print)

        assert Refund.objects.count() == 1

    def test_needs_no_room_for_one_that_has_failed(self, fake_gateway: FakeGateway) -> None:
        """Our own took its place when the bank had sent it back; both then stand in the gateway's balance."""
        payment = create_payment()
        made = fake_gateway.refund_by_hand(payment.intent_id, Money(1))
        fake_gateway.fail_refund(made.id)
        own = Refund.objects.create(payment=payment, amount_paise=DEPOSIT.paise, reason="x", gateway_key="ref:own")
        before = books()

        adopt_refund(fake_gateway.get_refund(made.id), on_paid=print)

        by_hand = Refund.objects.exclude(pk=own.pk).get()
        own.refresh_from_db()
        assert (by_hand.state, by_hand.gateway_id, own.state) == ("failed", made.id, "started")
        assert books() == before

    def test_notes_one_that_failed_without_moving_money(self, fake_gateway: FakeGateway) -> None:
        payment = create_payment()
        fake_gateway.refund_progress = RefundProgress.FAILED
        before = books()

        adopt_refund(fake_gateway.refund_by_hand(payment.intent_id, DEPOSIT), on_paid=print)

        assert (Refund.objects.get().state, books()) == ("failed", before)
