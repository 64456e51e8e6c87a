"""Two tallies are two processes; one that tells "never" is in the middle of a rush."""

import math
import time

import pytest
from django.db import connection

from project.kernel.web import tally
from project.kernel.web.tally import Tally

pytestmark = pytest.mark.django_db

NEVER_AGAIN = 3600.0


@pytest.fixture
def quiet() -> Tally:
    return Tally(every=0)


@pytest.fixture
def rushed() -> Tally:
    """It has just told the table something."""
    tally = Tally(every=NEVER_AGAIN)
    tally.count("before", 60)
    return tally


def told(key: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT value::int FROM nivas_cache WHERE cache_key = %s", [key])
        row = cursor.fetchone()
        return row[0] if row else 0


def let_it_tell(rushed: Tally) -> None:
    rushed.every = 0


class TestQuietMoment:
    def test_tells_each_hit_at_once(self, quiet):
        assert [quiet.count("asha", 60)[0] for _ in range(3)] == [1, 2, 3]
        assert told("asha") == 3

    def test_knows_what_another_process_counted(self, quiet):
        quiet.count("asha", 60)
        Tally(every=0).count("asha", 60)

        assert quiet.count("asha", 60)[0] == 3

    def test_says_how_long_the_first_still_counts(self, quiet):
        assert quiet.count("asha", 60) == (1, 60)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE nivas_cache SET expires = now() + interval '20 seconds'")

        assert quiet.count("asha", 60) == (2, 20)

    def test_begins_anew_when_the_time_is_over(self, quiet):
        quiet.count("asha", 60)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE nivas_cache SET expires = now() - interval '1 second'")

        assert quiet.count("asha", 60) == (1, 60)


class TestRush:
    def test_counts_to_the_letter_without_a_query(self, rushed, django_assert_num_queries):
        with django_assert_num_queries(0):
            assert [rushed.count("asha", 60)[0] for _ in range(3)] == [1, 2, 3]
            assert rushed.count("ravi", 60) == (1, 60)
        assert told("asha") == 0

    def test_tells_everything_at_the_next_turn_in_one_statement(self, rushed, django_assert_num_queries):
        for who in ("asha", "ravi", "asha"):
            rushed.count(who, 60)

        let_it_tell(rushed)
        with django_assert_num_queries(1):
            assert rushed.count("meera", 60)[0] == 1

        assert [told(who) for who in ("asha", "ravi", "meera")] == [2, 1, 1]

    def test_tells_nothing_twice(self, rushed):
        rushed.count("asha", 60)
        let_it_tell(rushed)

        assert [rushed.count(who, 60)[0] for who in ("ravi", "ravi", "asha")] == [1, 2, 2]
        assert (told("asha"), told("ravi")) == (2, 2)

    def test_learns_what_other_processes_counted(self, rushed, quiet):
        for _ in range(5):
            quiet.count("asha", 60)
        assert rushed.count("asha", 60)[0] == 1

        let_it_tell(rushed)

        assert rushed.count("asha", 60)[0] == 7

    def test_does_not_tell_what_is_over(self, rushed, monkeypatch):
        rushed.count("asha", 60)
        later = time.monotonic() + 61
        monkeypatch.setattr(tally.time, "monotonic", lambda: later)
        let_it_tell(rushed)

        assert rushed.count("ravi", 60)[0] == 1
        assert (told("asha"), told("ravi")) == (0, 1)
        assert rushed.count("asha", 60) == (1, 60)

    def test_keeps_what_it_has_not_told_when_there_is_too_much(self, rushed, monkeypatch):
        monkeypatch.setattr(tally, "MOST_KEPT", 2)
        rushed.count("asha", 60)

        rushed.count("ravi", 60)

        assert (rushed.count("asha", 60)[0], rushed.count("ravi", 60)[0]) == (2, 2)


def test_a_process_tells_its_first_hit() -> None:
    fresh = Tally(every=math.inf)

    fresh.count("asha", 60)

    assert told("asha") == 1


class TestTelling:
    def test_is_never_overtaken_by_the_next(self, monkeypatch):
        """The answer to the first would come last, and take the hits of the second back."""
        counting, answers = Tally(every=0), []

        def answer_late(columns):
            if not answers:
                answers.append("first")
                assert counting.count("asha", 60)[0] == 2
            return [("asha", 1, 60)]

        monkeypatch.setattr(tally.COUNT, "fetch_all", answer_late)

        assert counting.count("asha", 60)[0] == 2
