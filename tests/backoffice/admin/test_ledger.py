import csv
from datetime import timedelta
from io import StringIO

import pytest

from project.kernel import clock
from project.kernel.money import Money
from project.ledger.models import Account, AccountKind, Entry, Posting
from project.ledger.operations import credit
from project.ledger.operations import debit as on_the_left
from tests.backoffice.asking import list_url, page_url, rows_of
from tests.factories.booking import create_booked
from tests.factories.ledger import money_in, post, reverse, run_as_superuser

pytestmark = pytest.mark.django_db

RENT = Money(8_500_00)


def owed_to(landlord, subject: str = "booking:1", amount: Money = RENT, **said) -> Posting:
    """Cash that is a landlord's."""
    lines = [on_the_left(AccountKind.CASH, amount), credit(AccountKind.LANDLORD_PAYABLE, amount, landlord=landlord)]
    return post(**{"source": f"booking:{subject}", "kind": "deposit.kept", "subject": subject, "lines": lines, **said})


def sheet(client, url: str) -> list[dict[str, str]]:
    """The rows of an export, by their titles."""
    path, _mark, query = url.partition("?")
    answer = client.post(f"{path}export/?{query}", {"kind": "csv"})
    return list(csv.DictReader(StringIO(answer.content.decode("utf-8-sig"))))


@pytest.fixture
def admin(enter, administrator):
    """The administrator's browser."""
    return enter(administrator)


@pytest.fixture
def days(tenant, travel) -> Account:
    """Three payments on three days, the last of them taken back on the third: the account at Stripe."""
    start = clock.now()
    for day, rupees in enumerate((1000, 200, 30)):
        last = money_in(Money(rupees * 100), person=tenant, posted_at=start - timedelta(days=2 - day))
    reverse(last)
    return Account.objects.get(kind=AccountKind.STRIPE_CLEARING)


class TestAccounts:
    def test_each_shows_what_stands_on_it(self, admin, tenant):
        money_in(person=tenant)

        page = admin.get(list_url(Account)).content.decode()

        assert "₹17,000 Dr" in page
        assert "₹17,000 Cr" in page
        assert tenant.name in page

    def test_together_they_come_to_nothing(self, admin, days):
        assert admin.get(list_url(Account)).context["total"] == "₹0"

    def test_a_kind_comes_to_the_sum_of_its_accounts(self, admin, tenant):
        money_in(person=tenant)
        money_in(Money(100))

        assert admin.get(list_url(Account) + "?kind__exact=unapplied").context["total"] == "₹17,001 Cr"

    def test_balances_are_those_of_the_end_of_the_day_asked_for(self, admin, days):
        yesterday = (clock.today() - timedelta(days=1)).isoformat()
        url = list_url(Account) + f"?kind__exact=stripe_clearing&on={yesterday}"

        (account,) = rows_of(admin, url)

        assert account.balance_paise == 1200_00
        assert [row["Balance, ₹ (debit above zero)"] for row in sheet(admin, url)] == ["1200.00"]

    def test_a_day_that_is_none_is_now(self, admin, days):
        (account,) = rows_of(admin, list_url(Account) + "?kind__exact=stripe_clearing&on=never")

        assert account.balance_paise == 1200_00

    def test_those_with_nothing_on_them_can_be_left_out(self, admin, tenant):
        reverse(money_in(person=tenant))
        money_in(person=tenant)
        reverse(money_in())

        assert len(rows_of(admin, list_url(Account) + "?standing=open")) == 2
        assert len(rows_of(admin, list_url(Account) + "?standing=zero")) == 1

    def test_a_landlord_sees_their_own_and_nothing_of_others(self, office, kaveri, foreign_offer):
        owed_to(kaveri)
        owed_to(foreign_offer.property.landlord, "booking:2")
        money_in()
        mine, foreign = Account.objects.filter(kind=AccountKind.LANDLORD_PAYABLE).order_by("id")

        assert rows_of(office, list_url(Account)) == [mine]
        assert office.get(page_url(mine)).status_code == 200
        assert office.get(page_url(foreign)).status_code == 404

    def test_a_manager_sees_none(self, enter, manager):
        assert enter(manager).get(list_url(Account)).status_code == 403


