from io import BytesIO

import pytest
from django.core.files.storage import FileSystemStorage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from project.identity.models import User
from tests.factories.identity import create_administrator, create_tenant

pytestmark = pytest.mark.django_db

DETAILS = {
    "name": "Asha R. Rao",
    "phone": "98450 12345",
    "language": "kn",
    "theme": "dark",
    "time_zone": "Asia/Dubai",
}


@pytest.fixture(autouse=True)
def own_files(monkeypatch, tmp_path):
    monkeypatch.setattr(User._meta.get_field("portrait"), "storage", FileSystemStorage(tmp_path))
    return tmp_path


@pytest.fixture
def tenant(own_files) -> User:
    return create_tenant()


@pytest.fixture
def tenant_client(tenant) -> Client:
    client = Client()
    client.force_login(tenant)
    return client


def draw(kind: str = "JPEG", name: str = "me.jpg", size: tuple[int, int] = (900, 600)) -> SimpleUploadedFile:
    picture = Image.new("RGB", size, "teal")
    exif = picture.getexif()
    exif[0x010F] = "Telltale Camera"
    exif.get_ifd(0x8825)[1] = "N"
    written = BytesIO()
    picture.save(written, format=kind, exif=exif)
    return SimpleUploadedFile(name, written.getvalue(), content_type="image/jpeg")


class TestProfile:
    def test_shows_what_is_known(self, tenant_client, tenant):
        page = tenant_client.get("/account/").content.decode()

        assert 'value="Asha Rao"' in page
        assert tenant.email in page

    def test_writes_what_was_changed_and_speaks_it(self, tenant_client, tenant):
        response = tenant_client.post("/account/", DETAILS)

        assert (response.status_code, response["Location"]) == (302, "/account/")
        tenant.refresh_from_db()
        assert (tenant.name, str(tenant.phone), tenant.language) == ("Asha R. Rao", "+919845012345", "kn")
        assert (tenant.theme, tenant.time_zone) == ("dark", "Asia/Dubai")
        assert '<html lang="kn" dir="ltr" data-theme="dark">' in tenant_client.get("/account/").content.decode()

    def test_sends_a_guest_to_sign_in(self, client):
        assert client.get("/account/")["Location"] == "/account/login/?next=%2Faccount%2F"

    def test_shows_again_what_was_typed_when_the_session_had_ended(self, client, tenant):
        client.post("/account/", DETAILS, headers={"Referer": "http://testserver/account/"})
        client.force_login(tenant)

        page = client.get("/account/").content.decode()

        assert 'value="Asha R. Rao"' in page
        assert User.objects.get(pk=tenant.pk).name == "Asha Rao"

    @pytest.mark.parametrize(
        ("field", "value"),
        [("name", ""), ("phone", "12345"), ("language", "fr"), ("theme", "pink"), ("time_zone", "Mars/Olympus")],
    )
    def test_refuses_nonsense_and_changes_nothing(self, tenant_client, tenant, field, value):
        response = tenant_client.post("/account/", DETAILS | {field: value})

        assert response.status_code == 422
        assert field in response.context["form"].errors
        assert User.objects.get(pk=tenant.pk).name == "Asha Rao"


