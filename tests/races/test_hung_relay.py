"""A relay that hangs but keeps its connection: another takes over, and when it wakes it is the relay no more."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.db import connection

from project.events.models import Event, Parked
from tests.house import ROOT, clean_environment
from tests.project.events.happenings import happen, happenings
from tests.project.live.web import database_url
from tests.races.one_relay import FIRST, GATE, SECOND
from tests.waiting import eventually

pytestmark = pytest.mark.django_db(transaction=True)

A_WHILE = 60.0
LEADER = """
SELECT application_name FROM pg_stat_activity JOIN pg_locks USING (pid)
WHERE locktype = 'advisory' AND granted AND objid = 7240611 AND datname = current_database()
"""
WAITS = "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND objid = %s)"
SESSIONS = "SELECT pid FROM pg_stat_activity WHERE application_name = %s AND datname = current_database()"


def ask(sql: str, *values: object) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values or None)
        return cursor.fetchall()


def told() -> list[int]:
    return [n for (n,) in ask("SELECT n FROM public.told ORDER BY id")]


def by_whom(n: int) -> list[tuple]:
    return ask("SELECT by FROM public.told WHERE n = %s", n)


@pytest.fixture
def notebook(transactional_db) -> Iterator[None]:
    """What the relays' subscriber writes into; the order of its ids is the order in which it was told."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS public.told")
        cursor.execute("CREATE TABLE public.told (id bigserial, n int PRIMARY KEY, by text NOT NULL)")
    with happenings():
        yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE public.told")


@contextmanager
def relay(name: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process of its own, which is ended also when it is stopped."""
    ours = {"DATABASE_URL": database_url(), "NIVAS_PROCESS": "relay", "PGAPPNAME": name}
    environment = clean_environment() | ours | {
        "NIVAS_HOME": os.environ["NIVAS_HOME"], "DJANGO_SETTINGS_MODULE": "project.settings",
    }  # fmt: skip
    process = subprocess.Popen([sys.executable, "-m", "tests.races.one_relay"], cwd=ROOT, env=environment)
    try:
        yield process
    finally:
        process.kill()
        process.wait(timeout=20)


@pytest.fixture
def first(notebook: None) -> Iterator[subprocess.Popen[bytes]]:
    """The first of two, which leads; the second stands by."""
    with relay(FIRST) as leading:
        eventually(lambda: ask(LEADER) == [(FIRST,)], seconds=A_WHILE)
        with relay(SECOND):
            eventually(lambda: ask(SESSIONS, SECOND), seconds=A_WHILE)
            yield leading


@contextmanager
def gate() -> Iterator[None]:
    """Whoever is told number 100 waits in the middle of their transaction."""
    with psycopg.connect(database_url(), autocommit=True) as keeper:
        keeper.execute("SELECT pg_advisory_lock(%s)", [GATE])
        yield


class TestHungRelay:
    def test_is_relieved_within_five_seconds_and_wakes_as_the_one_that_stands_by(self, first) -> None:
        happen("a", 1)
        eventually(lambda: told() == [1], seconds=A_WHILE)
        with gate():
            for n in (100, 101, 102):
                happen("a", n)
            eventually(lambda: ask(WAITS, GATE) == [(True,)])
            first.send_signal(signal.SIGSTOP)
        hung_at = time.monotonic()

        eventually(lambda: told() == [1, 100, 101, 102], seconds=10)
        took = time.monotonic() - hung_at
        assert by_whom(1) == [(FIRST,)]
        assert by_whom(100) == by_whom(102) == ask(LEADER) == [(SECOND,)]
        assert took < 5.5, took

        assert ask(SESSIONS, FIRST) == []
        first.send_signal(signal.SIGCONT)
        eventually(lambda: ask(SESSIONS, FIRST), seconds=A_WHILE)
        for n in range(103, 123):
            happen("a", n)
        eventually(lambda: len(told()) == 24, seconds=A_WHILE)

        assert told() == [1, *range(100, 123)]
        assert ask("SELECT DISTINCT by FROM public.told WHERE n > 1") == [(SECOND,)]
        positions = list(Event.objects.order_by("id").values_list("position", flat=True))
        assert positions == sorted(set(positions))
        assert Parked.objects.count() == 0
        assert first.poll() is None

    def test_that_is_stuck_in_a_subscriber_is_relieved(self, first) -> None:
        happen("a", 300)
        happen("b", 301)

        eventually(lambda: told() == [300, 301], seconds=15)

        assert by_whom(300) == by_whom(301) == [(SECOND,)]

    def test_is_not_one_that_works_for_long(self, first) -> None:
        happen("a", 200)
        happen("b", 201)

        eventually(lambda: told() == [200, 201], seconds=20)

        assert by_whom(200) == by_whom(201) == ask(LEADER) == [(FIRST,)]
