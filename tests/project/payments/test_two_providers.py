"""The same story with two providers whose words differ: nothing but the gateway notices."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest

from project.kernel.money import Money
from project.ledger.models import AccountKind
from project.ledger.queries import balance
from project.payments import operations
from project.payments.gateways.fake import GOOD_SIGNATURE, FakeGateway
from project.payments.gateways.gateway import RefundProgress
from project.payments.models import Attempt, InboxEvent, InboxState, Payment, RunKind
from project.payments.stripesim.testing import RunningSim
from tests.factories.payments import DEPOSIT, create_refund, start_checkout

pytestmark = pytest.mark.django_db


@dataclass
class AtStripe:
    """What people and banks do at Stripe."""

    sim: RunningSim

    def pay(self, attempt: Attempt) -> None:
        self.sim.pay(attempt.session_id)

    def dispute(self, payment: Payment) -> None:
        self.sim.control("disputes", payment_intent=payment.intent_id)

    def tell(self) -> None:
        for hook in self.sim.collect_hooks():
            operations.store_webhook(payload=hook["body"].encode(), signature=hook["signature"])


@dataclass
class Elsewhere:
    """The same at a provider with other words."""

    fake: FakeGateway
    told: list[dict[str, str]] = field(default_factory=list)

    def pay(self, attempt: Attempt) -> None:
        self.fake.pay(attempt.session_id)
        self.told.append({"topic": "session", "about": attempt.session_id})

    def dispute(self, payment: Payment) -> None:
        self.told.append({"topic": "dispute", "about": self.fake.dispute(payment.intent_id)})

    def tell(self) -> None:
        for number, body in enumerate(self.told):
            payload = json.dumps({"id": f"m_{number}", **body}).encode()
            operations.store_webhook(payload=payload, signature=GOOD_SIGNATURE)


@pytest.fixture(params=["stripe", "elsewhere"])
def provider(request: pytest.FixtureRequest) -> AtStripe | Elsewhere:
    if request.param == "stripe":
        return AtStripe(request.getfixturevalue("stripe_sim"))
    fake = request.getfixturevalue("fake_gateway")
    fake.refund_progress = RefundProgress.ARRIVED
    return Elsewhere(fake)


def work() -> list[Payment]:
    """Work through what was told."""
    confirmed: list[Payment] = []
    operations.work_inbox(on_paid=confirmed.append)
    return confirmed


Provider = AtStripe | Elsewhere


class TestEitherProvider:
    def test_takes_a_payment_refunds_part_of_it_and_balances(self, provider: Provider) -> None:
        attempt = start_checkout()
        provider.pay(attempt)
        provider.tell()

        (payment,) = set(work())
        refund = create_refund(payment, amount=Money(5_000_00))
        operations.send_refunds()

        refund.refresh_from_db()
        assert (payment.amount, payment.subject, refund.state) == (DEPOSIT, attempt.subject, "arrived")
        assert balance(AccountKind.UNAPPLIED, person=attempt.payer) == Money(-12_000_00)
        assert self.difference() == Money(0)

    def test_holds_what_a_bank_wants_back(self, provider: Provider) -> None:
        attempt = start_checkout()
        provider.pay(attempt)
        payment = operations.settle(attempt=attempt)
        assert payment is not None
        provider.dispute(payment)
        provider.tell()

        work()

        assert payment.disputes.get().amount == DEPOSIT
        assert balance(AccountKind.DISPUTE_HOLDING) == DEPOSIT
        assert InboxEvent.objects.filter(state__in=[InboxState.NEW, InboxState.FAILED]).count() == 0
        assert self.difference() == Money(0)

    def test_closes_a_page_that_nobody_paid(self, provider: Provider, travel: Callable[[int], None]) -> None:
        start_checkout()
        travel(601)

        assert operations.expire_owed_sessions(on_paid=print) == 1

        assert Attempt.objects.get().state == "expired"

    def difference(self) -> Money | None:
        run = operations.reconcile(kind=RunKind.NIGHTLY, on_paid=print)
        return run and run.difference
