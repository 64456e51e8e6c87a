from datetime import UTC, datetime, timedelta

import pytest

from project.identity.models import User
from project.kernel.money import Money
from project.ledger.models import AccountKind
from project.ledger.operations import credit, debit
from project.ledger.queries import balance, trial_balance
from tests.factories.identity import create_landlord, create_tenant
from tests.factories.ledger import money_in, post, reverse

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)
TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture
def tenant() -> User:
    return create_tenant("Asha Rao")


class TestBalance:
    def test_of_nothing_is_zero(self) -> None:
        assert balance(AccountKind.CASH) == Money(0)

    def test_is_the_sum_of_the_entries(self, tenant: User) -> None:
        money_in(Money(500), person=tenant)
        money_in(Money(300), person=create_tenant("Nikhil Das"))

        assert balance(AccountKind.STRIPE_CLEARING) == Money(800)
        assert balance(AccountKind.UNAPPLIED) == Money(-800)

    def test_is_one_persons(self, tenant: User) -> None:
        money_in(Money(500), person=tenant)
        money_in(Money(300), person=create_tenant("Nikhil Das"))

        assert balance(AccountKind.UNAPPLIED, person=tenant) == Money(-500)

    def test_is_one_landlords(self) -> None:
        kaveri, tunga = create_landlord("Kaveri Homes"), create_landlord("Tunga Stays")
        for number, landlord in enumerate([kaveri, tunga, kaveri]):
            lines = [
                debit(AccountKind.CASH, Money(7)),
                credit(AccountKind.LANDLORD_PAYABLE, Money(7), landlord=landlord),
            ]
            post(source=f"booking:{number}", kind="deposit.kept", subject="", lines=lines)

        assert balance(AccountKind.LANDLORD_PAYABLE, landlord=kaveri) == Money(-14)

    def test_is_for_one_thing(self, tenant: User) -> None:
        money_in(Money(500), person=tenant, subject="booking:1")
        money_in(Money(300), person=tenant, subject="booking:2")

        assert balance(AccountKind.UNAPPLIED, person=tenant, subject="booking:2") == Money(-300)

    def test_is_in_one_currency(self, tenant: User) -> None:
        money_in(Money(500), person=tenant)
        money_in(Money(300, "USD"), person=tenant)

        assert balance(AccountKind.UNAPPLIED, currency="USD") == Money(-300, "USD")
        assert balance(AccountKind.UNAPPLIED) == Money(-500)

    @pytest.mark.parametrize(
        ("at", "paise"),
        [(MONDAY - timedelta(microseconds=1), 0), (MONDAY, 500), (TUESDAY - timedelta(seconds=1), 500), (TUESDAY, 800)],
    )
    def test_at_a_moment_counts_what_had_happened(self, at: datetime, paise: int) -> None:
        money_in(Money(300), posted_at=TUESDAY)
        money_in(Money(500), posted_at=MONDAY)

        assert balance(AccountKind.STRIPE_CLEARING, at=at) == Money(paise)

    def test_is_nothing_after_a_reversal(self) -> None:
        reverse(money_in())

        assert balance(AccountKind.STRIPE_CLEARING) == Money(0)


class TestTrialBalance:
    def test_of_nothing_is_empty(self) -> None:
        assert trial_balance() == {}

    def test_gives_each_kind_and_sums_to_zero(self, tenant: User) -> None:
        money_in(Money(500), person=tenant, subject="booking:1")
        lines = [
            debit(AccountKind.UNAPPLIED, Money(400), person=tenant),
            credit(AccountKind.DEPOSIT_LIABILITY, Money(400), person=tenant),
        ]
        post(source="payment:x", kind="deposit.taken", subject="booking:1", lines=lines)

        balances = trial_balance()

        assert balances == {
            AccountKind.DEPOSIT_LIABILITY: Money(-400),
            AccountKind.STRIPE_CLEARING: Money(500),
            AccountKind.UNAPPLIED: Money(-100),
        }
        assert sum(amount.paise for amount in balances.values()) == 0

    def test_at_a_moment_counts_what_had_happened(self) -> None:
        money_in(Money(500), posted_at=MONDAY)
        money_in(Money(300), posted_at=TUESDAY)

        assert trial_balance(at=MONDAY) == {
            AccountKind.STRIPE_CLEARING: Money(500),
            AccountKind.UNAPPLIED: Money(-500),
        }
