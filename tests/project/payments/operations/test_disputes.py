"""Disputes: read again whenever anybody speaks of one, posted as the money moves, answered once."""

from collections.abc import Callable

import pytest

from project.events.models import Event
from project.events.operations import deliver_now
from project.kernel.errors import GatewayError
from project.kernel.money import Money
from project.ledger.models import AccountKind, Posting
from project.ledger.queries import balance
from project.payments import operations
from project.payments.gateways.fake import DISPUTE_FEE, FakeGateway
from project.payments.gateways.gateway import DisputeProgress
from project.payments.models import Dispute, DisputeState, SuspenseItem, SuspenseState
from tests.factories.identity import create_administrator, create_tenant
from tests.factories.payments import DEPOSIT, books, create_dispute, create_payment, create_refund, create_stray

pytestmark = pytest.mark.django_db

Travel = Callable[[int], None]
FEE = DEPOSIT.paise // 50


def told() -> list[str]:
    """What was published about disputes, in order."""
    return list(Event.objects.filter(type__startswith="dispute.").order_by("id").values_list("type", flat=True))


class TestRecordDispute:
    def test_holds_the_money_and_posts_the_fee(self, fake_gateway: FakeGateway) -> None:
        payment = create_payment()

        dispute = create_dispute(payment)

        assert (dispute.payment, dispute.state, dispute.amount) == (payment, DisputeState.NEEDS_RESPONSE, DEPOSIT)
        assert books() == {
            "dispute_holding": DEPOSIT.paise,
            "stripe_clearing": -FEE - DISPUTE_FEE,
            "stripe_fees": FEE + DISPUTE_FEE,
            "unapplied": -DEPOSIT.paise,
        }
        assert told() == ["dispute.opened"]

    def test_does_all_of_it_once_however_often_it_is_told(self, fake_gateway: FakeGateway) -> None:
        payment = create_payment()

        for _ in range(3):
            create_dispute(payment)
            fake_gateway.movements = fake_gateway.movements[:3]

        assert (Dispute.objects.count(), told()) == (1, ["dispute.opened"])
        assert Posting.objects.filter(kind="dispute.opened").count() == 1

    def test_gives_the_money_back_when_it_is_won(self, fake_gateway: FakeGateway) -> None:
        payment = create_payment()
        create_dispute(payment)

        dispute = create_dispute(payment, DisputeProgress.WON)

        assert (dispute.state, dispute.is_settled) == (DisputeState.WON, True)
        assert (balance(AccountKind.DISPUTE_HOLDING), told()) == (Money(0), ["dispute.opened", "dispute.won"])
        assert balance(AccountKind.STRIPE_CLEARING) == Money(DEPOSIT.paise - FEE - DISPUTE_FEE)

    def test_lets_the_payer_owe_it_again_when_it_is_lost(self, fake_gateway: FakeGateway) -> None:
        payment = create_payment()
        create_dispute(payment)

        dispute = create_dispute(payment, DisputeProgress.LOST)

        assert (dispute.state, dispute.is_settled) == (DisputeState.LOST, True)
        assert balance(AccountKind.TENANT_RECEIVABLE, person=payment.payer) == DEPOSIT
        assert balance(AccountKind.DISPUTE_HOLDING) == Money(0)
        assert told() == ["dispute.opened", "dispute.lost"]

    def test_learns_of_it_only_when_it_is_lost(self, fake_gateway: FakeGateway) -> None:
        create_dispute(create_payment(), DisputeProgress.LOST)

        assert (told(), balance(AccountKind.DISPUTE_HOLDING)) == (["dispute.lost"], Money(0))

    def test_waits_for_the_money_of_one_that_is_won(self, fake_gateway: FakeGateway) -> None:
        payment = create_payment()
        create_dispute(payment)
        won = fake_gateway.dispute(payment.intent_id, DisputeProgress.WON)
        fake_gateway.disputes[won] = replace_returned(fake_gateway, won, Money(0))
        dispute = operations.record_dispute(dispute_id=won, on_paid=print)
        assert (dispute.state, dispute.is_settled) == (DisputeState.WON, False)

        fake_gateway.disputes[won] = replace_returned(fake_gateway, won, DEPOSIT)
        dispute = operations.record_dispute(dispute_id=won, on_paid=print)

        assert (dispute.is_settled, balance(AccountKind.DISPUTE_HOLDING)) == (True, Money(0))

    def test_never_goes_back(self, fake_gateway: FakeGateway) -> None:
        payment = create_payment()
        create_dispute(payment, DisputeProgress.LOST)

        dispute = create_dispute(payment, DisputeProgress.UNDER_REVIEW)

        assert (dispute.state, told()) == (DisputeState.LOST, ["dispute.lost"])

    def test_moves_no_money_for_a_question(self, fake_gateway: FakeGateway) -> None:
        payment = create_payment()
        before = books()

        dispute = create_dispute(payment, DisputeProgress.WARNING)

        assert (dispute.state, books(), told()) == (DisputeState.WARNING, before, [])

    def test_calls_a_person(self, fake_gateway: FakeGateway, caplog: pytest.LogCaptureFixture) -> None:
        create_dispute(create_payment())

        deliver_now()

        assert "Money needs a person: dispute.opened" in caplog.text

    def test_changes_nothing_when_the_gateway_is_down(self, fake_gateway: FakeGateway) -> None:
        payment = create_payment()
        fake_gateway.fail_next("down")

        with pytest.raises(GatewayError):
            create_dispute(payment)

        assert Dispute.objects.count() == 0

    def test_stands_beside_a_refund_of_the_same_payment(self, fake_gateway: FakeGateway) -> None:
        payment = create_payment()
        create_refund(payment, amount=Money(7_000_00))
        operations.send_refunds()

        create_dispute(payment, DisputeProgress.LOST)

        assert balance(AccountKind.UNAPPLIED, person=payment.payer) == Money(-10_000_00)
        assert balance(AccountKind.TENANT_RECEIVABLE, person=payment.payer) == DEPOSIT


