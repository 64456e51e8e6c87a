"""Several who post at once, and the one who seals meanwhile."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction

from project.identity.models import User
from project.kernel.money import Money
from project.kernel.triggers import constraint_name
from project.ledger.locks import take_sealing_lock
from project.ledger.models import Account, AccountKind, Entry, Posting, SealedPosting
from project.ledger.operations import PostingDiffers, credit, debit, post, seal_postings
from project.ledger.queries import contents_of, unsealed
from tests.factories.identity import create_tenant
from tests.factories.ledger import money_in
from tests.races.rivals import Rival, in_transaction, together, while_waiting

pytestmark = pytest.mark.usefixtures("committing")


@pytest.fixture
def tenant() -> User:
    return create_tenant("Asha Rao")


def receiving(tenant: User, paise: int = 500, **changes: Any) -> Callable[[], Posting]:
    """Write down one payment, in a transaction that somebody else owns."""

    def act() -> Posting:
        lines = [
            debit(AccountKind.STRIPE_CLEARING, Money(paise)),
            credit(AccountKind.UNAPPLIED, Money(paise), person=tenant),
        ]
        said = {"source": "payment:1", "kind": "payment.received", "subject": "booking:1"}
        return post(**{**said, **changes}, lines=lines)

    return act


class TestSameFactTwice:
    def test_is_posted_once(self, tenant):
        outcome = while_waiting(receiving(tenant), Rival(in_transaction(receiving(tenant))))

        assert outcome == Posting.objects.get()
        assert Entry.objects.count() == 2

    def test_is_posted_once_by_many_at_the_same_moment(self, tenant):
        outcomes = together(*[in_transaction(receiving(tenant))] * 6)

        assert set(outcomes) == {Posting.objects.get()}
        assert Entry.objects.count() == 2

    def test_is_refused_when_it_is_not_the_same(self, tenant):
        outcome = while_waiting(receiving(tenant), Rival(in_transaction(receiving(tenant, 600))))

        assert isinstance(outcome, PostingDiffers)
        assert [paise for *_account, paise in contents_of(Posting.objects.get())] == [500, -500]

    def test_is_posted_by_the_second_when_the_first_gives_up(self, tenant):
        rival = Rival(in_transaction(receiving(tenant, 600)))

        with transaction.atomic():
            receiving(tenant)()
            rival.__enter__()
            rival.wait_until_blocked()
            transaction.set_rollback(True)
        rival.__exit__(None, None, None)

        assert rival.outcome == Posting.objects.get()
        assert [paise for *_account, paise in contents_of(rival.outcome)] == [600, -600]


class TestNewAccount:
    def test_is_opened_once(self, tenant):
        outcome = while_waiting(receiving(tenant), Rival(in_transaction(receiving(tenant, source="payment:2"))))

        assert outcome.source == "payment:2"
        assert Account.objects.count() == 2
        assert Posting.objects.count() == 2

    def test_is_opened_once_by_many_in_any_order(self, tenant):
        def moving(number: int) -> Callable[[], Posting]:
            left, right = (AccountKind.CASH, AccountKind.BANK) if number % 2 else (AccountKind.BANK, AccountKind.CASH)
            lines = [debit(left, Money(5)), credit(right, Money(5))]
            return lambda: post(source=f"deposit:{number}", kind="cash.banked", subject="", lines=lines)

        outcomes = together(*[in_transaction(moving(number)) for number in range(6)])

        assert all(isinstance(outcome, Posting) for outcome in outcomes)
        assert sorted(Account.objects.values_list("kind", flat=True)) == ["bank", "cash"]


class TestEntry:
    def test_is_refused_from_any_other_transaction(self):
        posting = money_in()
        account = Account.objects.get(kind="stripe_clearing")

        def adding() -> None:
            for line, paise in ((3, 5), (4, -5)):
                Entry.objects.create(posting=posting, line=line, account=account, amount_paise=paise, currency="INR")

        (outcome,) = together(in_transaction(adding))

        assert constraint_name(outcome) == "entry_comes_with_its_posting"
        assert Entry.objects.count() == 2


class TestSealing:
    def test_takes_up_whoever_commits_late(self, tenant):
        def passing_by() -> int:
            money_in()
            return seal_postings()

        first = money_in(person=tenant)
        with transaction.atomic():
            late = receiving(tenant)()
            (sealed_meanwhile,) = together(passing_by)

        assert sealed_meanwhile == 2
        assert (unsealed().count, unsealed().since) == (1, late.recorded_at)
        assert seal_postings() == 1
        in_order = list(SealedPosting.objects.order_by("position").values_list("position", "seal_id", "posting_id"))
        newer = Posting.objects.latest("pk")
        assert in_order == [(1, 1, first.pk), (2, 1, newer.pk), (3, 2, late.pk)]
        assert first.pk < late.pk < newer.pk

    def test_makes_nobody_wait_who_posts(self, tenant):
        money_in()

        with transaction.atomic():
            assert take_sealing_lock()
            (outcome,) = together(in_transaction(receiving(tenant)))

        assert outcome == Posting.objects.get(source="payment:1")

    def test_is_done_by_one_at_a_time(self):
        money_in()

        with transaction.atomic():
            assert take_sealing_lock()
            (outcome,) = together(seal_postings)

        assert outcome == 0
        assert seal_postings() == 1

    def test_numbers_without_gaps_whoever_does_it(self, tenant):
        for _turn in range(4):
            money_in()

        together(*[seal_postings] * 4, in_transaction(receiving(tenant)))
        seal_postings()

        assert list(SealedPosting.objects.order_by("position").values_list("position", flat=True)) == [1, 2, 3, 4, 5]
