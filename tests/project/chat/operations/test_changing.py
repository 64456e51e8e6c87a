"""Taking back what was said."""

import pytest

from project.chat.models import Flag, Message
from project.chat.operations import Blocked, EditTooLate, NotYours, block, delete_message, edit_message
from project.events.models import Event
from tests.factories.chat import pdf, say

pytestmark = pytest.mark.django_db


class TestEditMessage:
    def test_puts_other_words_and_tells(self, asha):
        message = say(asha, "The tap drips")

        edited = edit_message(message=message, by=asha, text=" The tap runs ")

        assert edited.text == "The tap runs"
        assert edited.edited_at is not None
        assert Event.objects.filter(type="chat.message_edited").count() == 1

    def test_is_possible_for_ten_minutes(self, asha, travel):
        message = say(asha, "The tap drips")
        travel(599)

        assert edit_message(message=message, by=asha, text="It runs").text == "It runs"

    def test_refuses_later(self, asha, travel):
        message = say(asha, "The tap drips")
        travel(601)

        with pytest.raises(EditTooLate):
            edit_message(message=message, by=asha, text="It runs")

        message.refresh_from_db()
        assert (message.text, message.edited_at) == ("The tap drips", None)

    def test_refuses_what_is_deleted(self, asha):
        message = delete_message(message=say(asha), by=asha)

        with pytest.raises(EditTooLate):
            edit_message(message=message, by=asha, text="Back again")

    def test_refuses_everybody_else(self, asha, leela):
        message = say(asha)

        with pytest.raises(NotYours):
            edit_message(message=message, by=leela, text="I never said that")

        assert Message.objects.get().text == "Good morning"

    def test_refuses_who_was_stopped(self, asha, leela):
        message = say(asha)
        block(by=leela, member=asha)

        with pytest.raises(Blocked):
            edit_message(message=message, by=asha, text="Call me")

    def test_is_looked_at_like_a_new_message(self, asha):
        message = say(asha)

        edit_message(message=message, by=asha, text="you bastard")

        assert Flag.objects.get().message == message

    def test_changes_nothing_for_the_same_words(self, asha):
        assert edit_message(message=say(asha), by=asha, text="Good morning").edited_at is None


class TestDeleteMessage:
    def test_leaves_its_trace(self, asha, travel):
        message = say(asha, "My number is 12", files=[pdf()])
        travel(86_400)

        deleted = delete_message(message=message, by=asha)

        assert (deleted.text, deleted.deleted_by) == ("", asha)
        assert deleted.earlier_texts.get().text == "My number is 12"
        assert Event.objects.filter(type="chat.message_deleted").count() == 1

    def test_is_once(self, asha):
        message = say(asha)

        assert delete_message(message=message, by=asha) == delete_message(message=message, by=asha)
        assert Event.objects.filter(type="chat.message_deleted").count() == 1

    def test_refuses_everybody_else(self, asha, leela):
        with pytest.raises(NotYours):
            delete_message(message=say(asha), by=leela)

        assert Message.objects.get().deleted_at is None