class TestDisputeOfMoneyWeNeverSaw:
    def test_brings_the_money_into_suspense_first(self, fake_gateway: FakeGateway) -> None:
        fake_gateway.take("pi_foreign", Money(900_00))

        dispute = operations.record_dispute(dispute_id=fake_gateway.dispute("pi_foreign"), on_paid=print)

        item = SuspenseItem.objects.get()
        assert (dispute.payment, dispute.suspense, item.state) == (None, item, SuspenseState.OPEN)
        assert (balance(AccountKind.SUSPENSE), balance(AccountKind.DISPUTE_HOLDING)) == (Money(-900_00), Money(900_00))

    def test_empties_suspense_when_it_is_lost(self, fake_gateway: FakeGateway) -> None:
        fake_gateway.take("pi_foreign", Money(900_00))

        operations.record_dispute(dispute_id=fake_gateway.dispute("pi_foreign", DisputeProgress.LOST), on_paid=print)

        assert SuspenseItem.objects.get().state == SuspenseState.RETURNED
        assert (balance(AccountKind.SUSPENSE), balance(AccountKind.DISPUTE_HOLDING)) == (Money(0), Money(0))

    def test_follows_the_money_when_its_payer_is_found(self, fake_gateway: FakeGateway) -> None:
        item, payer = create_stray(), create_tenant()
        opened = fake_gateway.dispute("pi_stray")
        operations.record_dispute(dispute_id=opened, on_paid=print)
        payment = operations.match_suspense(item=item, by=create_administrator(), payer=payer, subject="rent:5")

        fake_gateway.dispute("pi_stray", DisputeProgress.LOST)
        dispute = operations.record_dispute(dispute_id=opened, on_paid=print)

        assert (dispute.payment, balance(AccountKind.TENANT_RECEIVABLE, person=payer)) == (payment, Money(1_234_00))

    def test_finds_the_payment_that_no_webhook_told(self, fake_gateway: FakeGateway) -> None:
        """A dispute may be the first thing we hear of a payment of ours."""
        from tests.factories.payments import start_checkout

        attempt, handed_on = start_checkout(), list[object]()
        fake_gateway.pay(attempt.session_id)
        intent = fake_gateway.sessions[attempt.session_id].capture.intent_id

        dispute = operations.record_dispute(dispute_id=fake_gateway.dispute(intent), on_paid=handed_on.append)

        assert handed_on == [dispute.payment]


