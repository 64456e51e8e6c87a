"""What reading and writing cost, however much was said."""

import pytest

from tests.factories.chat import say
from tests.portal.chat.asking import newer, send, url
from tests.queries_counted import counted

pytestmark = pytest.mark.django_db


class TestCosts:
    def test_of_what_is_newer_are_small(self, tenant, stay, asha, leela, django_assert_num_queries):
        shown = say(asha, "Is the geyser mended?")
        tenant.get(url(stay))
        for number in range(5):
            say(leela, f"Answer {number}", reply_to=shown)

        with django_assert_num_queries(8):
            newer(tenant, stay, shown)

    def test_of_saying_something_are_small(self, tenant, stay, django_assert_num_queries):
        send(tenant, stay, htmx=True)

        with django_assert_num_queries(18):
            send(tenant, stay, htmx=True)

    def test_of_a_search_are_the_same_for_many(self, tenant, stay, asha, leela):
        say(asha, "Is the geyser mended?")
        few = counted(lambda: tenant.get("/messages/?q=geyser"))
        for number in range(5):
            say(leela, f"The geyser, day {number}")

        assert counted(lambda: tenant.get("/messages/?q=geyser")) == few
