"""What the database keeps true about the books, tried by going around the operations."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from project.ledger.models import Account, AccountKind, CheckRun, Entry, Posting, Seal, SealedPosting
from project.ledger.operations import seal_postings
from tests.factories.identity import create_landlord, create_tenant
from tests.factories.ledger import money_in
from tests.truths import broken_by, check_truths_now

pytestmark = [pytest.mark.django_db, pytest.mark.breaks_the_books]

ROWS = [
    (Account, "account_never_changes", {"kind": "suspense"}),
    (Posting, "posting_never_changes", {"memo": "Nothing happened."}),
    (Entry, "entry_never_changes", {"amount_paise": 1}),
    (Seal, "seal_never_changes", {"hash": "0"}),
    (SealedPosting, "sealed_posting_never_changes", {"hash": "0"}),
    (CheckRun, "check_never_changes", {"faults": []}),
]
TABLES = [
    ("ledger_account CASCADE", "account_table_is_never_emptied"),
    ("ledger_posting CASCADE", "posting_table_is_never_emptied"),
    ("ledger_entry", "entry_table_is_never_emptied"),
    ("ledger_seal CASCADE", "seal_table_is_never_emptied"),
    ("ledger_sealedposting", "sealed_posting_table_is_never_emptied"),
    ("ledger_checkrun", "check_table_is_never_emptied"),
]


def sql(statement: str, *parameters: Any) -> Callable[[], None]:
    def act() -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, parameters)

    return act


def account_row(**fields: Any) -> Account:
    return Account(**{"kind": AccountKind.SUSPENSE, **fields})


def posting_row(**fields: Any) -> Posting:
    return Posting(**{"source": "payment:1", "kind": "payment.received", "hash": "0" * 64, **fields})


def written(*amounts: int, currency: str = "INR") -> Posting:
    """A posting with these entries on one account, written by hand."""
    account, _made = Account.objects.get_or_create(kind=AccountKind.SUSPENSE)
    posting = posting_row()
    posting.save()
    for line, paise in enumerate(amounts, 1):
        Entry.objects.create(posting=posting, line=line, account=account, amount_paise=paise, currency=currency)
    return posting


class TestEveryRow:
    @pytest.fixture(autouse=True)
    def some_of_each(self) -> None:
        money_in()
        seal_postings()
        CheckRun.objects.create(postings=1, unsealed=0, faults=["none"])

    @pytest.mark.parametrize(("model", "truth", "change"), ROWS)
    def test_never_changes(self, model: Any, truth: str, change: dict[str, Any]) -> None:
        assert broken_by(lambda: model.objects.update(**change)) == truth

    @pytest.mark.parametrize(("model", "truth", "_change"), ROWS)
    def test_never_vanishes(self, model: Any, truth: str, _change: dict[str, Any]) -> None:
        assert broken_by(lambda: model.objects.all()._raw_delete("default")) == truth

    @pytest.mark.parametrize(("table", "truth"), TABLES)
    def test_is_not_emptied_with_its_table(self, table: str, truth: str) -> None:
        first_of_all = sql(f"SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE {table}")

        assert broken_by(first_of_all) in {truth, *(name for _table, name in TABLES if "CASCADE" in table)}


class TestEmptyTable:
    def test_may_be_truncated(self) -> None:
        sql("TRUNCATE ledger_entry")()

        assert not Entry.objects.exists()


class TestAccount:
    def test_is_one_per_kind_owner_and_currency(self) -> None:
        account_row().save()

        assert broken_by(account_row().save) == "account_is_one_per_owner"

    def test_of_another_currency_is_another(self) -> None:
        account_row().save()
        account_row(currency="USD").save()

        assert Account.objects.count() == 2

    def test_knows_its_kinds(self) -> None:
        assert broken_by(account_row(kind="slush_fund").save) == "account_kind_is_known"

    @pytest.mark.parametrize("kind", ["tenant_receivable", "deposit_liability", "unapplied"])
    def test_of_a_person_names_them(self, kind: str) -> None:
        assert broken_by(account_row(kind=kind).save) == "account_names_its_person"

    @pytest.mark.parametrize("kind", ["suspense", "stripe_clearing", "rent_income", "cash"])
    def test_of_the_house_names_no_person(self, kind: str) -> None:
        assert broken_by(account_row(kind=kind, person=create_tenant()).save) == "account_names_its_person"

    def test_of_a_landlord_names_them(self) -> None:
        assert broken_by(account_row(kind="landlord_payable").save) == "account_names_its_landlord"

    @pytest.mark.parametrize("kind", ["stripe_clearing", "stripe_fees", "dispute_holding", "suspense"])
    def test_of_the_house_names_no_landlord(self, kind: str) -> None:
        assert broken_by(account_row(kind=kind, landlord=create_landlord()).save) == "account_names_its_landlord"

    @pytest.mark.parametrize("kind", ["rent_income", "commission", "gst_payable", "bank"])
    def test_of_the_house_may_be_kept_for_a_landlord(self, kind: str) -> None:
        account_row(kind=kind).save()
        account_row(kind=kind, landlord=create_landlord()).save()

        assert Account.objects.count() == 2

    @pytest.mark.parametrize("currency", ["inr", "RS", ""])
    def test_has_a_currency_code(self, currency: str) -> None:
        assert broken_by(account_row(currency=currency).save) == "account_currency_is_a_code"


class TestPosting:
    def test_is_made_once_per_source_and_kind(self) -> None:
        written(5, -5)

        assert broken_by(posting_row().save) == "posting_is_made_once"

    @pytest.mark.parametrize("source", ["", "payment", "payment:", "Payment:1"])
    def test_names_its_source(self, source: str) -> None:
        assert broken_by(posting_row(source=source).save) == "posting_names_its_source"

    @pytest.mark.parametrize("kind", ["", "received", "payment.", "payment received"])
    def test_names_its_kind(self, kind: str) -> None:
        assert broken_by(posting_row(kind=kind).save) == "posting_names_its_kind"

    def test_names_the_transaction_that_made_it(self) -> None:
        assert broken_by(posting_row(transaction_id=1).save) == "posting_names_its_transaction"

    def test_is_never_without_entries(self) -> None:
        assert broken_by(written) == "posting_has_entries"

    @pytest.mark.parametrize("amounts", [[5], [5, -4], [5, -6, 2]])
    def test_sums_to_zero(self, amounts: list[int]) -> None:
        assert broken_by(lambda: written(*amounts)) == "posting_sums_to_zero"

    def test_sums_to_zero_in_each_currency(self) -> None:
        dollars = account_row(currency="USD")

        def act() -> None:
            posting = written(5)
            dollars.save()
            Entry.objects.create(posting=posting, line=2, account=dollars, amount_paise=-5, currency="USD")

        assert broken_by(act) == "posting_sums_to_zero"

    def test_sums_to_zero_also_after_it_was_looked_at(self) -> None:
        posting = written(5, -5)
        check_truths_now()
        account = Account.objects.get()

        third = Entry(posting=posting, line=3, account=account, amount_paise=7, currency="INR")

        assert broken_by(third.save) == "posting_sums_to_zero"

    def test_may_be_out_of_balance_until_the_commit(self) -> None:
        with transaction.atomic():
            written(5, -4, -1)

        check_truths_now()
        assert Entry.objects.count() == 3


class TestEntry:
    def test_is_never_of_nothing(self) -> None:
        assert broken_by(lambda: written(5, 0, -5)) == "entry_amount_is_never_zero"

    def test_has_a_line_of_its_own(self) -> None:
        posting = written(5, -5)

        twin = Entry(posting=posting, line=2, account=Account.objects.get(), amount_paise=-5, currency="INR")

        assert broken_by(twin.save) == "entry_line_is_written_once"

    def test_is_in_the_currency_of_its_account(self) -> None:
        assert broken_by(lambda: written(5, -5, currency="USD")) == "entry_has_its_accounts_currency"

    def test_stands_on_an_account_that_exists(self) -> None:
        posting = written(5, -5)

        def act() -> None:
            for line, paise in ((3, 7), (4, -7)):
                Entry.objects.create(posting=posting, line=line, account_id=0, amount_paise=paise, currency="INR")

        assert broken_by(act) == "entry_has_its_accounts_currency"


class TestEntryOfAnEarlierTransaction:
    def test_is_refused(self) -> None:
        posting = money_in()
        as_of_before = sql(
            "SET session_replication_role = replica; UPDATE ledger_posting SET transaction_id = transaction_id - 1;"
            "SET session_replication_role = DEFAULT"
        )
        as_of_before()

        late = Entry(posting=posting, line=3, account=Account.objects.all()[0], amount_paise=5, currency="INR")

        assert broken_by(late.save) == "entry_comes_with_its_posting"
