"""What the clock does so that no table grows with what is over."""

import pytest
from django.contrib.sessions.models import Session
from django.db import connection

from jobs import upkeep
from project.kernel.web.sessions import SessionStore

pytestmark = pytest.mark.django_db


def begin_session(*, seconds: int) -> str:
    """A session that is over in so many seconds, or was so many seconds ago."""
    session = SessionStore()
    session.set_expiry(seconds)
    session.create()
    return str(session.session_key)


def count_keys() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM nivas_cache")
        return [key for (key,) in cursor.fetchall()]


def test_sessions_that_are_over_are_deleted():
    begin_session(seconds=-1)
    alive = begin_session(seconds=60)

    upkeep.forget_old_sessions()

    assert list(Session.objects.values_list("session_key", flat=True)) == [alive]


def test_counts_that_have_run_out_are_deleted():
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM nivas_cache")
        for key, seconds in (("over", -1), ("running", 60)):
            cursor.execute(
                "INSERT INTO nivas_cache VALUES (%s, '1', now() + make_interval(secs => %s))", [key, seconds]
            )

    assert upkeep.forget_old_counts() == 1
    assert count_keys() == ["running"]