class TestPortraitUpload:
    def test_is_kept_small_and_without_where_it_was_taken(self, tenant_client, tenant):
        tenant_client.post("/account/", DETAILS | {"portrait": draw()})

        tenant.refresh_from_db()
        with tenant.portrait.open() as stored:
            picture = Image.open(stored)
            assert picture.size == (640, 427)
            assert dict(picture.getexif()) == {}

    def test_replaces_the_file_before_it(self, tenant_client, own_files, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            tenant_client.post("/account/", DETAILS | {"portrait": draw()})
            tenant_client.post("/account/", DETAILS | {"portrait": draw("PNG", "me.png")})

        (only,) = own_files.rglob("*.*")
        assert only.suffix == ".png"

    def test_can_be_taken_away(self, tenant_client, tenant, own_files, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            tenant_client.post("/account/", DETAILS | {"portrait": draw()})
            tenant_client.post("/account/", DETAILS | {"remove_portrait": "on"})

        tenant.refresh_from_db()
        assert not tenant.portrait
        assert list(own_files.rglob("*.*")) == []

    @pytest.mark.parametrize(
        ("upload", "words"),
        [
            (lambda: SimpleUploadedFile("me.jpg", b"MZ not a picture", content_type="image/jpeg"), "is not a picture"),
            (lambda: SimpleUploadedFile("me.jpg", draw().read()[:900], content_type="image/jpeg"), "is not a picture"),
            (lambda: SimpleUploadedFile("me.svg", b"<svg/>", content_type="image/svg+xml"), "is not a picture"),
            (lambda: draw("PNG", "me.jpg"), "holds another (PNG)"),
            (lambda: draw("JPEG", "me.html"), "holds another (JPEG)"),
            (lambda: SimpleUploadedFile("me.jpg", b"x" * (5 * 1024 * 1024 + 1)), "larger than 5 MB"),
        ],
        ids=["no picture", "half a picture", "drawing", "png called jpg", "picture called page", "too big"],
    )
    def test_refuses_in_words_keeps_what_was_typed_and_changes_nothing(self, tenant_client, tenant, upload, words):
        response = tenant_client.post("/account/", DETAILS | {"portrait": upload()})

        page = response.content.decode()
        assert response.status_code == 422
        assert words in page
        assert 'value="Asha R. Rao"' in page
        kept = User.objects.get(pk=tenant.pk)
        assert (kept.name, kept.portrait.name) == ("Asha Rao", "")


class TestPortrait:
    @pytest.fixture
    def address(self, tenant_client, tenant) -> str:
        tenant_client.post("/account/", DETAILS | {"portrait": draw()})
        return f"/account/portrait/{tenant.public_id}/"

    def test_is_shown_to_its_owner(self, tenant_client, address):
        response = tenant_client.get(address)

        assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
        assert response["Cache-Control"] == "private, max-age=300"

    def test_is_shown_to_an_administrator(self, client, address):
        client.force_login(create_administrator())

        assert client.get(address).status_code == 200

    def test_does_not_exist_for_a_stranger(self, client, address):
        client.force_login(create_tenant())

        assert client.get(address).status_code == 404

    def test_sends_a_guest_to_sign_in(self, client, address):
        assert client.get(address).status_code == 302

    def test_does_not_exist_before_it_is_sent(self, tenant_client, tenant):
        assert tenant_client.get(f"/account/portrait/{tenant.public_id}/").status_code == 404


class TestPreferences:
    def test_of_a_guest_are_kept_in_cookies(self, client):
        response = client.post("/account/preferences/", {"language": "hi", "theme": "dark", "next": "/?q=1"})

        assert (response.status_code, response["Location"]) == (303, "/?q=1")
        assert response.cookies["django_language"].value == "hi"
        assert response.cookies["theme"].value == "dark"
        assert '<html lang="hi" dir="ltr" data-theme="dark">' in client.get("/account/login/").content.decode()

    def test_of_a_person_are_kept_with_them(self, tenant_client, tenant):
        tenant_client.post("/account/preferences/", {"theme": "light"})

        tenant.refresh_from_db()
        assert (tenant.theme, tenant.language) == ("light", "en")

    def test_refuse_what_we_do_not_know(self, tenant_client, tenant):
        response = tenant_client.post("/account/preferences/", {"language": "tlh"})

        assert response.status_code == 303
        assert response.cookies.get("django_language") is None
        assert User.objects.get(pk=tenant.pk).language == "en"

    def test_never_lead_away_from_us(self, client):
        response = client.post("/account/preferences/", {"theme": "dark", "next": "https://evil.example/"})

        assert response["Location"] == "/"

    def test_are_not_changed_by_reading(self, client):
        assert client.get("/account/preferences/").status_code == 405

    def test_need_a_token_from_our_own_page(self):
        assert Client(enforce_csrf_checks=True).post("/account/preferences/", {"theme": "dark"}).status_code == 403


class TestResume:
    def test_goes_home_when_nothing_is_kept(self, tenant_client):
        assert tenant_client.get("/account/resume/")["Location"] == "/"

    def test_offers_to_send_what_was_kept(self, client, tenant):
        client.post("/account/", DETAILS, headers={"Referer": "http://testserver/account/"})
        client.force_login(tenant)

        page = client.get("/account/resume/").content.decode()

        assert '<form method="post" action="/account/"' in page
        assert '<input type="hidden" name="name" value="Asha R. Rao">' in page
        assert "Send it now" in page

    def test_says_that_nothing_is_held_yet(self, client, tenant):
        client.post("/rooms/lotus-house/hold/", {"move_in": "2026-12-01"})
        client.force_login(tenant)

        page = client.get("/account/resume/").content.decode()

        assert "Nothing is held yet." in page
        assert "Hold it now" in page


class TestClosedDoors:
    @pytest.mark.parametrize(
        ("path", "after"),
        [
            ("/office/login/", "?next=%2Foffice%2F"),
            ("/office/login/?next=/office/kitchen/", "?next=%2Foffice%2Fkitchen%2F"),
            ("/office/login/?next=https://evil.example/", "?next=%2Foffice%2F"),
            ("/cms/login/", ""),
            ("/cms/password_reset/", ""),
            ("/cms/password_reset/confirm/MQ/set-password/", ""),
        ],
    )
    def test_lead_to_the_one_way_in(self, client, path, after):
        for send in (client.get, client.post):
            response = send(path)

            assert (response.status_code, response["Location"]) == (302, f"/account/login/{after}")

    def test_have_no_password_page_of_their_own(self, client):
        client.force_login(create_administrator())

        assert client.get("/office/password_change/")["Location"] == "/account/password/change/"
