"""Help, notices and pictures for everybody."""

import pytest

from project.content.models import HelpPage, NoticePage, NoticesPage
from project.identity.models import Landlord
from tests.factories import catalog, content

pytestmark = pytest.mark.django_db


class TestPage:
    def test_shows_help_and_its_answers(self, client):
        shelf = HelpPage.objects.get()
        shelf.add_child(
            instance=HelpPage(title="How holds work", slug="holds", intro="Ten minutes.")
        ).save_revision().publish()

        assert "How holds work" in client.get("/help/").content.decode()
        assert "Ten minutes." in client.get("/help/holds/").content.decode()

    def test_shows_live_notices_only(self, client):
        board = NoticesPage.objects.get()
        board.add_child(instance=NoticePage(title="Water tank", slug="tank", intro="On Monday."))
        board.add_child(instance=NoticePage(title="Secret plan", slug="plan", intro="Soon.", live=False))

        text = client.get("/notices/").content.decode()

        assert "Water tank" in text
        assert "Secret plan" not in text
        assert client.get("/notices/plan/").status_code == 404

    @pytest.mark.parametrize("path", ["/help/nothing/", "/notices/nothing/", "/nivas/"])
    def test_is_not_found_elsewhere(self, client, path):
        assert client.get(path).status_code == 404

    def test_never_serves_a_house_page_by_wagtails_own_address(self, client):
        page = content.create_house_page(catalog.create_published_property())

        assert client.get(f"/{Landlord.objects.get().slug}/{page.slug}/").status_code == 404


class TestPicture:
    def test_may_be_kept_by_browsers(self, client, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path
        rendition = catalog.create_photo().get_rendition("fill-40x30|format-webp")

        answer = client.get(rendition.url)

        assert (answer.status_code, answer["Content-Type"]) == (200, "image/webp")
        assert answer["Cache-Control"] == "public, max-age=31536000, immutable"

    def test_is_never_the_original(self, client, settings, tmp_path):
        settings.MEDIA_ROOT = tmp_path

        assert client.get(catalog.create_photo().file.url).status_code in {302, 404}

    @pytest.mark.parametrize("name", ["..%2fsecret.txt", "nothing.webp"])
    def test_stays_in_its_folder(self, client, settings, tmp_path, name):
        settings.MEDIA_ROOT = tmp_path
        (tmp_path / "secret.txt").write_text("x")

        assert client.get(f"/media/images/{name}").status_code == 404
