"""Two at once, each with its own connection and its own transaction."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.db import transaction as django_transaction

from project.kernel.triggers import constraint_name
from project.payments import operations
from project.payments.gateways.fake import FakeGateway
from project.payments.models import Attempt, Payment, Receipt, Refund
from tests.factories.identity import create_tenant
from tests.factories.payments import DEPOSIT, create_payment, create_refund, start_checkout
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


def is_somebody_blocked() -> bool:
    with connection.cursor() as cursor:
        # Inside a transaction the view would otherwise show the same moment for ever.
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(BLOCKED)
        return bool(cursor.fetchone()[0])


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
