"""Answering: said once, refused in the person's words, and never lost."""

from uuid import uuid4

import pytest

from project.chat import operations
from project.chat.models import Message
from project.chat.rules import LONGEST
from tests.backoffice.inbox.conftest import talk_url
from tests.factories.chat import pdf, person_of, staff_of

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def answers(stay) -> list[str]:
    return [message.text for message in Message.objects.filter(conversation=stay, author__side="staff").order_by("pk")]


class TestSend:
    def test_says_it_and_goes_back_beside_the_list(self, office, stay):
        answer = office.post(talk_url(stay, "send/?tab=open"), {"text": "Today at four.", "client_key": uuid4()})

        assert (answer.status_code, answer["Location"]) == (303, f"{talk_url(stay)}?tab=open")
        assert answers(stay) == ["Today at four."]
        stay.refresh_from_db()
        assert stay.waits_since is None

    def test_says_it_once_however_often_it_is_sent(self, office, stay):
        said = {"text": "Today at four.", "client_key": uuid4()}

        office.post(talk_url(stay, "send/"), said)
        office.post(talk_url(stay, "send/"), said)

        assert answers(stay) == ["Today at four."]

    def test_answers_htmx_with_what_is_new(self, office, stay):
        asked = {"text": "Today at four.", "client_key": uuid4(), "after": stay.messages.get().public_id}

        page = office.post(talk_url(stay, "send/"), asked, headers=HTMX).content.decode()

        assert 'hx-swap-oob="beforeend:#talk-log"' in page
        assert "Today at four." in page
        assert "Is the geyser mended?" not in page
        assert "Waits" not in page

    def test_takes_files_and_what_it_answers(self, office, stay):
        asked = stay.messages.get()
        office.post(talk_url(stay, "send/"), {"text": "", "attached": pdf(), "reply_to": asked.public_id})

        said = Message.objects.get(author__side="staff")
        assert (said.reply_to, said.attachments.get().name) == (asked, "lease.pdf")

    @pytest.mark.parametrize(
        ("text", "words"),
        [("  ", "Write something, or add a file."), ("x" * (LONGEST + 1), "A message takes 4,000 characters")],
    )
    def test_keeps_what_it_cannot_say(self, office, stay, text, words):
        answer = office.post(talk_url(stay, "send/"), {"text": text, "client_key": uuid4()})

        assert answer.status_code == 422
        assert words in answer.context["talk"].typed.error
        assert answer.context["talk"].typed.text == text
        assert answers(stay) == []

    def test_tells_a_script_only_why(self, office, stay):
        operations.close_conversation(conversation=stay, by=stay.house.landlord.memberships.get(role="landlord").user)

        answer = office.post(talk_url(stay, "send/"), {"text": "Hello"}, headers=HTMX)

        assert (answer.status_code, answer["Content-Type"]) == (409, "text/plain; charset=utf-8")
        assert answer.content.decode() == "This conversation is closed. Open it again before you write."
        assert answers(stay) == []

    def test_is_refused_to_whom_the_person_stopped(self, managers, manager, stay):
        operations.block(by=person_of(stay), member=staff_of(stay, manager))

        assert managers.post(talk_url(stay, "send/"), {"text": "Hello"}).status_code == 403
        assert "has stopped you" in managers.get(talk_url(stay)).content.decode()
        assert answers(stay) == []

    def test_says_for_how_long_to_wait_after_too_many(self, office, stay, settings):
        limit = settings.RATE_LIMITS["desk_send"]
        settings.RATE_LIMITS = {**settings.RATE_LIMITS, "desk_send": type(limit)(person=1, address=1, seconds=60)}
        office.post(talk_url(stay, "send/"), {"text": "One"})

        answer = office.post(talk_url(stay, "send/"), {"text": "Two"})

        assert answer.status_code == 429
        assert answer.context["talk"].typed.error.startswith("That was a lot at once. You can send this in ")
        assert answer.context["talk"].typed.text == "Two"
        assert answers(stay) == ["One"]


class TestTyping:
    def test_is_told_and_leaves_nothing(self, office, stay):
        assert office.post(talk_url(stay, "typing/")).status_code == 204
        assert answers(stay) == []


class TestCanned:
    def test_replies_stand_ready_with_the_persons_name(self, office, landlord, kaveri, stay):
        reply = operations.save_canned_reply(
            by=landlord, landlord=kaveri, title="Way", text="Hello {name}, {house}. {me}"
        )

        (canned,) = office.get(talk_url(stay)).context["talk"].canned
        typed = office.get(f"{talk_url(stay)}?canned={reply.public_id}").context["talk"].typed

        assert canned.words == typed.text == "Hello Asha, Lotus House. Leela"

    def test_are_the_landlords_of_this_house(self, office, administrator, stay):
        operations.save_canned_reply(by=administrator, landlord=None, title="Cards", text="We look at it.")

        assert office.get(talk_url(stay)).context["talk"].canned == []
