import time

import pytest
from django.test import Client

from tests.factories.identity import PASSWORD, create_tenant

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.project.identity.access.pages")]

LETTER = {"subject": "The lift", "text": "It stands on the second floor.", "tags": ["lift", "noise"]}


def send_signed_out(client: Client, **headers):
    return client.post("/letter/send/", LETTER, headers={"Referer": "http://testserver/letter/", **headers})


def sign_in(client: Client) -> None:
    client.force_login(create_tenant())


class TestFormSentAfterTheSessionEnded:
    def test_asks_to_sign_in_and_then_to_resume(self, client):
        response = send_signed_out(client)

        assert response.status_code == 302
        assert response["Location"] == "/account/login/?next=%2Faccount%2Fresume%2F"

    def test_keeps_what_was_typed_through_signing_in_for_real(self, client):
        send_signed_out(client)
        tenant = create_tenant(password=PASSWORD)

        response = client.post(
            "/account/login/", {"login": tenant.email, "password": PASSWORD, "next": "/account/resume/"}, follow=True
        )

        assert response.redirect_chain == [("/account/resume/", 302)]
        assert response.context["kept"].action == "/letter/send/"
        assert response.context["kept"].pairs == [
            ("subject", "The lift"),
            ("text", "It stands on the second floor."),
            ("tags", "lift"),
            ("tags", "noise"),
        ]

    def test_can_be_looked_at_again_on_its_own_page_once(self, client):
        send_signed_out(client)
        sign_in(client)

        assert client.get("/letter/").json() == {
            "subject": ["The lift"],
            "text": ["It stands on the second floor."],
            "tags": ["lift", "noise"],
        }
        assert client.get("/letter/").json() == {}

    def test_is_not_shown_on_another_page(self, client):
        client.post("/letter/send/", LETTER, headers={"Referer": "http://testserver/own/"})
        sign_in(client)

        assert client.get("/letter/").json() == {}

    def test_is_forgotten_once_sent(self, client):
        send_signed_out(client)
        sign_in(client)

        client.post("/letter/send/", LETTER)

        assert client.get("/account/resume/").status_code == 302

    def test_is_kept_from_htmx_too(self, client):
        response = send_signed_out(client, **{"HX-Request": "true", "HX-Current-URL": "http://testserver/letter/"})
        sign_in(client)

        assert response["HX-Redirect"] == "/account/login/?next=%2Faccount%2Fresume%2F"
        assert client.get("/letter/").json()["subject"] == ["The lift"]

    def test_keeps_no_secret(self, client):
        client.post("/letter/send/", {"note": "x", "password": "p", "api_token": "t", "csrfmiddlewaretoken": "c"})

        assert client.session["kept_form"]["fields"] == {"note": ["x"]}

    def test_is_not_kept_when_it_is_enormous(self, client):
        client.post("/letter/send/", {"text": "x" * 64_001})

        assert "kept_form" not in client.session

    def test_is_not_kept_for_ever(self, client, monkeypatch):
        send_signed_out(client)
        sign_in(client)
        later = time.time() + 3601
        monkeypatch.setattr("project.identity.access.typed.time.time", lambda: later)

        assert client.get("/letter/").json() == {}
