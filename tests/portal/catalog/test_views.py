"""Home, what machines read, and who may look."""

import pytest
from django.test import Client

from tests.factories import catalog

pytestmark = pytest.mark.django_db

HTMX = {"HX-Request": "true"}


def names(answer):
    return [card.house.name for card in answer.context["results"].cards]


class TestHome:
    def test_shows_real_houses_and_localities(self, client, house):
        answer = client.get("/")

        assert [card.house for card in answer.context["page"].cards] == [house]
        assert [place.locality.name for place in answer.context["page"].places] == ["Koramangala"]

    def test_stands_before_anything_is_published(self, client):
        catalog.create_property()

        answer = client.get("/")

        assert answer.status_code == 200
        assert b"Lotus House" not in answer.content

    def test_says_what_an_editor_wrote(self, client, house):
        from project.content.models import HomePage

        HomePage.objects.update(promise="Come in, the tea is ready")

        assert b"Come in, the tea is ready" in client.get("/").content

    def test_takes_no_form(self, client):
        assert client.post("/").status_code == 405


class TestSitemapAndRobots:
    def test_name_every_public_address(self, client, house):
        text = client.get("/sitemap.xml").content.decode()

        for path in ("/", "/rooms/", f"/rooms/{house.slug}/", "/help/"):
            assert f"<loc>http://testserver{path}</loc>" in text

    def test_keep_robots_out_of_what_is_private(self, client):
        text = client.get("/robots.txt").content.decode()

        assert "Disallow: /account/\n" in text
        assert "Sitemap: http://testserver/sitemap.xml\n" in text


class TestGuestsOnly:
    def test_need_no_session(self, house):
        client = Client()

        client.get("/rooms/")

        assert "sessionid" not in client.cookies


class TestManifest:
    def test_lets_a_phone_keep_us_on_its_home_screen(self, client):
        answer = client.get("/manifest.webmanifest")

        told = answer.json()
        assert answer["Content-Type"] == "application/manifest+json"
        assert (told["name"], told["start_url"], told["display"]) == ("Nivas", "/", "standalone")
        assert (told["background_color"], told["theme_color"]) == ("#fbf9f5", "#fbf9f5")
        assert [(icon["sizes"], icon["purpose"]) for icon in told["icons"]] == [
            ("192x192", "any"),
            ("512x512", "any"),
            ("512x512", "maskable"),
        ]

    def test_may_be_kept_for_a_day_in_each_language(self, client):
        answer = client.get("/manifest.webmanifest", headers={"Accept-Language": "hi"})

        assert answer.json()["lang"] == "hi"
        assert answer["Cache-Control"] == "public, max-age=86400"
        assert "Accept-Language" in answer["Vary"]
        assert not answer.cookies

    def test_every_page_leads_to_it(self, client):
        assert '<link rel="manifest" href="/manifest.webmanifest">' in client.get("/").content.decode()
