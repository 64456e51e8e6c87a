"""Canned replies and answering hours: each landlord's own people, and support's."""

from datetime import time

import pytest

from project.chat import operations
from project.chat.models import AnsweringHours, CannedReply
from tests.backoffice.inbox.conftest import INBOX
from tests.factories.identity import create_landlord

pytestmark = pytest.mark.django_db
REPLIES, HOURS = f"{INBOX}replies/", f"{INBOX}hours/"
OPEN = {"opens": "09:00", "closes": "20:00", "days": ["1", "2"], "text": "We are back at nine."}


@pytest.fixture
def reply(landlord, kaveri) -> CannedReply:
    return operations.save_canned_reply(by=landlord, landlord=kaveri, title="Way", text="By the metro, {name}.")


@pytest.fixture
def foreign_reply(administrator) -> CannedReply:
    return operations.save_canned_reply(by=administrator, landlord=create_landlord(), title="Key", text="At the guard.")


class TestReplies:
    def test_are_written_changed_and_removed(self, office, kaveri):
        office.post(f"{REPLIES}add/", {"title": "Gate", "text": "It closes at eleven."})
        reply = CannedReply.objects.get()
        assert (reply.landlord, reply.title, reply.text) == (kaveri, "Gate", "It closes at eleven.")

        office.post(f"{REPLIES}{reply.public_id}/", {"title": "Gate hours", "text": "It closes at ten."})
        reply.refresh_from_db()
        assert (reply.title, reply.text) == ("Gate hours", "It closes at ten.")

        assert office.post(f"{REPLIES}{reply.public_id}/remove/").status_code == 303
        assert CannedReply.objects.count() == 0

    def test_are_listed_for_whom_they_are(self, office, admins, reply, foreign_reply):
        assert office.get(REPLIES).context["replies"] == [reply]
        assert set(admins.get(REPLIES).context["replies"]) == {reply, foreign_reply}

    def test_of_another_landlord_do_not_exist(self, office, foreign_reply):
        page = f"{REPLIES}{foreign_reply.public_id}/"

        assert office.get(page).status_code == office.post(page, {"title": "x", "text": "y"}).status_code == 404
        assert office.post(f"{page}remove/").status_code == 404
        assert CannedReply.objects.get() == foreign_reply

    def test_for_support_are_an_administrators(self, admins, office, kaveri):
        admins.post(f"{REPLIES}add/", {"whose": "support", "title": "Cards", "text": "We look at it."})
        office.post(f"{REPLIES}add/", {"whose": "support", "title": "Gate", "text": "At eleven."})

        assert dict(CannedReply.objects.values_list("title", "landlord")) == {"Cards": None, "Gate": kaveri.pk}

    @pytest.mark.parametrize(
        ("title", "text", "words"),
        [
            ("", "At eleven.", "Give it a title, so that you find it again."),
            ("Gate", "", "Write what it should say."),
            ("Way", "At eleven.", "Another reply has this title. Choose a different one."),
            ("Gate", "Dear {tenant}", "We know {name}, {house} and {me}, but not {tenant}."),
        ],
    )
    def test_that_cannot_be_kept_say_why_and_lose_nothing(self, office, reply, title, text, words):
        answer = office.post(f"{REPLIES}add/", {"title": title, "text": text})

        page = answer.content.decode()
        assert answer.status_code == 422
        assert words in page
        assert f'value="{title}"' in page or not title
        assert text in page
        assert CannedReply.objects.get() == reply

    def test_cost_the_same_for_few_and_many(self, office, landlord, kaveri, reply, django_assert_num_queries):
        office.get(REPLIES)
        with django_assert_num_queries(14):
            office.get(REPLIES)
        for number in range(5):
            operations.save_canned_reply(by=landlord, landlord=kaveri, title=f"Reply {number}", text="Hello")

        with django_assert_num_queries(14):
            office.get(REPLIES)


class TestHours:
    def test_are_set_and_removed(self, office, kaveri):
        whose = f"{HOURS}{kaveri.slug}/"
        assert office.get(HOURS)["Location"] == whose

        office.post(whose, OPEN)

        hours = AnsweringHours.objects.get()
        assert (hours.landlord, hours.opens, hours.closes, hours.days) == (kaveri, time(9), time(20), [1, 2])
        assert hours.text == "We are back at nine."
        office.post(f"{whose}remove/")
        assert AnsweringHours.objects.count() == 0

    @pytest.mark.parametrize(
        ("wrong", "words"),
        [
            ({"closes": "08:00"}, "Choose at least one day, and an end after the start."),
            ({"days": []}, "Choose at least one day, and an end after the start."),
            ({"opens": "early"}, "Write a time such as 09:00."),
            ({"opens": ""}, "Say at what time."),
        ],
    )
    def test_that_cannot_be_say_why_and_lose_nothing(self, office, kaveri, wrong, words):
        answer = office.post(f"{HOURS}{kaveri.slug}/", OPEN | wrong)

        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert "We are back at nine." in answer.content.decode()
        assert AnsweringHours.objects.count() == 0

    def test_of_others_do_not_exist(self, office, enter, cook):
        stranger = create_landlord("Narmada Stays")

        for slug in (stranger.slug, "support"):
            assert office.get(f"{HOURS}{slug}/").status_code == office.post(f"{HOURS}{slug}/", OPEN).status_code == 404
            assert office.post(f"{HOURS}{slug}/remove/").status_code == 404
        assert enter(cook).get(HOURS).status_code == 403
        assert AnsweringHours.objects.count() == 0

    def test_of_support_and_everybody_are_an_administrators(self, admins, kaveri):
        admins.post(f"{HOURS}support/", OPEN)

        assert AnsweringHours.objects.get().landlord is None
        assert [row["slug"] for row in admins.get(HOURS).context["rows"]] == ["support", kaveri.slug]
