"""Statements that Postgres plans once per connection."""

import pghistory
import pytest
from django.db import DataError, connection, transaction

from project.kernel.prepared import HISTORY, PreparedStatement

pytestmark = pytest.mark.django_db

GREETING = PreparedStatement("SELECT %(word)s || ' ' || %(times)s WHERE %(times)s > 0", word="text", times="bigint")
WHO = PreparedStatement(
    f"WITH {HISTORY} SELECT nullif(current_setting('pghistory.context_metadata', true), '') FROM history"
)


def prepared() -> dict[str, tuple[int, int]]:
    """How often each statement of this connection was planned for any values, and for the values at hand."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement, generic_plans, custom_plans FROM pg_prepared_statements")
        return {statement: (generic, custom) for statement, generic, custom in cursor.fetchall()}


class TestPreparedStatement:
    def test_takes_values_by_name(self):
        assert GREETING.fetch_one({"times": 2, "word": "namaste"}) == ("namaste 2",)

    def test_gives_none_without_a_row(self):
        assert GREETING.fetch_one({"times": 0, "word": "namaste"}) is None

    def test_takes_nothing_for_a_value(self):
        what = PreparedStatement("SELECT %(word)s, %(times)s, %(all)s", word="text", times="int", all="bigint[]")

        assert what.fetch_one({"word": None, "times": None, "all": [7, 2**40]}) == (None, None, [7, 2**40])

    def test_is_one_query_that_others_see(self, django_assert_num_queries):
        GREETING.fetch_one({"times": 1, "word": "namaskara"})

        with django_assert_num_queries(1) as seen:
            GREETING.fetch_one({"times": 1, "word": "vanakkam"})

        assert "'vanakkam'" in seen[0]["sql"]

    def test_keeps_one_plan_from_the_first_call_on(self):
        """Else the first five calls of each connection are planned anew, which takes longer than running them."""
        kept = PreparedStatement("SELECT %(word)s, %(times)s", word="text", times="bigint")

        # An integer's size must not make it another statement.
        for times in (1, 2**20, 2**40):
            kept.fetch_one({"word": "namaskara", "times": times})

        assert prepared()["SELECT $1::text, $2::bigint"] == (3, 0)

    def test_fails_as_any_other_does(self):
        broken = PreparedStatement("SELECT 1 / %(times)s", times="int")

        with pytest.raises(DataError), transaction.atomic():
            broken.fetch_one({"times": 0})

        assert broken.fetch_one({"times": 1}) == (1,)

    def test_leaves_what_others_run_unprepared(self):
        GREETING.fetch_one({"times": 1, "word": "vanakkam"})
        before = prepared()

        for _ in range(10):
            with connection.cursor() as cursor:
                cursor.execute("SELECT %s", ["namaste"])

        assert prepared() == before

    def test_survives_a_rollback(self):
        with pytest.raises(LookupError), transaction.atomic():
            assert GREETING.fetch_one({"times": 1, "word": "vanakkam"}) == ("vanakkam 1",)
            raise LookupError

        assert GREETING.fetch_one({"times": 2, "word": "vanakkam"}) == ("vanakkam 2",)


class TestHistory:
    def test_goes_along(self):
        with pghistory.context(user=7):
            assert WHO.fetch_one({}) == ('{"user": 7}',)

    def test_is_empty_when_nobody_acts(self):
        with pghistory.context(user=7):
            WHO.fetch_one({})

        assert WHO.fetch_one({}) == (None,)

    def test_is_not_sent_ahead(self):
        reader = PreparedStatement("SELECT coalesce(current_setting('pghistory.context_metadata', true), '')")
        writer = PreparedStatement("WITH two AS (SELECT 2) SELECT * FROM two")
        for planned in (reader, writer):
            planned.fetch_one({})

        with pghistory.context(user=7):
            assert reader.fetch_one({}) == ("",)
            assert writer.fetch_one({}) == (2,)


class TestPlan:
    def test_is_made_by_index_however_small_the_table_was(self):
        """Else a plan made on an empty day would read the whole table in the next rush."""
        with connection.cursor() as cursor:
            cursor.execute("CREATE TEMPORARY TABLE shelf (id int PRIMARY KEY)")
            cursor.execute("ANALYZE shelf")
        before = scans("shelf")
        found = PreparedStatement("SELECT id FROM shelf WHERE id = %(id)s", id="int")
        found.fetch_one({"id": 1})
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('enable_seqscan', 'on', true)")
            cursor.execute("INSERT INTO shelf SELECT generate_series(1, 1000)")

        assert found.fetch_one({"id": 7}) == (7,)
        assert (scans("shelf") - before, scans("shelf_pkey")) == (0, 2)


def scans(relation: str) -> int:
    """How often this transaction read that table from end to end, or that index."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_get_xact_numscans(%s::regclass)", [relation])
        return cursor.fetchone()[0]
