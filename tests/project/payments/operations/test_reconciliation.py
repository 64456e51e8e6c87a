"""Our books and the gateway's, compared object by object and to the paisa."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from project.kernel import clock
from project.kernel.money import Money
from project.ledger.models import AccountKind
from project.ledger.queries import balance
from project.payments import operations, queries
from project.payments.gateways.fake import FakeGateway
from project.payments.gateways.gateway import DisputeProgress, MovementKind, MovementLine
from project.payments.models import (
    Attempt,
    AttemptState,
    Dispute,
    FindingKind,
    Movement,
    Payment,
    ReconciliationFinding,
    ReconciliationRun,
    Refund,
    RefundState,
    RunKind,
    RunState,
    SuspenseItem,
    Watermark,
)
from tests.factories.payments import (
    DEPOSIT,
    create_dispute,
    create_payment,
    create_refund,
    create_stray,
    start_checkout,
)

pytestmark = pytest.mark.django_db

Travel = Callable[[int], None]
OUR_FACTS = (Dispute, Refund, SuspenseItem, Payment)


def run(on_paid: Callable[[Payment], object] = print, **changes: object) -> ReconciliationRun:
    """Compare once."""
    made = operations.reconcile(**{"kind": RunKind.NIGHTLY, "on_paid": on_paid, **changes})
    assert made is not None
    return made


def found(run: ReconciliationRun) -> list[tuple[str, str, bool]]:
    """What a run found."""
    return list(run.findings.order_by("id").values_list("kind", "object_id", "is_repaired"))


class TestReconcile:
    def test_finds_nothing_when_all_agrees(self, fake_gateway: FakeGateway) -> None:
        create_refund(create_payment(), amount=Money(5_000_00))
        operations.send_refunds()
        create_dispute(create_payment())
        create_stray()

        made = run()

        assert (made.state, made.difference, found(made)) == (RunState.DONE, Money(0), [])
        assert made.gateway_paise == balance(AccountKind.STRIPE_CLEARING).paise != 0
        assert Movement.objects.count() == len(fake_gateway.movements) == 5

    def test_does_nothing_the_second_time(self, fake_gateway: FakeGateway) -> None:
        attempt = start_checkout()
        fake_gateway.pay(attempt.session_id)
        fake_gateway.take("pi_foreign", Money(100_00))
        first, again = run(), run()

        assert (len(found(first)), found(again), again.difference) == (2, [], Money(0))
        assert (Payment.objects.count(), SuspenseItem.objects.count()) == (1, 1)

    def test_records_a_payment_that_no_message_told(self, fake_gateway: FakeGateway) -> None:
        attempt, handed_on = start_checkout(), list[Payment]()
        fake_gateway.pay(attempt.session_id)

        made = run(handed_on.append)

        (payment,) = Payment.objects.all()
        assert handed_on == [payment]
        assert found(made) == [(FindingKind.PAYMENT_MISSING, payment.intent_id, True)]
        assert (made.difference, balance(AccountKind.UNAPPLIED)) == (Money(0), -DEPOSIT)

    def test_takes_money_for_an_attempt_that_was_given_up(self, fake_gateway: FakeGateway) -> None:
        attempt = start_checkout()
        fake_gateway.pay(attempt.session_id)
        Attempt.objects.update(state=AttemptState.EXPIRED, is_settled=True)

        run()

        assert Attempt.objects.get().state == AttemptState.SUCCEEDED
        assert Payment.objects.get().attempt == attempt

    def test_closes_a_page_whose_end_no_message_told(self, fake_gateway: FakeGateway) -> None:
        attempt = start_checkout()
        fake_gateway.expire_session(attempt.session_id)

        run()

        attempt.refresh_from_db()
        assert (attempt.state, attempt.is_settled) == (AttemptState.EXPIRED, True)

    def test_names_a_page_that_the_gateway_does_not_know(self, fake_gateway: FakeGateway) -> None:
        attempt = start_checkout()
        fake_gateway.sessions.clear()

        made = run()

        assert found(made) == [(FindingKind.NOT_AT_GATEWAY, f"attempt:{attempt.public_id}", False)]
        assert Attempt.objects.get().state == AttemptState.OPEN

    def test_lists_foreign_money(self, fake_gateway: FakeGateway) -> None:
        fake_gateway.take("pi_foreign", Money(100_00))

        made = run()

        assert found(made) == [(FindingKind.MONEY_UNMATCHED, "pi_foreign", False)]
        assert (SuspenseItem.objects.get().amount, made.difference) == (Money(100_00), Money(0))

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

    def test_posts_a_fee_that_was_not_known_before(self, fake_gateway: FakeGateway) -> None:
        attempt = start_checkout()
        fake_gateway.pay(attempt.session_id)
        session = fake_gateway.sessions[attempt.session_id]
        fake_gateway.sessions[session.id] = replace(session, capture=replace(session.capture, fee=None))
        operations.settle(attempt=attempt)
        assert balance(AccountKind.STRIPE_FEES) == Money(0)

        made = run()

        assert found(made) == [(FindingKind.FEE_MISSING, session.capture.intent_id, True)]
        assert (balance(AccountKind.STRIPE_FEES), made.difference) == (Money(340_00), Money(0))

    def test_posts_what_is_older_than_the_ledger(self, fake_gateway: FakeGateway) -> None:
        attempt = start_checkout()
        fake_gateway.pay(attempt.session_id)
        capture = fake_gateway.sessions[attempt.session_id].capture
        payment = Payment.objects.create(
            attempt=attempt,
            payer=attempt.payer,
            subject=attempt.subject,
            amount_paise=DEPOSIT.paise,
            intent_id=capture.intent_id,
            paid_at=capture.paid_at,
        )

        made = run()

        assert (FindingKind.POSTING_MISSING, payment.source, True) in found(made)
        assert (made.difference, balance(AccountKind.UNAPPLIED)) == (Money(0), -DEPOSIT)

    def test_books_payouts_and_the_gateways_own_fees(self, fake_gateway: FakeGateway) -> None:
        create_payment()
        at = datetime.now(UTC)
        for line, kind, paise in (("txn_a", MovementKind.PAYOUT, -9_000_00), ("txn_b", MovementKind.FEE, -59_00)):
            fake_gateway.movements.append(MovementLine(line, kind, f"po_{line}", Money(paise), Money(0), at))

        made, again = run(), run()

        assert (made.difference, again.difference, found(again)) == (Money(0), Money(0), [])
        assert balance(AccountKind.BANK) == Money(9_000_00)
        assert balance(AccountKind.STRIPE_FEES) == Money(340_00 + 59_00)

    def test_names_a_movement_that_nobody_can_explain(self, fake_gateway: FakeGateway) -> None:
        line = MovementLine("txn_x", MovementKind.OTHER, "x_1", Money(-7_00), Money(0), datetime.now(UTC))
        fake_gateway.movements.append(line)

        made = run()

        assert found(made) == [(FindingKind.MOVEMENT_UNKNOWN, "txn_x", False)]
        assert made.difference == Money(-7_00)

    def test_names_money_of_ours_that_the_gateway_does_not_know(self, fake_gateway: FakeGateway) -> None:
        payment = create_payment()
        fake_gateway.movements.clear()
        fake_gateway.captures.clear()

        made = run()

        assert found(made) == [(FindingKind.NOT_AT_GATEWAY, payment.source, False)]
        assert made.difference == Money(340_00 - DEPOSIT.paise)

    def test_names_an_amount_that_differs_to_the_paisa(self, fake_gateway: FakeGateway) -> None:
        payment = create_payment()
        (line,) = fake_gateway.movements
        fake_gateway.movements[:] = [replace(line, net=line.net - Money(1))]

        made = run()

        assert found(made) == [(FindingKind.AMOUNT_DIFFERS, payment.source, False)]
        assert (made.difference, list(queries.open_findings())) == (Money(-1), list(made.findings.all()))

    def test_goes_on_when_nothing_follows_from_one_payment(self, fake_gateway: FakeGateway) -> None:
        for _ in range(2):
            fake_gateway.pay(start_checkout().session_id)

        def fail(payment: Payment) -> None:
            raise RuntimeError("no beds today")

        made = run(fail)

        assert (made.state, Payment.objects.count(), made.difference) == (RunState.DONE, 2, Money(0))
        assert made.findings.filter(kind=FindingKind.STATE_BEHIND, is_repaired=False).count() == 2


class TestOutages:
    def test_fails_and_keeps_its_watermark_while_the_gateway_is_down(self, fake_gateway: FakeGateway) -> None:
        fake_gateway.fail_next("down")

        made = run()

        assert (made.state, made.last_error) == (RunState.FAILED, "GatewayUnclear: No answer.")
        assert Watermark.objects.get(name="objects").reached_at is None
        assert run().state == RunState.DONE

    def test_goes_on_later_when_its_time_is_up(self, fake_gateway: FakeGateway) -> None:
        for number in range(3):
            fake_gateway.take(f"pi_{number}", Money(100_00))

        stopped = run(seconds=-1)

        assert (stopped.state, SuspenseItem.objects.count()) == (RunState.STOPPED, 0)
        assert Watermark.objects.get(name="objects").reached_at is None
        assert (run().difference, SuspenseItem.objects.count()) == (Money(0), 3)

    def test_leaves_it_to_the_worker_who_is_at_it(self, fake_gateway: FakeGateway, travel: Travel) -> None:
        Watermark.objects.create(name="objects", busy_until=clock.now() + timedelta(minutes=5))
        assert operations.reconcile(kind=RunKind.NIGHTLY, on_paid=print) is None

        travel(301)

        assert run().state == RunState.DONE

    def test_is_not_kept_from_it_by_a_clock_that_was_ahead(self, fake_gateway: FakeGateway) -> None:
        ahead = clock.now() + timedelta(days=400)
        Watermark.objects.create(name="objects", reached_at=ahead, busy_until=ahead)
        fake_gateway.take("pi_new", Money(100_00))

        made = run()

        assert (made.since, made.state) == (made.until - timedelta(hours=48), RunState.DONE)
        assert SuspenseItem.objects.get().intent_id == "pi_new"

    def test_looks_two_days_back_and_never_lets_its_watermark_fall(self, fake_gateway: FakeGateway) -> None:
        first = run()
        second = run()

        assert second.since == first.until - timedelta(hours=48)
        assert Watermark.objects.get(name="objects").reached_at == second.until

    def test_goes_through_a_long_absence_day_by_day(self, fake_gateway: FakeGateway) -> None:
        Watermark.objects.create(name="objects", reached_at=datetime.now(UTC) - timedelta(days=10))
        for day in range(12):
            fake_gateway.take(f"pi_{day}", Money(100_00))
            old = replace(fake_gateway.captures[f"pi_{day}"], paid_at=datetime.now(UTC) - timedelta(days=day))
            fake_gateway.captures[f"pi_{day}"] = old

        made = run()

        assert (SuspenseItem.objects.count(), made.difference) == (12, Money(0))
        assert fake_gateway.calls.count("list_captures") == 11

    def test_begins_before_the_first_attempt(self, fake_gateway: FakeGateway, travel: Travel) -> None:
        """What is older than we are is somebody's money too."""
        start_checkout()
        fake_gateway.take("pi_old", Money(100_00))
        old = replace(fake_gateway.captures["pi_old"], paid_at=datetime.now(UTC) - timedelta(days=400))
        fake_gateway.captures["pi_old"] = old

        made = run()

        assert (made.since, SuspenseItem.objects.get().intent_id) == (None, "pi_old")
        assert fake_gateway.calls.count("list_captures") == 2

    def test_resumes_from_the_day_it_reached(self, fake_gateway: FakeGateway) -> None:
        long_ago = datetime.now(UTC) - timedelta(days=30)
        Watermark.objects.create(name="objects", reached_at=long_ago)
        fake_gateway.fail_next(*[""] * 8, "down")

        assert run().state == RunState.FAILED

        # Two days were gone through again, which the watermark had reached before.
        assert Watermark.objects.get(name="objects").reached_at == long_ago


