"""Pages, lists, search."""

from datetime import timedelta

import pytest

from project.chat import queries
from project.chat.models import Conversation, Message
from project.chat.operations import delete_message, edit_message, mark_read
from project.chat.queries import Reader
from project.kernel import clock
from tests.factories.chat import create_question, create_stay, create_support, landlord_of, pdf, person_of, reader, say
from tests.queries_counted import counted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_gateway")]


def fill(author, number: int) -> list[Message]:
    """Many messages at once, as the database would have them after a long talk."""
    return [say(author, f"Line {at}") for at in range(number)]


def anew(conversation: Conversation) -> Conversation:
    """As the next request would have it."""
    return Conversation.objects.get(pk=conversation.pk)


class TestPages:
    def test_go_backwards(self, asha, stay):
        said = fill(asha, 5)

        latest = queries.page_of_messages(stay, most=2)
        before = queries.page_of_messages(stay, before=latest.messages[0], most=3)

        assert (latest.messages, latest.has_earlier) == (said[3:], True)
        assert (before.messages, before.has_earlier) == (said[:3], False)

    def test_ask_as_often_for_many(self, asha, leela, stay):
        question = say(asha, files=[pdf()])
        few = counted(lambda: [m.author.name for m in queries.page_of_messages(anew(stay)).messages])
        for _ in range(3):
            say(leela, "Yes", reply_to=question, files=[pdf()])

        assert counted(lambda: [m.author.name for m in queries.page_of_messages(anew(stay)).messages]) == few

    def test_give_what_is_new_and_what_has_changed(self, asha, stay):
        first, second, third = fill(asha, 3)
        edit_message(message=first, by=asha, text="Line zero")
        delete_message(message=third, by=asha)
        now = clock.now()

        assert queries.messages_after(stay, first) == [second, third]
        assert queries.messages_after(stay, None) == [first, second, third]
        assert queries.changed_messages(stay, now, second) == [first]
        assert queries.changed_messages(stay, now + timedelta(minutes=1), third) == []


class TestConversationList:
    def test_is_ones_own_with_what_is_unread(self, stay, asha, leela):
        create_stay(name="Meena")
        support = create_support(stay.person)
        first = say(leela, "One")
        say(leela, "Two")

        rows = queries.conversation_list(Reader(stay.person))

        assert [(row, row.unread) for row in rows] == [(stay, 2), (support, 0)]
        assert queries.count_unread(Reader(stay.person)) == 1
        mark_read(member=asha, up_to=first)
        assert queries.conversation_list(Reader(stay.person))[0].unread == 1

    def test_counts_no_word_of_ones_own_and_none_deleted(self, stay, asha, leela):
        say(asha)
        delete_message(message=say(leela), by=leela)

        assert queries.count_unread(Reader(stay.person)) == 0

    def test_asks_as_often_for_many(self, stay):
        me = Reader(stay.person)

        def look() -> list[str]:
            return [f"{row} {row.last_message and row.last_message.author}" for row in queries.conversation_list(me)]

        few = counted(look)
        create_support(stay.person)

        assert counted(look) == few == 1

    def test_is_a_browsers_too(self):
        question = create_question()

        assert queries.conversation_list(reader()) == [question]
        assert queries.conversation_list(reader(secret="another")) == []


class TestSearch:
    @pytest.mark.parametrize("words", ["PLUMBER", "plumb", " plumber "])
    def test_finds_ones_own_words(self, stay, leela, words):
        message = say(leela, "The Plumber comes")
        say(person_of(create_stay(name="Meena")), "No plumber yet")

        assert queries.search_messages(Reader(stay.person), words) == [message]

    @pytest.mark.parametrize("words", ["", "  ", "%", "_", "rain"])
    def test_finds_nothing(self, stay, leela, words):
        say(leela, "The Plumber comes")

        assert queries.search_messages(Reader(stay.person), words) == []

    def test_does_not_find_what_was_deleted_or_said_before_an_edit(self, stay, asha):
        edit_message(message=say(asha, "secret"), by=asha, text="nothing")
        delete_message(message=say(asha, "secret"), by=asha)

        assert queries.search_messages(Reader(stay.person), "secret") == []

    def test_finds_other_scripts(self, stay, leela):
        message = say(leela, "ನೀರು ನಾಳೆ ಬರುತ್ತದೆ")

        assert queries.search_messages(Reader(stay.person), "ನಾಳೆ") == [message]


class TestAttachment:
    def test_goes_with_its_message(self, stay, asha):
        message = say(asha, files=[pdf()])
        file = message.attachments.get()
        assert queries.attachment_for(stay, file.public_id) == file

        delete_message(message=message, by=asha)
        assert queries.attachment_for(stay, file.public_id) is None

    def test_is_of_its_conversation(self, asha):
        file = say(asha, files=[pdf()]).attachments.get()

        assert queries.attachment_for(create_question(), file.public_id) is None


def test_houses_to_write_to_are_those_without_a_conversation(stay):
    assert queries.houses_to_write_to(stay.person) == []
    assert queries.may_answer(landlord_of(stay), stay)
    assert not queries.may_answer(stay.person, stay)
