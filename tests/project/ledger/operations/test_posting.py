from datetime import UTC, datetime
from typing import Any

import pytest

from project.identity.models import User
from project.kernel import clock
from project.kernel.money import Money
from project.kernel.transactions import TransactionRequired
from project.ledger import operations
from project.ledger.models import Account, AccountKind, Entry, Posting
from project.ledger.operations import PostingDiffers, PostingUnbalanced, credit, debit
from project.ledger.queries import contents_of
from tests.factories.identity import create_landlord, create_tenant
from tests.factories.ledger import money_in, post, reverse

pytestmark = pytest.mark.django_db


@pytest.fixture
def tenant() -> User:
    return create_tenant("Asha Rao")


def received(tenant: User, paise: int = 17_000_00, **changes: Any) -> Posting:
    """The one payment that these tests are about."""
    lines = [
        debit(AccountKind.STRIPE_CLEARING, Money(paise)),
        credit(AccountKind.UNAPPLIED, Money(paise), person=tenant),
    ]
    said = {"source": "payment:1", "kind": "payment.received", "subject": "booking:1", "lines": lines}
    return post(**{**said, **changes})


class TestPost:
    def test_writes_what_was_said(self, tenant: User) -> None:
        posting = received(tenant, memo="By card", posted_at=datetime(2026, 11, 1, tzinfo=UTC))

        stored = Posting.objects.get()
        assert (stored.source, stored.kind, stored.subject) == ("payment:1", "payment.received", "booking:1")
        assert (stored.memo, stored.posted_at) == ("By card", datetime(2026, 11, 1, tzinfo=UTC))
        assert stored.recorded_at == clock.now()
        assert contents_of(stored) == [
            ("stripe_clearing", "INR", None, None, 17_000_00),
            ("unapplied", "INR", tenant.pk, None, -17_000_00),
        ]
        assert posting == stored

    def test_gives_the_posting_as_it_is_stored(self, tenant: User) -> None:
        posting = received(tenant)

        stored = Posting.objects.get()
        names = [field.attname for field in Posting._meta.concrete_fields]
        assert {name: getattr(posting, name) for name in names} == {name: getattr(stored, name) for name in names}

    def test_happened_now_unless_said_otherwise(self, tenant: User) -> None:
        assert received(tenant).posted_at == clock.now()

    def test_uses_the_accounts_there_are(self, tenant: User) -> None:
        received(tenant)
        received(tenant, source="payment:2")

        assert Account.objects.count() == 2

    def test_keeps_the_accounts_of_two_people_apart(self, tenant: User) -> None:
        received(tenant)
        received(create_tenant("Nikhil Das"), source="payment:2")

        assert sorted(Account.objects.values_list("kind", flat=True)) == ["stripe_clearing", "unapplied", "unapplied"]

    def test_keeps_the_accounts_of_house_and_landlord_apart(self) -> None:
        lines = [
            debit(AccountKind.BANK, Money(5)),
            credit(AccountKind.RENT_INCOME, Money(3), landlord=create_landlord()),
            credit(AccountKind.RENT_INCOME, Money(2)),
        ]

        post(source="invoice:1", kind="rent.posted", subject="lease:1", lines=lines)

        assert sorted(Account.objects.values_list("kind", flat=True)) == ["bank", "rent_income", "rent_income"]

    def test_needs_a_transaction(self, tenant: User) -> None:
        with pytest.raises(TransactionRequired):
            operations.post(source="payment:1", kind="payment.received", subject="", lines=[])

        assert not Posting.objects.exists()


class TestPostAgain:
    def test_gives_the_posting_that_stands(self, tenant: User) -> None:
        first = received(tenant)

        again = received(tenant, memo="Other words", posted_at=datetime(2026, 1, 1, tzinfo=UTC))

        assert again == first
        assert (again.memo, Entry.objects.count()) == ("", 2)

    @pytest.mark.parametrize("change", [{"paise": 17_000_01}, {"subject": "booking:2"}])
    def test_refuses_another_fact(self, tenant: User, change: dict[str, Any]) -> None:
        first = received(tenant)

        with pytest.raises(PostingDiffers):
            received(tenant, **change)

        assert list(Posting.objects.all()) == [first]
        assert contents_of(first)[0][-1] == 17_000_00

    def test_refuses_another_person(self, tenant: User) -> None:
        first = received(tenant)

        with pytest.raises(PostingDiffers):
            received(create_tenant("Nikhil Das"))

        assert contents_of(first)[1] == ("unapplied", "INR", tenant.pk, None, -17_000_00)


class TestPostOutOfBalance:
    @pytest.mark.parametrize(
        "lines",
        [
            [],
            [debit(AccountKind.CASH, Money(5))],
            [debit(AccountKind.CASH, Money(5)), credit(AccountKind.BANK, Money(4))],
            [debit(AccountKind.CASH, Money(5)), credit(AccountKind.BANK, Money(5, "USD"))],
        ],
    )
    def test_is_refused(self, lines: list[operations.Line]) -> None:
        with pytest.raises(PostingUnbalanced):
            post(source="deposit:1", kind="cash.banked", subject="", lines=lines)

        assert not Posting.objects.exists()
        assert not Account.objects.exists()


class TestReverse:
    def test_writes_the_opposite(self, tenant: User) -> None:
        reversal = reverse(received(tenant), memo="The bank took it back.")

        assert (reversal.source, reversal.kind, reversal.subject, reversal.memo) == (
            "payment:1",
            "payment.received.reversed",
            "booking:1",
            "The bank took it back.",
        )
        assert contents_of(reversal) == [
            ("stripe_clearing", "INR", None, None, -17_000_00),
            ("unapplied", "INR", tenant.pk, None, 17_000_00),
        ]

    def test_happens_once(self) -> None:
        posting = money_in()

        assert reverse(posting, memo="No.") == reverse(posting, memo="Still no.")
        assert Posting.objects.count() == 2

    def test_needs_something_to_reverse(self) -> None:
        with pytest.raises(Posting.DoesNotExist):
            reverse(Posting(source="payment:9", kind="payment.received"))

        assert not Posting.objects.exists()
