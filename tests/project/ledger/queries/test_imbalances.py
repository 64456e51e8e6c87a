"""Sums and what must follow from them; broken by a superuser, for nobody else can."""

import pytest

from project.identity.models import User
from project.kernel.money import Money
from project.ledger.models import AccountKind, Entry
from project.ledger.operations import credit, debit
from project.ledger.queries import Imbalance, find_imbalances
from tests.factories.identity import create_tenant
from tests.factories.ledger import money_in, post, reverse, run_as_superuser

pytestmark = [pytest.mark.django_db, pytest.mark.breaks_the_books]


@pytest.fixture
def tenant() -> User:
    return create_tenant("Asha Rao")


def found(code: str) -> list[Imbalance]:
    """The faults of one sort; a superuser's work usually shows in several."""
    return [fault for fault in find_imbalances() if fault.code == code]


class TestHealthyBooks:
    def test_have_no_faults(self) -> None:
        reverse(money_in())
        money_in(Money(300, "USD"))

        assert find_imbalances() == []

    def test_have_no_faults_while_empty(self) -> None:
        assert find_imbalances() == []


class TestPosting:
    def test_out_of_balance_is_named(self) -> None:
        posting = money_in(Money(500_00))
        run_as_superuser("UPDATE ledger_entry SET amount_paise = amount_paise + 1 WHERE line = 1")

        assert found("unbalanced") == [
            Imbalance(
                "unbalanced",
                f"posting {posting.pk} (payment.received of {posting.source})",
                "its entries sum to ₹0.01, not to zero",
            )
        ]

    def test_without_entries_is_named(self) -> None:
        posting = money_in()
        run_as_superuser("DELETE FROM ledger_entry")

        assert [str(fault) for fault in found("unbalanced")] == [
            f"posting {posting.pk} (payment.received of {posting.source}): it has no entries"
        ]


class TestTotal:
    def test_is_named_with_its_currency(self) -> None:
        money_in(Money(500))
        money_in(Money(300, "USD"))
        run_as_superuser("DELETE FROM ledger_entry WHERE currency = 'USD' AND line = 2")

        assert [(fault.what, fault.says) for fault in found("total")] == [
            ("all entries in USD", "they sum to $3, not to zero")
        ]


class TestEntry:
    def test_in_another_currency_than_its_account_is_named(self) -> None:
        money_in()
        entry = Entry.objects.get(line=1)
        run_as_superuser("UPDATE ledger_account SET currency = 'USD' WHERE id = %s", entry.account_id)

        assert [str(fault) for fault in found("currency")] == [f"entry {entry.pk}: it is in INR, its account in USD"]

    def test_on_no_account_is_named(self) -> None:
        money_in()
        entry = Entry.objects.get(line=1)
        run_as_superuser("DELETE FROM ledger_account WHERE id = %s", entry.account_id)

        assert [str(fault) for fault in found("currency")] == [
            f"entry {entry.pk}: it is in INR, its account in nothing: there is none"
        ]


class TestOverdrawn:
    def test_unapplied_money_is_named(self, tenant: User) -> None:
        money_in(Money(500_00), person=tenant, subject="booking:1")
        lines = [
            debit(AccountKind.UNAPPLIED, Money(600_00), person=tenant),
            credit(AccountKind.STRIPE_CLEARING, Money(600_00)),
        ]
        post(source="refund:1", kind="refund.sent", subject="booking:1", lines=lines)

        assert [str(fault) for fault in find_imbalances()] == [
            f"unapplied for booking:1: person {tenant.pk} was given ₹100 more than there was"
        ]

    def test_is_seen_for_each_thing_apart(self, tenant: User) -> None:
        money_in(Money(500_00), person=tenant, subject="booking:1")
        lines = [
            debit(AccountKind.UNAPPLIED, Money(500_00), person=tenant),
            credit(AccountKind.DEPOSIT_LIABILITY, Money(500_00), person=tenant),
        ]
        post(source="payment:x", kind="deposit.taken", subject="booking:2", lines=lines)

        assert [fault.what for fault in find_imbalances()] == ["unapplied for booking:2"]

    def test_deposit_is_named(self, tenant: User) -> None:
        lines = [
            debit(AccountKind.DEPOSIT_LIABILITY, Money(5), person=tenant),
            credit(AccountKind.UNAPPLIED, Money(5), person=tenant),
        ]
        post(source="booking:1", kind="deposit.released", subject="booking:1", lines=lines)

        assert [fault.what for fault in find_imbalances()] == ["deposit_liability for booking:1"]


class TestDispute:
    def test_let_go_twice_is_named(self, tenant: User) -> None:
        held, clearing = AccountKind.DISPUTE_HOLDING, AccountKind.STRIPE_CLEARING
        taken, back = (
            [debit(held, Money(5_00)), credit(clearing, Money(5_00))],
            [
                debit(clearing, Money(5_00)),
                credit(held, Money(5_00)),
            ],
        )
        lost = [debit(AccountKind.TENANT_RECEIVABLE, Money(5_00), person=tenant), credit(held, Money(5_00))]
        for kind, lines in (("dispute.opened", taken), ("dispute.won", back), ("dispute.lost", lost)):
            post(source="dispute:1", kind=kind, subject="booking:1", lines=lines)

        assert [str(fault) for fault in find_imbalances()] == ["dispute:1: ₹5 more was let go than was held"]