class TestARestoredDatabase:
    """Yesterday's backup against today's gateway: everything of today is explained, and what is safe is repaired."""

    def test_learns_again_what_it_has_lost(self, fake_gateway: FakeGateway) -> None:
        kept = create_payment()
        run()
        lost = start_checkout()
        fake_gateway.pay(lost.session_id)
        create_refund(kept, amount=Money(2_000_00))
        operations.send_refunds()
        opened = fake_gateway.dispute(f"pi_{lost.session_id}")
        forget(Refund, Dispute)

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
        forget(Refund)
        run()

        create_refund(payment, key="late:1")
        operations.send_refunds()

        assert (Refund.objects.count(), len(fake_gateway.refunds)) == (1, 1)


class TestIsCaughtUp:
    def test_is_false_before_the_first_comparison(self, fake_gateway: FakeGateway) -> None:
        assert (queries.is_caught_up(), queries.needs_catching_up()) == (False, True)

    def test_is_true_after_one_until_a_night_was_missed(self, fake_gateway: FakeGateway, travel: Travel) -> None:
        run()
        assert (queries.is_caught_up(), queries.needs_catching_up()) == (True, False)

        travel(27 * 3600)

        assert (queries.is_caught_up(), queries.needs_catching_up()) == (False, True)

    def test_does_not_count_one_that_ended_in_the_future(self, fake_gateway: FakeGateway, travel: Travel) -> None:
        travel(400 * 86_400)
        run()

        travel(0)

        assert queries.is_caught_up() is False
        run()
        assert queries.is_caught_up() is True

    def test_does_not_count_one_that_failed(self, fake_gateway: FakeGateway) -> None:
        fake_gateway.fail_next("down")
        run()

        assert queries.is_caught_up() is False

    def test_is_due_again_at_once_after_one_that_stopped(self, fake_gateway: FakeGateway, travel: Travel) -> None:
        run()
        travel(60)
        run(seconds=-1)

        assert (queries.is_caught_up(), queries.needs_catching_up()) == (True, True)


def forget(*models: type) -> None:
    """Lose records as a restore from a backup loses them: with their postings."""
    from tests.factories.payments import lose

    for model in models:
        lose(model)


def test_the_same_finding_is_noted_once(fake_gateway: FakeGateway) -> None:
    fake_gateway.take("pi_foreign", Money(100_00))
    run()

    assert ReconciliationFinding.objects.count() == 1
