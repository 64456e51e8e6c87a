"""Beginning: a guest's question, one's house, support; and what comes along on signing in."""

from uuid import uuid4

import pytest
from django.test import Client

from project.chat.models import Conversation, Message
from project.kernel.web.limits import Limit
from tests.factories.booking import create_booked
from tests.factories.catalog import create_property, create_published_property
from tests.factories.chat import landlord_of, say, staff_of
from tests.factories.identity import PASSWORD, create_tenant
from tests.portal.chat.asking import send, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_gateway")]


def ask(client: Client, text: str = "Is there parking?", *, house: str = "", **fields):
    query = f"?house={house}" if house else ""
    return client.post(f"/messages/ask/{query}", {"name": "Ravi", "text": text, "client_key": uuid4(), **fields})


class TestAsk:
    def test_begins_a_conversation_of_this_browser(self, client):
        house = create_published_property(name="Lotus House")

        response = ask(client, house=house.slug)

        talk = Conversation.objects.get()
        assert (response.status_code, response.url) == (303, url(talk))
        assert (talk.house, talk.person_name) == (house, "Ravi")
        assert "Is there parking?" in client.get(url(talk)).content.decode()
        assert send(client, talk, "And a lift?").status_code == 303
        assert Client().get(url(talk)).status_code == 302

    def test_is_found_again_in_the_menu(self, client):
        assert 'href="/messages/"' not in client.get("/").content.decode()
        ask(client)

        assert 'href="/messages/"' in client.get("/").content.decode()

    def test_names_no_staff_before_they_speak(self, client, stay):
        ask(client, house=stay.house.slug)
        talk = Conversation.objects.get(kind="question")

        assert "Stop Leela" not in client.get(url(talk)).content.decode()
        say(staff_of(talk, landlord_of(stay)), "Yes")
        assert "Stop Leela" in client.get(url(talk)).content.decode()

    def test_is_offered_on_the_houses_page_and_in_help(self, client):
        house = create_published_property()

        assert f"/messages/ask/?house={house.slug}" in client.get(f"/rooms/{house.slug}/").content.decode()
        assert "/messages/ask/" in client.get("/help/").content.decode()

    def test_of_somebody_signed_in_is_their_account_s(self, client):
        person = create_tenant()
        client.force_login(person)

        assert "Your name" not in client.get("/messages/ask/").content.decode()
        ask(client)
        assert Conversation.objects.get().person == person

    @pytest.mark.parametrize("text", ["", "  ", "https://a.example " * 6])
    def test_keeps_what_could_not_be_asked(self, client, text):
        response = ask(client, text)

        assert response.status_code == 422
        assert text.strip() in response.content.decode()
        assert not Conversation.objects.exists()

    @pytest.mark.parametrize("slug", ["nowhere", "hidden"])
    def test_is_about_houses_everybody_sees(self, client, slug):
        create_property(slug="hidden")

        assert ask(client, house=slug).status_code == 404

    def test_is_once_for_one_key(self, client):
        key = uuid4()
        for _ in range(2):
            ask(client, client_key=key)

        assert Message.objects.count() == 1

    def test_is_limited(self, client, settings):
        settings.RATE_LIMITS = {**settings.RATE_LIMITS, "chat_ask": Limit(person=1, address=1, seconds=60)}
        ask(client)

        assert ask(client).status_code == 429


class TestSigningIn:
    def test_takes_the_question_along(self, client):
        person = create_tenant(password=PASSWORD)
        ask(client)
        talk = Conversation.objects.get()

        client.post("/account/login/", {"login": person.email, "password": PASSWORD})

        talk.refresh_from_db()
        assert (talk.person, talk.guest_hash) == (person, None)
        assert client.get(url(talk)).status_code == 200
        client.post("/account/logout/")
        assert client.get(url(talk)).status_code == 302

    def test_takes_nothing_of_another_browser(self, client):
        ask(Client())
        client.force_login(create_tenant())

        assert Conversation.objects.get().person is None


class TestHouseAndSupport:
    def test_lead_to_their_conversations(self, client):
        booked = create_booked(by=create_tenant())
        client.force_login(booked.tenant)

        assert "Write to Lotus House" in client.get("/messages/").content.decode()
        house = client.post(f"/messages/house/{booked.public_id}/")
        support = client.post("/messages/support/")

        kinds = {one.kind: url(one) for one in Conversation.objects.all()}
        assert kinds == {"stay": house.url, "support": support.url}

    def test_are_ones_own(self, stranger, stay):
        assert stranger.post(f"/messages/house/{stay.booking.public_id}/").status_code == 404

    def test_ask_a_guest_to_sign_in(self, client, stay):
        assert client.post("/messages/support/").status_code == 302
        assert Conversation.objects.count() == 1


def test_the_landlord_reads_and_answers_in_the_portal_too(landlord, stay):
    assert landlord.get(url(stay)).status_code == 200
    send(landlord, stay, "Welcome")

    assert Message.objects.get().author.user == landlord_of(stay)