class TestStatement:
    def test_says_what_stood_there_after_each_line(self, admin, days):
        lines = rows_of(admin, f"{list_url(Entry)}?account={days.public_id}")

        assert [line.amount_paise for line in lines] == [-30_00, 30_00, 200_00, 1000_00]
        assert [line.balance_paise for line in lines] == [1200_00, 1230_00, 1200_00, 1000_00]

    def test_a_filter_leaves_the_balances_what_they_are(self, admin, days):
        url = f"{list_url(Entry)}?account={days.public_id}&amount_paise_from=100&amount_paise_to=500"

        (line,) = rows_of(admin, url)

        assert (line.amount_paise, line.balance_paise) == (200_00, 1200_00)

    def test_says_above_it_what_the_lines_come_to(self, admin, days):
        context = admin.get(f"{list_url(Entry)}?account={days.public_id}&side=credit").context

        assert context["sums"] == {"debit": "₹0", "credit": "₹30", "balance": "₹1,200 Dr"}

    def test_is_taken_along_exactly(self, admin, days):
        url = f"{list_url(Entry)}?account={days.public_id}&posting__posted_at_to={clock.today() - timedelta(days=1)}"

        rows = sheet(admin, url)

        told = [(row["Debit, ₹"], row["Credit, ₹"], row["Balance, ₹ (debit above zero)"]) for row in rows]
        assert told == [("200.00", "", "1200.00"), ("1000.00", "", "1000.00")]

    def test_leads_to_the_posting_of_each_line(self, admin, days):
        page = admin.get(f"{list_url(Entry)}?account={days.public_id}").content.decode()

        assert [page_url(posting) in page for posting in Posting.objects.all()] == [True] * 4

    @pytest.mark.parametrize("asked", ["00000000-0000-0000-0000-000000000000", "nonsense"])
    def test_of_no_account_has_no_lines(self, asked, admin, days):
        assert rows_of(admin, f"{list_url(Entry)}?account={asked}") == []

    def test_of_a_strangers_account_has_no_lines(self, office, kaveri, foreign_offer):
        owed_to(kaveri)
        owed_to(foreign_offer.property.landlord, "booking:2")
        mine, foreign = Account.objects.filter(kind=AccountKind.LANDLORD_PAYABLE).order_by("id")

        assert len(rows_of(office, f"{list_url(Entry)}?account={mine.public_id}")) == 1
        assert rows_of(office, f"{list_url(Entry)}?account={foreign.public_id}") == []
        assert len(rows_of(office, list_url(Entry))) == 1


class TestPostings:
    def test_shows_its_entries_and_that_nothing_was_changed(self, admin, tenant):
        posting = money_in(person=tenant, memo="By card")

        page = admin.get(page_url(posting)).content.decode()

        assert "<span>Money arrived · ₹17,000</span>" in page
        assert page.count(">₹17,000<") == 3
        assert "By card" in page
        assert posting.hash in page
        assert "Not sealed yet" in page
        assert "Unchanged" in page

    @pytest.mark.breaks_the_books
    def test_says_when_somebody_changed_it(self, admin, tenant):
        posting = money_in(person=tenant)
        run_as_superuser("UPDATE ledger_posting SET memo = 'Never paid' WHERE id = %s", posting.pk)

        assert "Changed after it was written" in admin.get(page_url(posting)).content.decode()

    def test_leads_to_what_it_is_for(self, admin, offer):
        booking = create_booked(offer)
        posting = money_in(subject=booking.subject)

        assert page_url(booking) in admin.get(page_url(posting)).content.decode()

    def test_are_found_by_what_they_are_for_and_what_caused_them(self, admin, tenant):
        one, _other = money_in(person=tenant), money_in(person=tenant)

        assert rows_of(admin, f"{list_url(Posting)}?q={one.subject}") == [one]
        assert rows_of(admin, f"{list_url(Posting)}?q={one.source}") == [one]
        assert rows_of(admin, f"{list_url(Posting)}?q={one.hash}") == [one]

    def test_a_kind_comes_with_what_was_taken_back(self, admin, days):
        assert len(rows_of(admin, list_url(Posting) + "?kind=payment.received")) == 4
        assert rows_of(admin, list_url(Posting) + "?kind=refund.sent") == []

    def test_are_taken_along_with_what_each_moves(self, admin, tenant):
        money_in(person=tenant)

        (row,) = sheet(admin, list_url(Posting))

        assert (row["What happened"], row["Amount, ₹"], row["Seal"]) == ("Money arrived", "17000.00", "")

    def test_a_landlord_sees_those_about_their_houses(self, office, offer, foreign_offer):
        mine = money_in(subject=create_booked(offer).subject)
        foreign = money_in(subject=create_booked(foreign_offer).subject)

        assert rows_of(office, list_url(Posting)) == [mine]
        assert office.get(page_url(mine)).status_code == 200
        assert office.get(page_url(foreign)).status_code == 404

    def test_nobody_can_change_or_remove_one(self, admin, tenant):
        posting = money_in(person=tenant)

        assert admin.get(page_url(posting, "delete")).status_code == 403
        assert admin.post(page_url(posting), {"memo": "Never paid"}).status_code == 403
        assert Posting.objects.get().memo == ""


class TestCost:
    @pytest.mark.parametrize("model", [Account, Entry, Posting])
    def test_is_the_same_for_few_and_for_many(
        self, model, admin, tenant, django_assert_num_queries, django_assert_max_num_queries
    ):
        money_in(person=tenant)
        admin.get(list_url(model))
        with django_assert_max_num_queries(18) as few:
            admin.get(list_url(model))
        for _number in range(4):
            money_in()

        with django_assert_num_queries(len(few.captured_queries)):
            admin.get(list_url(model))
