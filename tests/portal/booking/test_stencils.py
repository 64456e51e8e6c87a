"""One drawing for everybody who comes too late, and in it nothing of anybody else's."""

import re
from uuid import UUID

import pytest
from django.test import Client
from django.utils import translation

from portal.booking import stencils
from portal.booking.stencils import Stencils
from project.catalog.models import UnitType
from tests.factories.booking import create_hold, create_offer
from tests.factories.identity import create_tenant
from tests.factories.notifications import create_alert
from tests.portal.booking.asking import hold_url, request_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def full_offer() -> UnitType:
    offer = create_offer(units=1, name="Lotus House")
    create_hold(offer)
    create_offer(units=1, name="Jasmine House", locality=offer.property.locality)
    return offer


def answer_for(offer: UnitType, **person: str) -> str:
    client = Client()
    client.force_login(create_tenant(**person))
    response = client.post(hold_url(offer), request_for(offer))
    assert response.status_code == 409
    return response.content.decode()


def fields(page: str, name: str) -> list[str]:
    return re.findall(rf'name="{name}" value="([^"]+)"', page)


class TestFullyBooked:
    def test_is_drawn_once_for_two_people(self, full_offer, django_assert_max_num_queries):
        answer_for(full_offer)
        client = Client()
        client.force_login(create_tenant("Ravi"))
        asked = request_for(full_offer)

        # Session, person, limit and the one look: nothing is searched or drawn again.
        with django_assert_max_num_queries(4):
            response = client.post(hold_url(full_offer), asked)

        assert "Jasmine House" in response.content.decode()

    def test_shows_each_person_their_own_name_only(self, full_offer):
        ravi, meena = answer_for(full_offer, name="Ravi & Sons"), answer_for(full_offer, name="meena")

        assert '<p class="menu-title">Ravi &amp; Sons</p>' in ravi
        assert '<p class="menu-title">meena</p>' in meena
        assert "Ravi" not in meena
        assert re.findall(r'class="avatar" aria-hidden="true">(.)<', ravi + meena) == ["R", "M"]

    def test_gives_each_person_keys_and_a_token_of_their_own(self, full_offer):
        pages = [answer_for(full_offer), answer_for(full_offer)]

        keys = [key for page in pages for key in fields(page, "idempotency_key")]
        tokens = [set(fields(page, "csrfmiddlewaretoken")) for page in pages]
        assert len({UUID(key) for key in keys}) == len(keys) == 2
        assert tokens[0].isdisjoint(tokens[1])
        assert [len(token) for token in tokens] == [1, 1]

    def test_has_everybodys_own_bell_without_counting(self, full_offer):
        asha = create_tenant("Asha Rao")
        create_alert(asha)
        client = Client()
        client.force_login(asha)

        page = client.post(hold_url(full_offer), request_for(full_offer)).content.decode()

        assert f'data-live="bell.{asha.public_id}" hx-get="/alerts/bell/?seen="' in page
        assert "bell-count" not in page

    def test_leaves_no_stand_in_behind(self, full_offer):
        assert stencils.STAND_INS.findall(answer_for(full_offer)) == []

    def test_takes_a_form_with_the_token_it_gave(self, full_offer):
        client = Client(enforce_csrf_checks=True)
        client.force_login(create_tenant())
        sent = fields(client.get("/account/profile/").content.decode(), "csrfmiddlewaretoken")[0]

        page = client.post(hold_url(full_offer), {**request_for(full_offer), "csrfmiddlewaretoken": sent})
        given = set(fields(page.content.decode(), "csrfmiddlewaretoken"))
        again = client.post(hold_url(full_offer), {**request_for(full_offer), "csrfmiddlewaretoken": sent})

        assert given == {sent}
        assert (page.status_code, again.status_code) == (409, 409)

    def test_makes_a_token_for_who_sent_theirs_in_a_header(self, full_offer):
        client = Client(enforce_csrf_checks=True)
        client.force_login(create_tenant())
        client.get("/account/profile/")
        sent = client.cookies["csrftoken"].value

        page = client.post(hold_url(full_offer), request_for(full_offer), headers={"X-CSRFToken": sent})
        (given,) = set(fields(page.content.decode(), "csrfmiddlewaretoken"))
        again = client.post(hold_url(full_offer), {**request_for(full_offer), "csrfmiddlewaretoken": given})

        assert (page.status_code, again.status_code) == (409, 409)

    def test_never_takes_what_somebody_sent_for_html(self, full_offer):
        """Django turns a wrong token away; whoever lets one through must not let it become a script."""
        client = Client()
        client.force_login(create_tenant())
        sent = {**request_for(full_offer), "csrfmiddlewaretoken": '"><script>alert(1)</script>'}

        page = client.post(hold_url(full_offer), sent).content.decode()

        assert 'value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;"' in page
        assert "<script>alert" not in page

    def test_is_drawn_anew_for_another_language(self, full_offer):
        answer_for(full_offer)

        # A request leaves its language behind in the thread.
        with translation.override("en"):
            page = answer_for(full_offer, language="kn")

        assert '<html lang="kn"' in page


class TestStencils:
    def test_draws_again_when_its_time_is_over(self, monkeypatch):
        kept, drawn = Stencils(), iter(["first", "second"])
        kept.get("page", lambda: next(drawn))
        monkeypatch.setattr(stencils, "SECONDS", -1.0)
        kept.get("other", lambda: "other")

        assert kept.get("other", lambda: next(drawn))._pieces == [b"second"]

    def test_keeps_no_more_than_it_may(self, monkeypatch):
        monkeypatch.setattr(stencils, "MOST_KEPT", 2)
        kept = Stencils()

        for page in range(5):
            kept.get(page, lambda: "page")

        assert len(kept._kept) <= 2