class TestSubmitEvidence:
    def test_owes_the_answer_and_sends_it_once(self, fake_gateway: FakeGateway, travel: Travel) -> None:
        dispute, staff = create_dispute(create_payment()), create_administrator()

        operations.submit_evidence(dispute=dispute, by=staff, evidence={"explanation": " They lived here. "})
        assert fake_gateway.evidence == {}

        assert operations.send_evidence() == 1
        travel(3600)
        assert operations.send_evidence() == 0
        dispute.refresh_from_db()
        assert fake_gateway.evidence == {dispute.gateway_id: {"explanation": "They lived here."}}
        assert (dispute.evidence_by, dispute.evidence_sent_at is None) == (staff, False)

    @pytest.mark.parametrize("evidence", [{}, {"explanation": "  "}, {"secret": "x"}, {"explanation": "x" * 20_001}])
    def test_refuses_an_answer_that_says_nothing_or_too_much(
        self, fake_gateway: FakeGateway, evidence: dict[str, str]
    ) -> None:
        dispute = create_dispute(create_payment())

        with pytest.raises(operations.EvidenceMissing):
            operations.submit_evidence(dispute=dispute, by=create_administrator(), evidence=evidence)

        assert Dispute.objects.get().evidence == {}

    def test_refuses_a_second_answer(self, fake_gateway: FakeGateway) -> None:
        dispute, staff = create_dispute(create_payment()), create_administrator()
        operations.submit_evidence(dispute=dispute, by=staff, evidence={"explanation": "First."})

        with pytest.raises(operations.DisputeAnswered):
            operations.submit_evidence(dispute=dispute, by=staff, evidence={"explanation": "Second."})

        assert Dispute.objects.get().evidence == {"explanation": "First."}

    def test_refuses_an_answer_after_the_bank_decided(self, fake_gateway: FakeGateway) -> None:
        dispute = create_dispute(create_payment(), DisputeProgress.LOST)

        with pytest.raises(operations.DisputeAnswered):
            operations.submit_evidence(dispute=dispute, by=create_administrator(), evidence={"explanation": "No!"})

        assert Dispute.objects.get().evidence == {}

    def test_stays_owed_while_nobody_answers(self, fake_gateway: FakeGateway, travel: Travel) -> None:
        dispute = create_dispute(create_payment())
        operations.submit_evidence(dispute=dispute, by=create_administrator(), evidence={"explanation": "Yes."})
        fake_gateway.fail_next("down")
        assert operations.send_evidence() == 0

        travel(61)

        assert operations.send_evidence() == 1

    def test_may_be_written_anew_when_it_was_refused(self, fake_gateway: FakeGateway) -> None:
        dispute, staff = create_dispute(create_payment()), create_administrator()
        operations.submit_evidence(dispute=dispute, by=staff, evidence={"explanation": "First."})
        fake_gateway.fail_next("refused")
        operations.send_evidence()

        operations.submit_evidence(dispute=dispute, by=staff, evidence={"explanation": "Second."})

        assert operations.send_evidence() == 1
        assert fake_gateway.evidence[dispute.gateway_id] == {"explanation": "Second."}


def replace_returned(fake: FakeGateway, dispute_id: str, returned: Money) -> object:
    from dataclasses import replace

    return replace(fake.disputes[dispute_id], returned=returned)
