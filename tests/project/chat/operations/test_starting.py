"""Beginning a conversation, and a guest's question that becomes an account's."""

from uuid import uuid4

import pytest

from project.chat import queries
from project.chat.models import Conversation, Member, Message, Side
from project.chat.operations import (
    Blocked,
    LooksLikeSpam,
    NoStay,
    NothingToSay,
    block,
    claim_conversations,
    close_conversation,
    go_on_duty,
    write_to_house,
    write_to_support,
)
from project.events.models import Event
from tests.factories.booking import create_hold
from tests.factories.catalog import assign, create_published_property
from tests.factories.chat import SECRET, create_question, person_of, reader, say, staff_of
from tests.factories.identity import create_administrator, create_landlord_user, create_manager

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_gateway")]


class TestWriteToHouse:
    def test_begins_once_with_the_houses_people(self, stay):
        again = write_to_house(by=stay.person, booking=stay.booking)

        assert again == stay
        assert sorted(str(member) for member in stay.members.all()) == ["Asha Rao", "Leela"]
        assert Event.objects.filter(type="chat.started").count() == 1

    def test_refuses_a_strangers_booking_and_a_hold(self, stay, stranger):
        with pytest.raises(NoStay):
            write_to_house(by=stranger, booking=stay.booking)
        hold = create_hold(by=stranger)
        with pytest.raises(NoStay):
            write_to_house(by=stranger, booking=hold)

        assert Conversation.objects.count() == 1


class TestWriteToSupport:
    def test_begins_once_and_goes_to_who_is_on_duty(self, stranger):
        meera = create_administrator()
        go_on_duty(by=meera)

        conversation = write_to_support(by=stranger)

        assert write_to_support(by=stranger) == conversation
        assert conversation.assigned_to == meera

    def test_waits_when_nobody_is_there(self, stranger):
        meera = create_administrator()

        conversation = write_to_support(by=stranger)

        assert conversation.assigned_to is None
        assert list(queries.staff_for(conversation)) == [meera]


class TestAsk:
    def test_begins_for_a_browser_with_a_name_and_words(self):
        conversation = create_question("  Is there parking? ", name=" Ravi \n Kumar ")

        assert (conversation.person_name, conversation.kind) == ("Ravi Kumar", "question")
        assert Message.objects.get().text == "Is there parking?"
        assert queries.conversation_for(reader(), conversation.public_id) == conversation
        assert queries.conversation_for(reader(secret="another"), conversation.public_id) is None

    def test_is_called_a_guest_without_a_name(self):
        assert create_question(name="").person_name == "Guest"

    def test_asks_once_for_one_key(self):
        key = uuid4()

        assert create_question(client_key=key) == create_question(client_key=key)
        assert Message.objects.count() == 1

    def test_goes_on_where_it_is_open(self):
        first = create_question()

        assert create_question("And a garden?") == first
        close_conversation(conversation=first, by=create_administrator())
        assert create_question("And a balcony?") != first

    def test_goes_to_the_house_whose_staff_are_on_duty(self):
        house = create_published_property()
        leela = create_landlord_user(landlord=house.landlord)
        manoj = create_manager(landlord=house.landlord)
        assign(manoj, house)
        go_on_duty(by=manoj)

        conversation = create_question(house=house)

        assert conversation.assigned_to == manoj
        assert set(queries.staff_for(conversation)) == {leela, manoj}

    def test_goes_to_who_has_the_fewest(self):
        busy, idle = create_administrator("Busy"), create_administrator("Idle")
        go_on_duty(by=busy)
        create_question(secret="one")
        go_on_duty(by=idle)

        assert create_question(secret="two").assigned_to == idle

    @pytest.mark.parametrize(("text", "refusal"), [(" ", NothingToSay), ("https://a.example/ " * 6, LooksLikeSpam)])
    def test_refuses_and_begins_nothing(self, text, refusal):
        with pytest.raises(refusal):
            create_question(text)

        assert not Conversation.objects.exists()

    def test_refuses_a_browser_that_was_stopped(self):
        question = create_question()
        block(by=staff_of(question, create_administrator()), member=person_of(question))

        with pytest.raises(Blocked):
            create_question("Me again", house=create_published_property())

        assert Conversation.objects.count() == 1


class TestClaim:
    def test_moves_what_a_browser_asked_to_the_account(self, stranger):
        question = create_question()

        assert claim_conversations(by=stranger, secret=SECRET) == [question]

        question.refresh_from_db()
        assert (question.person, question.guest_hash, question.person_name) == (stranger, None, "Nikhil Das")
        assert queries.conversation_for(reader(), question.public_id) is None
        assert Event.objects.get(type="chat.claimed").payload["person"] == str(stranger.public_id)

    def test_is_once(self, stranger):
        create_question()
        claim_conversations(by=stranger, secret=SECRET)

        assert claim_conversations(by=create_administrator(), secret=SECRET) == []

    def test_keeps_place_and_history(self, stranger):
        question = create_question()
        claim_conversations(by=stranger, secret=SECRET)

        message = say(Member.objects.select_related("conversation__person").get(side=Side.PERSON), "It is me")

        assert message.author.name == "Nikhil Das"
        assert question.messages.count() == 2
