"""A superuser changes the past with every trigger off, and the self-check names what they touched."""

import pytest
from django.db import connection

from project.ledger.models import Account, Posting, Seal, SealedPosting
from project.ledger.operations import check_books, seal_postings
from project.ledger.queries import find_imbalances
from project.ledger.queries.breaks import _Posting
from project.ledger.rules import posting_hash, seal_hash
from tests.factories.identity import create_tenant
from tests.factories.ledger import as_superuser, money_in, run_as_superuser

pytestmark = [pytest.mark.django_db, pytest.mark.breaks_the_books]


@pytest.fixture
def postings() -> list[Posting]:
    """Four postings, sealed two by two."""
    made = [money_in(), money_in()]
    seal_postings()
    made += [money_in(), money_in()]
    seal_postings()
    assert find_imbalances() == []
    return made


def named() -> set[tuple[str, str]]:
    """What the self-check names: the sort of fault, and the row."""
    return {(fault.code, fault.what.split(" (")[0].split(",")[0]) for fault in find_imbalances()}


def forge_hash(posting: Posting) -> str:
    """The hash that the posting would have had if it had always said what it says now."""
    posting.refresh_from_db()
    entries = posting.entries.order_by("line").values_list(
        "account__kind", "currency", "account__person_id", "account__landlord_id", "amount_paise"
    )
    said = {
        name: getattr(posting, name)
        for name in _Posting._fields
        if name not in {"id", "hash", "sealed_hash", "entries"}
    }
    forged = posting_hash(**said, entries=list(entries))
    run_as_superuser("UPDATE ledger_posting SET hash = %s WHERE id = %s", forged, posting.pk)
    return forged


def forge_seal(number: int) -> None:
    """Make a seal fit what stands now."""
    seal = Seal.objects.get(pk=number)
    rows = list(
        SealedPosting.objects.filter(seal=seal).order_by("position").values_list("position", "posting_id", "hash")
    )
    forged = seal_hash(number=number, previous=seal.previous, sealed_at=seal.sealed_at, postings=rows)
    run_as_superuser("UPDATE ledger_seal SET hash = %s WHERE number = %s", forged, number)


class TestChangedPosting:
    @pytest.mark.parametrize(
        "change",
        [
            "memo = 'Nothing happened.'",
            "subject = 'booking:9'",
            "source = 'payment:9'",
            "kind = 'payment.unmatched'",
            "posted_at = posted_at + interval '1 microsecond'",
            "recorded_at = recorded_at - interval '1 second'",
            "hash = repeat('0', 64)",
            "public_id = gen_random_uuid()",
        ],
    )
    def test_is_named(self, postings: list[Posting], change: str) -> None:
        run_as_superuser(f"UPDATE ledger_posting SET {change} WHERE id = %s", postings[1].pk)

        assert named() == {("changed", f"posting {postings[1].pk}")}

    def test_is_named_for_its_amounts(self, postings: list[Posting]) -> None:
        run_as_superuser(
            "UPDATE ledger_entry SET amount_paise = amount_paise * 2 WHERE posting_id = %s", postings[1].pk
        )

        assert named() == {("changed", f"posting {postings[1].pk}")}

    def test_is_named_for_entries_that_were_added(self, postings: list[Posting]) -> None:
        run_as_superuser(
            "INSERT INTO ledger_entry (posting_id, line, account_id, amount_paise, currency)"
            " SELECT posting_id, line + 2, account_id, -amount_paise, currency FROM ledger_entry WHERE posting_id = %s",
            postings[1].pk,
        )

        assert named() == {("changed", f"posting {postings[1].pk}")}

    def test_is_named_for_entries_that_changed_places(self, postings: list[Posting]) -> None:
        run_as_superuser("UPDATE ledger_entry SET line = 3 WHERE line = 1 AND posting_id = %s", postings[1].pk)

        assert named() == {("changed", f"posting {postings[1].pk}")}

    def test_is_named_for_an_account_given_to_another(self, postings: list[Posting]) -> None:
        account = Account.objects.get(entries__posting=postings[1], kind="unapplied")
        run_as_superuser("UPDATE ledger_account SET person_id = %s WHERE id = %s", create_tenant().pk, account.pk)

        assert named() == {("changed", f"posting {postings[1].pk}")}

    def test_is_named_also_with_its_own_hash_made_anew(self, postings: list[Posting]) -> None:
        run_as_superuser(
            "UPDATE ledger_entry SET amount_paise = amount_paise * 2 WHERE posting_id = %s", postings[1].pk
        )
        forge_hash(postings[1])

        assert [str(fault) for fault in find_imbalances()] == [
            (
                f"posting {postings[1].pk} (payment.received of {postings[1].source}):"
                " it, an entry or an account of it was changed after it was written"
            )
        ]

    def test_is_named_before_it_is_sealed(self) -> None:
        posting = money_in()
        run_as_superuser("UPDATE ledger_posting SET memo = 'Nothing happened.'")

        assert [fault.says for fault in find_imbalances()] == [
            "it, an entry or an account of it was changed after it was written"
        ]
        seal_postings()
        assert named() == {("changed", f"posting {posting.pk}")}

    def test_breaks_its_seal_when_the_sealed_hash_is_made_anew(self, postings: list[Posting]) -> None:
        run_as_superuser("UPDATE ledger_posting SET memo = 'Nothing happened.' WHERE id = %s", postings[1].pk)
        forged = forge_hash(postings[1])
        run_as_superuser("UPDATE ledger_sealedposting SET hash = %s WHERE posting_id = %s", forged, postings[1].pk)

        assert named() == {("seal", "seal 1")}

    def test_breaks_the_next_seal_when_its_own_is_made_anew(self, postings: list[Posting]) -> None:
        run_as_superuser("UPDATE ledger_posting SET memo = 'Nothing happened.' WHERE id = %s", postings[1].pk)
        forged = forge_hash(postings[1])
        run_as_superuser("UPDATE ledger_sealedposting SET hash = %s WHERE posting_id = %s", forged, postings[1].pk)
        forge_seal(1)

        assert named() == {("seal", "seal 2")}

    def test_is_caught_by_the_head_that_a_check_saw_when_all_is_made_anew(self, postings: list[Posting]) -> None:
        check_books()
        run_as_superuser("UPDATE ledger_posting SET memo = 'Nothing happened.' WHERE id = %s", postings[3].pk)
        forged = forge_hash(postings[3])
        run_as_superuser("UPDATE ledger_sealedposting SET hash = %s WHERE posting_id = %s", forged, postings[3].pk)
        forge_seal(2)

        assert named() == {("head", "seal 2")}


