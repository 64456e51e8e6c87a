import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.test import Client
from django_q.models import OrmQ

from project.kernel import clock
from project.kernel.money import Money
from project.ledger.models import CheckRun, Posting, Seal
from project.ledger.operations import check_books
from project.payments.models import ReconciliationRun
from tests.backoffice.asking import list_url, page_url, rows_of, said
from tests.factories.ledger import money_in, run_as_superuser

pytestmark = pytest.mark.django_db

BOOKS, CHECK, COMPARE, STATE = (
    "/office/books/",
    "/office/books/check/",
    "/office/books/compare/",
    "/office/books/state/",
)


@pytest.fixture
def admin(enter, administrator) -> Client:
    """The administrator's browser."""
    return enter(administrator)


class TestBooks:
    def test_say_that_nobody_has_looked_yet(self, admin):
        page = admin.get(BOOKS).content.decode()

        assert "Books: not checked yet" in page
        assert "Nothing is posted yet." in page

    def test_say_since_when_they_are_in_order(self, admin, tenant):
        money_in(person=tenant)
        check_books()

        response = admin.get(BOOKS)

        assert "Books: in order since" in response.content.decode()
        assert response.context["books"].last.postings == 1

    def test_say_what_a_change_would_still_go_unnoticed_in(self, admin, tenant):
        check_books()
        posting = money_in(person=tenant)

        unsealed = admin.get(BOOKS).context["unsealed"]

        assert (unsealed.count, unsealed.since) == (1, posting.recorded_at)

    @pytest.mark.breaks_the_books
    def test_name_what_is_wrong(self, admin, tenant):
        posting = money_in(person=tenant)
        run_as_superuser("UPDATE ledger_posting SET memo = 'Never paid' WHERE id = %s", posting.pk)
        run = check_books()

        page = admin.get(BOOKS).content.decode()

        assert "Books: not in order" in page
        assert f"posting {posting.pk} (payment.received of {posting.source})" in page
        assert "changed after it was written" in admin.get(page_url(run)).content.decode()

    @pytest.mark.breaks_the_books
    def test_that_are_not_in_order_call_an_administrator(self, admin, tenant):
        posting = money_in(person=tenant)
        run_as_superuser("UPDATE ledger_posting SET memo = 'Never paid' WHERE id = %s", posting.pk)
        check_books()

        needs = [need for need in admin.get("/office/").context["needs"] if need.url == BOOKS]

        assert [(need.number, need.label, need.tone) for need in needs] == [(1, "fault in the books", "brick")]

    def test_are_for_administrators(self, office, enter, manager, cook, tenant, client):
        for browser in (office, enter(manager), enter(cook), enter(tenant)):
            assert browser.get(BOOKS).status_code == 403
            assert browser.get(STATE).status_code == 403
            assert browser.post(CHECK).status_code == 403
            assert browser.post(COMPARE).status_code == 403
        assert client.get(BOOKS).status_code == 302
        assert OrmQ.objects.count() == 0


class TestTrialBalance:
    def test_has_two_sides_that_agree(self, admin, tenant):
        money_in(person=tenant)

        context = admin.get(BOOKS).context

        assert [(line.kind.value, line.debit.paise, line.credit.paise) for line in context["lines"]] == [
            ("stripe_clearing", 17_000_00, 0),
            ("unapplied", 0, 17_000_00),
        ]
        assert context["debits"] == context["credits"] == Money(17_000_00)

    def test_is_that_of_the_end_of_a_day(self, admin, tenant):
        yesterday = clock.now() - timedelta(days=1)
        money_in(Money(100), person=tenant, posted_at=yesterday)
        money_in(person=tenant)

        context = admin.get(f"{BOOKS}?on={clock.today() - timedelta(days=1)}").context

        assert context["debits"] == Money(100)

    def test_each_line_opens_the_accounts_it_is_the_sum_of(self, admin, tenant):
        day = clock.today() - timedelta(days=1)
        money_in(Money(100), person=tenant, posted_at=clock.now() - timedelta(days=1))
        money_in(person=tenant)

        for line in admin.get(f"{BOOKS}?on={day}").context["lines"]:
            assert sum(account.balance_paise for account in rows_of(admin, line.url)) == line.balance.paise

    def test_is_taken_along(self, admin, tenant):
        money_in(person=tenant)

        answer = admin.post(BOOKS, {"kind": "csv"})

        rows = list(csv.reader(StringIO(answer.content.decode("utf-8-sig"))))
        assert rows == [
            ["Account", "Kind", "Debit, ₹", "Credit, ₹"],
            ["At Stripe", "stripe_clearing", "17000.00", ""],
            ["Paid and not yet used", "unapplied", "", "17000.00"],
            ["Sum", "", "17000.00", "17000.00"],
        ]
        assert f"trial-balance-{clock.today()}.csv" in answer["Content-Disposition"]

    def test_in_a_kind_that_is_none_is_the_page(self, admin, tenant):
        assert admin.post(BOOKS, {"kind": "exe"}).status_code == 200

    def test_costs_the_same_for_few_postings_and_many(
        self, admin, tenant, django_assert_max_num_queries, django_assert_num_queries
    ):
        money_in(person=tenant)
        check_books()
        admin.get(BOOKS)
        with django_assert_max_num_queries(19) as few:
            admin.get(BOOKS)
        for _number in range(4):
            money_in()
        check_books()

        with django_assert_num_queries(len(few.captured_queries)):
            admin.get(BOOKS)


class TestCheckNow:
    def test_asks_the_worker_and_says_so(self, admin):
        response = admin.post(CHECK)

        assert (response.status_code, response["Location"]) == (302, f"{BOOKS}?asked=0")
        assert said(response) == ["The check is on its way. It shows here as soon as it is done."]
        assert [task.func() for task in OrmQ.objects.all()] == ["jobs.ledger.check_books"]

    def test_waits_on_the_page_until_it_is_done(self, admin):
        before = admin.get(f"{STATE}?asked=0").content.decode()
        check_books()
        after = admin.get(f"{STATE}?asked=0").content.decode()

        assert "Checking…" in before
        assert 'hx-trigger="every 2s"' in before
        assert "hx-trigger" not in after
        assert "Books: in order since" in after

    def test_is_never_done_by_following_a_link(self, admin):
        assert admin.get(CHECK).status_code == 405
        assert OrmQ.objects.count() == 0


class TestCompareNow:
    def test_asks_the_worker_and_says_so(self, admin):
        response = admin.post(COMPARE)

        assert (response.status_code, response["Location"]) == (302, list_url(ReconciliationRun))
        assert [task.func() for task in OrmQ.objects.all()] == ["jobs.payments.reconcile_now"]


class TestSeals:
    def test_a_posting_says_which_seal_covers_it(self, admin, tenant):
        posting = money_in(person=tenant)
        check_books()
        seal = Seal.objects.get()

        assert "Seal 1, position 1" in admin.get(page_url(posting)).content.decode()
        assert seal.hash in admin.get(page_url(seal)).content.decode()

    def test_are_found_by_their_hash(self, admin, tenant):
        money_in(person=tenant)
        check_books()
        money_in(person=tenant)
        check_books()
        first = Seal.objects.get(number=1)

        assert rows_of(admin, f"{list_url(Seal)}?q={first.hash}") == [first]
        assert Posting.objects.count() == CheckRun.objects.latest("id").postings == 2
