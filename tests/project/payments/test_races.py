"""Two at once, each with its own connection and its own transaction."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.db import transaction as django_transaction

from project.events.models import Event
from project.kernel.money import Money
from project.kernel.triggers import constraint_name
from project.ledger.models import AccountKind
from project.ledger.queries import balance
from project.payments import operations
from project.payments.gateways.fake import FakeGateway
from project.payments.locks import lock_payment
from project.payments.models import Attempt, Dispute, Payment, Receipt, Refund, RunKind, SuspenseItem
from project.payments.operations.adoption import adopt_capture, adopt_refund
from tests.factories.identity import create_administrator, create_tenant
from tests.factories.payments import DEPOSIT, create_payment, create_refund, create_stray, start_checkout
from tests.waiting import eventually

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("fake_gateway")]

BLOCKED = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"


def together(*acts: Callable[[], Any]) -> list[Any]:
    """Do all at once in threads of their own; gives each answer or the error it ended with."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        start.wait()
        try:
            return act()
        except Exception as error:  # noqa: BLE001 - the answer may be a refusal
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def blocked() -> int:
    with connection.cursor() as cursor:
        # Inside a transaction the view would otherwise show the same moment for ever.
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(BLOCKED)
        return int(cursor.fetchone()[0])


def is_somebody_blocked() -> bool:
    return bool(blocked())


@contextmanager
def without_the_lock() -> Iterator[None]:
    """Take the row lock out of the truth, and put it back."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_functiondef(oid) FROM pg_proc WHERE prosrc LIKE '%FROM payments_refund%'")
        ((source,),) = cursor.fetchall()
        assert " FOR UPDATE" in source
        cursor.execute(source.replace(" FOR UPDATE", ""))
        try:
            yield
        finally:
            cursor.execute(source)


class TestRefundsOfOnePayment:
    def test_would_both_go_through_without_the_lock(self) -> None:
        payment = create_payment()

        def insert_all() -> Any:
            return Refund.objects.create(payment=payment, amount_paise=DEPOSIT.paise, reason="x", gateway_key="ref:2")

        with without_the_lock(), ThreadPoolExecutor(1) as pool, django_transaction.atomic():
            Refund.objects.create(payment=payment, amount_paise=DEPOSIT.paise, reason="x", gateway_key="ref:1")
            pool.submit(closing(insert_all)).result(timeout=10)

        assert sum(refund.amount_paise for refund in Refund.objects.all()) == 2 * DEPOSIT.paise

    def test_second_waits_for_the_first_and_is_then_refused(self) -> None:
        """The sum alone would let both in: neither sees the other's uncommitted row."""
        payment = create_payment()

        def insert_the_rest() -> Any:
            return Refund.objects.create(
                payment=payment, amount_paise=DEPOSIT.paise, reason="x", gateway_key="ref:second"
            )

        with ThreadPoolExecutor(1) as pool:
            with django_transaction.atomic():
                Refund.objects.create(payment=payment, amount_paise=1, reason="x", gateway_key="ref:first")
                second = pool.submit(closing(insert_the_rest))
                eventually(is_somebody_blocked)

            error = second.exception(timeout=10)

        assert isinstance(error, DatabaseError)
        assert constraint_name(error) == "refunds_never_exceed_their_payment"
        assert [refund.gateway_key for refund in Refund.objects.all()] == ["ref:first"]

    def test_two_clicks_on_refund_make_one(self) -> None:
        payment = create_payment()

        refunds = together(*[lambda: create_refund(payment, key="cancel:1")] * 2)

        assert {refund.pk for refund in refunds} == {Refund.objects.get().pk}

    def test_two_whole_refunds_make_one(self) -> None:
        payment = create_payment()

        answers = together(lambda: create_refund(payment, key="a"), lambda: create_refund(payment, key="b"))

        assert sorted(type(answer).__name__ for answer in answers) == ["Refund", "RefundTooLarge"]
        assert Refund.objects.count() == 1