class TestDeletedPosting:
    def test_is_named(self, postings: list[Posting]) -> None:
        run_as_superuser("DELETE FROM ledger_entry WHERE posting_id = %s", postings[2].pk)
        run_as_superuser("DELETE FROM ledger_posting WHERE id = %s", postings[2].pk)

        assert named() == {("missing", f"posting {postings[2].pk}")}

    def test_leaves_a_gap_when_its_seal_is_told_to_forget_it(self, postings: list[Posting]) -> None:
        for table, column in (("entry", "posting_id"), ("posting", "id"), ("sealedposting", "posting_id")):
            run_as_superuser(f"DELETE FROM ledger_{table} WHERE {column} = %s", postings[2].pk)
        forge_seal(2)

        assert named() == {("gap", "position 3 in the books")}

    def test_that_was_the_last_breaks_its_seal(self, postings: list[Posting]) -> None:
        for table, column in (("entry", "posting_id"), ("posting", "id"), ("sealedposting", "posting_id")):
            run_as_superuser(f"DELETE FROM ledger_{table} WHERE {column} = %s", postings[3].pk)

        assert named() == {("seal", "seal 2")}


class TestInsertedIntoThePast:
    def test_is_named(self, postings: list[Posting]) -> None:
        forged = money_in()
        run_as_superuser(
            "UPDATE ledger_posting SET recorded_at = recorded_at - interval '2 days' WHERE id = %s", forged.pk
        )
        forge_hash(forged)
        seal_postings()

        assert named() == {("late", f"posting {forged.pk}")}

    def test_between_sealed_ones_breaks_the_seal(self, postings: list[Posting]) -> None:
        forged = money_in()
        run_as_superuser("UPDATE ledger_sealedposting SET position = position + 100 WHERE position > 1")
        run_as_superuser(
            "INSERT INTO ledger_sealedposting (position, seal_id, posting_id, hash) VALUES (2, 1, %s, %s)",
            forged.pk,
            forged.hash,
        )

        assert ("seal", "seal 1") in named()

    def test_a_little_late_is_no_fault(self, postings: list[Posting]) -> None:
        late = money_in()
        run_as_superuser(
            "UPDATE ledger_posting SET recorded_at = recorded_at - interval '10 minutes' WHERE id = %s", late.pk
        )
        forge_hash(late)
        seal_postings()

        assert find_imbalances() == []


class TestReorderedPostings:
    def test_are_named_by_their_seal(self, postings: list[Posting]) -> None:
        run_as_superuser(
            "UPDATE ledger_sealedposting SET position = 99 WHERE position = 1;"
            "UPDATE ledger_sealedposting SET position = 1 WHERE position = 2;"
            "UPDATE ledger_sealedposting SET position = 2 WHERE position = 99"
        )

        assert named() == {("seal", "seal 1")}

    def test_are_named_when_they_change_ids(self, postings: list[Posting]) -> None:
        one, two = postings[0].pk, postings[1].pk
        with as_superuser(), connection.cursor() as cursor:
            for table, column in (("posting", "id"), ("entry", "posting_id")):
                for old, new in ((one, -1), (two, one), (-1, two)):
                    cursor.execute(f"UPDATE ledger_{table} SET {column} = %s WHERE {column} = %s", [new, old])

        assert named() == {("changed", f"posting {one}"), ("changed", f"posting {two}")}


class TestSeal:
    @pytest.mark.parametrize(
        "change", ["sealed_at = sealed_at - interval '1 hour'", "hash = repeat('0', 64)", "previous = repeat('1', 64)"]
    )
    def test_that_was_changed_is_named(self, postings: list[Posting], change: str) -> None:
        run_as_superuser(f"UPDATE ledger_seal SET {change} WHERE number = 2")

        assert ("seal", "seal 2") in named()

    def test_that_is_gone_is_named(self, postings: list[Posting]) -> None:
        run_as_superuser("DELETE FROM ledger_seal WHERE number = 1")

        assert named() == {("seal", "seal 1"), ("gap", "position 1 in the books")}

    def test_that_was_last_and_is_gone_is_named_by_the_check_that_saw_it(self, postings: list[Posting]) -> None:
        check_books()
        run_as_superuser("DELETE FROM ledger_sealedposting WHERE seal_id = 2")
        run_as_superuser("DELETE FROM ledger_seal WHERE number = 2")

        assert [str(fault) for fault in find_imbalances()] == [
            "seal 2: it is not the seal that an earlier check of the books saw"
        ]
