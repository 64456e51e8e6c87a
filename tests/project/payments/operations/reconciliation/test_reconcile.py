"""Our books and the gateway's, compared object by object and to the paisa."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from project.kernel.money import Money
from project.ledger.models import AccountKind
from project.ledger.queries import balance
from project.payments import operations, queries
from project.payments.gateways.fake import FakeGateway
from project.payments.gateways.gateway import MovementKind, MovementLine
from project.payments.models import FindingKind, Movement, Payment, ReconciliationFinding, RunState, SuspenseItem
from tests.factories.payments import (
    DEPOSIT,
    create_dispute,
    create_payment,
    create_refund,
    create_stray,
    start_checkout,
)
from tests.project.payments.operations.reconciliation.running import found, run

pytestmark = pytest.mark.django_db


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

    def test_goes_on_when_nothing_follows_from_one_payment(self, fake_gateway: FakeGateway) -> None:
        for _ in range(2):
            fake_gateway.pay(start_checkout().session_id)

        def fail(payment: Payment) -> None:
            raise RuntimeError("no beds today")

        made = run(fail)

        assert (made.state, Payment.objects.count(), made.difference) == (RunState.DONE, 2, Money(0))
        assert made.findings.filter(kind=FindingKind.STATE_BEHIND, is_repaired=False).count() == 2

    def test_notes_a_finding_once(self, fake_gateway: FakeGateway) -> None:
        """Foreign money is met twice in a run: as a charge, and as a movement."""
        fake_gateway.take("pi_foreign", Money(100_00))

        run()

        assert list(ReconciliationFinding.objects.values_list("object_id", flat=True)) == ["pi_foreign"]


class TestMovements:
    """Everything that moved money at the gateway is in our books, or is named."""

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
