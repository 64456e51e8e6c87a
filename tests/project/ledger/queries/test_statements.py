from datetime import UTC, datetime, timedelta

import pytest

from project.identity.models import User
from project.kernel.money import Money
from project.ledger.models import AccountKind
from project.ledger.queries import account, accounts, balances_after, statement
from tests.factories.identity import create_tenant
from tests.factories.ledger import money_in, reverse

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def tenant() -> User:
    return create_tenant("Asha Rao")


class TestAccount:
    def test_is_found_by_what_it_is(self, tenant: User) -> None:
        money_in(person=tenant)
        money_in(person=create_tenant("Nikhil Das"))

        found = account(AccountKind.UNAPPLIED, person=tenant)

        assert found is not None
        assert (found.kind, found.person, str(found)) == ("unapplied", tenant, "Paid and not yet used · Asha Rao")

    def test_is_none_before_it_is_used(self, tenant: User) -> None:
        assert account(AccountKind.UNAPPLIED, person=tenant) is None


class TestAccounts:
    def test_come_with_their_balances(self, tenant: User) -> None:
        money_in(Money(500), person=tenant)
        money_in(Money(300), person=create_tenant("Nikhil Das"))

        assert [(row.kind, row.balance_paise) for row in accounts()] == [
            ("stripe_clearing", 800),
            ("unapplied", -500),
            ("unapplied", -300),
        ]

    def test_of_a_kind_at_a_moment(self, tenant: User) -> None:
        money_in(Money(500), person=tenant, posted_at=MONDAY)
        money_in(Money(300), person=create_tenant("Nikhil Das"), posted_at=TUESDAY)

        found = accounts(kind=AccountKind.UNAPPLIED, at=MONDAY)

        assert [(str(row.person), row.balance_paise) for row in found] == [("Asha Rao", -500), ("Nikhil Das", 0)]


class TestStatement:
    def test_says_the_balance_after_each_entry(self, tenant: User) -> None:
        money_in(Money(300), person=tenant, posted_at=TUESDAY)
        first = money_in(Money(500), person=tenant, posted_at=MONDAY)
        reverse(first)

        entries = statement(account(AccountKind.UNAPPLIED, person=tenant))

        assert [(entry.amount_paise, entry.balance_paise) for entry in entries] == [
            (-500, -500),
            (-300, -800),
            (500, -300),
        ]

    def test_ends_with_the_balance_of_the_account(self, tenant: User) -> None:
        for paise in (7, 11, 13):
            money_in(Money(paise), person=tenant)

        mine = account(AccountKind.UNAPPLIED, person=tenant)

        assert (
            list(statement(mine))[-1].balance_paise == accounts(kind=AccountKind.UNAPPLIED).get().balance_paise == -31
        )


class TestBalancesAfter:
    def test_are_those_of_the_whole_account_for_any_of_its_entries(self, tenant: User) -> None:
        for rupees in (100, 20, 3):
            money_in(Money(rupees * 100), person=tenant)
        clearing = account(AccountKind.STRIPE_CLEARING)
        assert clearing is not None
        first, second, third = clearing.entries.order_by("pk").values_list("pk", flat=True)

        assert balances_after(clearing, [third, second]) == {second: 120_00, third: 123_00}
        assert balances_after(clearing, [first]) == {first: 100_00}
        assert balances_after(clearing, []) == {}

    def test_know_nothing_of_other_accounts(self, tenant: User) -> None:
        posting = money_in(person=tenant)
        clearing = account(AccountKind.STRIPE_CLEARING)
        assert clearing is not None
        other = posting.entries.exclude(account=clearing).get()

        assert balances_after(clearing, [other.pk]) == {}
