"""Saying something."""

from uuid import uuid4

import pytest

from project.chat.models import Flag, Member, Message
from project.chat.operations import (
    Blocked,
    ConversationClosed,
    LooksLikeSpam,
    NothingToSay,
    TooLong,
    block,
    close_conversation,
)
from project.events.models import Event
from tests.factories.chat import create_question, landlord_of, person_of, say, staff_of

pytestmark = pytest.mark.django_db


def told(*types: str) -> list[dict[str, object]]:
    return list(Event.objects.filter(type__in=types).order_by("id").values_list("payload", flat=True))


class TestSendMessage:
    def test_says_it_tells_it_and_has_read_it(self, asha, stay):
        message = say(asha, "  The tap drips\u202e ")

        asha.refresh_from_db()
        stay.refresh_from_db()
        assert message.text == "The tap drips"
        assert asha.read_up_to == message
        assert (stay.last_message, stay.waits_since) == (message, message.sent_at)
        assert told("chat.message_sent") == [
            {
                "conversation": str(stay.public_id),
                "kind": "stay",
                "person": str(stay.person.public_id),
                "staff": None,
                "message": str(message.public_id),
                "side": "person",
            }
        ]

    def test_is_one_message_for_one_key(self, asha):
        key = uuid4()

        again = [say(asha, "Hello", client_key=key), say(asha, "Hello?", client_key=key)]

        assert again[0] == again[1]
        assert Message.objects.count() == 1

    def test_ends_the_waiting_when_staff_answer(self, asha, leela, stay):
        say(asha)
        say(leela, "I send somebody.")

        stay.refresh_from_db()
        assert stay.waits_since is None

    def test_replies_to_what_was_said(self, asha, leela):
        question = say(leela, "Are you in?")

        assert say(asha, "Yes", reply_to=question).reply_to == question

    @pytest.mark.parametrize(
        ("text", "refusal"), [("", NothingToSay), ("\u200b\x07", NothingToSay), ("x" * 4001, TooLong)]
    )
    def test_refuses_what_is_none_or_too_much(self, asha, text, refusal):
        with pytest.raises(refusal):
            say(asha, text)

        assert not Message.objects.exists()

    def test_takes_a_message_of_exactly_the_longest(self, asha):
        assert len(say(asha, "ಕ" * 4000).text) == 4000


class TestClosed:
    def test_opens_again_for_whom_it_belongs_to(self, asha, stay):
        close_conversation(conversation=stay, by=landlord_of(stay))

        say(asha, "One more thing")

        stay.refresh_from_db()
        assert stay.state == "open"
        assert len(told("chat.closed", "chat.reopened")) == 2

    def test_refuses_staff(self, leela, stay):
        close_conversation(conversation=stay, by=landlord_of(stay))

        with pytest.raises(ConversationClosed):
            say(leela)

        stay.refresh_from_db()
        assert stay.state == "closed"
        assert not Message.objects.exists()


class TestBlocked:
    def test_says_nothing_more(self, asha, leela):
        block(by=leela, member=asha)

        with pytest.raises(Blocked):
            say(Member.objects.select_related("conversation").get(pk=asha.pk))

        assert not Message.objects.exists()

    def test_opens_nothing(self, asha, leela, stay):
        block(by=leela, member=asha)
        close_conversation(conversation=stay, by=landlord_of(stay))

        with pytest.raises((Blocked, ConversationClosed)):
            say(asha)

        stay.refresh_from_db()
        assert stay.state == "closed"


class TestSuspicion:
    def test_flags_and_delivers(self, asha):
        message = say(asha, "you bastard")

        flag = Flag.objects.get()
        assert (flag.message, flag.reason, flag.source, flag.about) == (message, "abusive_words", "rule", asha)
        assert told("chat.flagged")[0]["flag"] == str(flag.public_id)

    def test_does_not_suspect_staff(self, leela):
        say(leela, "you bastard")

        assert not Flag.objects.exists()

    def test_refuses_the_same_words_the_fifth_time_and_keeps_them_for_moderators(self, asha):
        for _ in range(4):
            say(asha, "Cheap rooms, call me")

        with pytest.raises(LooksLikeSpam):
            say(asha, "Cheap rooms, call me")

        assert Message.objects.count() == 4
        assert Flag.objects.filter(message=None).get().quote == "Cheap rooms, call me"

    def test_counts_a_guests_words_in_all_their_conversations(self, fake_gateway):
        question = create_question("Is there a bed free in May?")
        for _ in range(2):
            say(person_of(question), "Is there a bed free in May?")

        assert Flag.objects.get().reason == "repeated_text"

    def test_sees_a_lure_in_a_guests_question_only(self, asha, fake_gateway):
        lure = "Send the token amount to ravi@okaxis"
        create_question(lure)
        say(asha, lure)

        assert [flag.reason for flag in Flag.objects.all()] == ["payment_lure"]


def test_counts_staff_who_came_later_as_members(stay, asha):
    say(asha)

    assert staff_of(stay, landlord_of(stay)).read_up_to is None
