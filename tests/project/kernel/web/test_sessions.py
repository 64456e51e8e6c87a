from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session

from project.kernel import clock
from project.kernel.web.sessions import SessionStore

pytestmark = pytest.mark.django_db


@pytest.fixture
def key() -> str:
    session = SessionStore()
    session["word"] = "jacaranda"
    session.save()
    assert session.session_key is not None
    return session.session_key


class TestSessionStore:
    def test_reads_in_one_statement(self, key, django_assert_num_queries):
        with django_assert_num_queries(1):
            assert SessionStore(key)["word"] == "jacaranda"

    def test_forgets_a_key_whose_time_is_over(self, key):
        Session.objects.filter(pk=key).update(expire_date=clock.now() - timedelta(seconds=1))

        session = SessionStore(key)

        assert session.get("word") is None
        assert session.session_key is None

    def test_forgets_a_key_it_never_gave(self):
        session = SessionStore("x" * 32)

        assert session.get("word") is None
        assert session.session_key is None

    def test_holds_nothing_that_was_tampered_with(self, key):
        Session.objects.filter(pk=key).update(session_data="eyJ3b3JkIjoicm9zZSJ9:tampered:with")

        assert SessionStore(key).get("word") is None
