"""Statements that Postgres plans once per connection."""

import pghistory
import pytest
from django.db import connection

from project.kernel.prepared import PreparedStatement, PreparedUnwatched

pytestmark = pytest.mark.django_db

GREETING = PreparedStatement(
    "greeting", "SELECT %(word)s || ' ' || %(times)s WHERE %(times)s > 0", word="text", times="int"
)


class TestPreparedStatement:
    def test_takes_values_by_name(self):
        assert GREETING.fetch_one({"times": 2, "word": "namaste"}) == ("namaste 2",)

    def test_gives_none_without_a_row(self):
        assert GREETING.fetch_one({"times": 0, "word": "namaste"}) is None

    def test_is_prepared_once_on_a_connection(self, django_assert_num_queries):
        GREETING.fetch_one({"times": 1, "word": "vanakkam"})

        with django_assert_num_queries(1):
            GREETING.fetch_one({"times": 2, "word": "vanakkam"})

    def test_keeps_its_plan_from_the_first_call_on(self):
        """Else the first five calls of each connection are planned anew, which takes longer than running them."""
        kept = PreparedStatement("kept", "SELECT %(word)s", word="text")
        kept.fetch_one({"word": "namaskara"})

        with connection.cursor() as cursor:
            cursor.execute("SELECT generic_plans, custom_plans FROM pg_prepared_statements WHERE name = 'kept'")
            assert cursor.fetchall() == [(1, 0)]

    def test_has_the_history_context_sent_along(self):
        who = PreparedStatement("who", "SELECT current_setting('pghistory.context_metadata')")

        with pghistory.context(user=7):
            assert who.fetch_one({}) == ('{"user": 7}',)


class TestPreparedUnwatched:
    def test_has_no_history_sent_along(self):
        who = PreparedUnwatched("reader", "SELECT coalesce(current_setting('pghistory.context_metadata', true), '')")
        who.fetch_one({})

        with pghistory.context(user=7):
            assert who.fetch_one({}) == ("",)
