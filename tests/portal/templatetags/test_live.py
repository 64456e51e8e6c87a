"""Parts of pages that are fetched again."""

from types import SimpleNamespace

from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.test import RequestFactory

from portal.toasts import nothing_for_live_parts
from project.identity.models import User


def draw(template: str, user: object) -> str:
    request = RequestFactory().get("/bills/?year=2026")
    request.user = user
    return Template("{% load live %}" + template).render(Context({"request": request}))


class TestLivePart:
    def test_is_taken_from_its_own_page_when_its_readers_things_move(self):
        reader = User(email="asha@nivas.example")

        drawn = draw('<p {% live_part "bills" "me" every=2 %}>', reader)

        assert f'id="bills" data-live="me.{reader.public_id}" data-live-every="2"' in drawn
        assert 'hx-get="/bills/?year=2026" hx-select="#bills" hx-target="this"' in drawn
        assert """hx-headers='{"x-live": "1"}'""" in drawn

    def test_watches_nothing_personal_for_a_guest(self):
        assert 'data-live=""' in draw('<p {% live_part "bills" "me" %}>', AnonymousUser())


class TestToasts:
    def test_are_left_for_the_next_page_by_a_live_part(self):
        assert nothing_for_live_parts(SimpleNamespace(headers={"x-live": "1"})) == {"messages": []}
        assert nothing_for_live_parts(SimpleNamespace(headers={})) == {}