class TestTwoSweepers:
    def test_close_each_page_once(self, fake_gateway: FakeGateway) -> None:
        for _ in range(6):
            attempt = start_checkout()
            Attempt.objects.filter(pk=attempt.pk).update(open_until=attempt.created_at, next_try_at=attempt.created_at)

        answers = together(*[lambda: operations.expire_owed_sessions(on_paid=print)] * 2)

        assert sum(answers) == 6
        assert fake_gateway.calls.count("expire_session") == 6

    def test_send_each_refund_once(self, fake_gateway: FakeGateway) -> None:
        for _ in range(6):
            create_refund(create_payment())

        together(*[operations.send_refunds] * 2)

        assert fake_gateway.calls.count("refund") == 6

    def test_work_each_webhook_once_and_record_its_money_once(self, fake_gateway: FakeGateway) -> None:
        attempt = start_checkout()
        fake_gateway.pay(attempt.session_id)

        payments = together(*[lambda: operations.settle(attempt=attempt)] * 4)

        assert {payment.pk for payment in payments} == {Payment.objects.get().pk}


class TestTwoTabs:
    def test_open_one_page(self, fake_gateway: FakeGateway) -> None:
        tenant = create_tenant()

        attempts = together(*[lambda: start_checkout(by=tenant, subject="booking:a")] * 4)

        assert {attempt.pk for attempt in attempts} == {Attempt.objects.get().pk}
        assert len(fake_gateway.sessions) == 1


class TestMoneyInSuspense:
    def test_gets_one_place_though_two_people_decide(self, fake_gateway: FakeGateway) -> None:
        item, staff, payer = create_stray(), create_administrator(), create_tenant()

        answers = together(
            lambda: operations.match_suspense(item=item, by=staff, payer=payer, subject="rent:1"),
            lambda: operations.return_suspense(item=item, by=staff),
        )

        assert sum(isinstance(answer, operations.SuspenseDecided) for answer in answers) == 1
        item.refresh_from_db()
        assert (item.state == "matched") == Payment.objects.exists()

    def test_is_listed_once_though_three_messages_tell_of_it(self, fake_gateway: FakeGateway) -> None:
        capture = fake_gateway.take("pi_stray", DEPOSIT)

        together(*[lambda: adopt_capture(capture, on_paid=print)] * 3)

        assert SuspenseItem.objects.count() == 1
        assert balance(AccountKind.SUSPENSE) == -DEPOSIT


class TestOneDispute:
    def test_is_written_and_posted_once_though_four_messages_tell_of_it(self, fake_gateway: FakeGateway) -> None:
        opened = fake_gateway.dispute(create_payment().intent_id)

        answers = together(*[lambda: operations.record_dispute(dispute_id=opened, on_paid=print)] * 4)

        assert {answer.pk for answer in answers} == {Dispute.objects.get().pk}
        assert balance(AccountKind.DISPUTE_HOLDING) == DEPOSIT
        assert Event.objects.filter(type="dispute.opened").count() == 1


class TestOneRefundMadeByHand:
    def test_is_taken_in_once_though_two_messages_tell_of_it(self, fake_gateway: FakeGateway) -> None:
        payment = create_payment()
        made = fake_gateway.refund_by_hand(payment.intent_id, DEPOSIT)

        with ThreadPoolExecutor(2) as pool:
            with django_transaction.atomic():
                lock_payment(payment.pk)
                tellings = [pool.submit(closing(lambda: adopt_refund(made, on_paid=print))) for _ in range(2)]
                eventually(lambda: blocked() == 2)

            assert [telling.exception(timeout=10) for telling in tellings] == [None, None]

        assert Refund.objects.count() == 1
        assert balance(AccountKind.UNAPPLIED) == Money(0)


class TestTwoComparisons:
    def test_are_one(self, fake_gateway: FakeGateway) -> None:
        fake_gateway.pay(start_checkout().session_id)

        runs = together(*[lambda: operations.reconcile(kind=RunKind.NIGHTLY, on_paid=print)] * 2)

        assert sorted(run is None for run in runs) in ([False, True], [False, False])
        assert Payment.objects.count() == 1
        assert balance(AccountKind.UNAPPLIED) == -DEPOSIT


class TestReceiptNumbers:
    def test_have_no_gaps_and_no_twins(self) -> None:
        payments = [create_payment() for _ in range(6)]

        def issue(payment: Payment) -> Receipt:
            with django_transaction.atomic():
                lines = [operations.receipts.Line(label="Deposit", amount_paise=payment.amount_paise)]
                return operations.issue_receipt(payment=payment, lines=lines, recipient={})

        together(*[lambda payment=payment: issue(payment) for payment in payments])

        assert sorted(int(receipt.number[-6:]) for receipt in Receipt.objects.all()) == [1, 2, 3, 4, 5, 6]


def closing(act: Callable[[], Any]) -> Callable[[], Any]:
    """Close the thread's connection when it is done."""

    def run() -> Any:
        try:
            return act()
        finally:
            connection.close()

    return run
