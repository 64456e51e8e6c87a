"""Taking part, reading, being there."""

import pytest

from project.chat.models import Member
from project.chat.operations import NotTheirs, be_here, mark_read, say_typing, take_part
from project.chat.queries import Reader
from project.events.models import Event
from tests.factories.chat import create_question, landlord_of, reader, say
from tests.factories.identity import create_administrator

pytestmark = pytest.mark.django_db


class TestTakePart:
    def test_gives_everybody_their_own_place(self, stay, asha, leela):
        assert take_part(conversation=stay, reader=Reader(stay.person)) == asha
        assert take_part(conversation=stay, reader=Reader(landlord_of(stay))) == leela

    def test_gives_staff_who_come_later_one(self, fake_gateway):
        question, meera = create_question(), create_administrator()

        assert take_part(conversation=question, reader=Reader(meera)) == take_part(
            conversation=question, reader=Reader(meera)
        )
        assert question.members.count() == 2

    @pytest.mark.parametrize("who", ["stranger", "browser"])
    def test_refuses_everybody_else(self, stay, stranger, who):
        with pytest.raises(NotTheirs):
            take_part(conversation=stay, reader=Reader(stranger) if who == "stranger" else reader())

        assert stay.members.count() == 2


class TestMarkRead:
    def test_moves_forward_only_and_tells(self, asha, leela, stay):
        first, second = say(leela), say(leela, "And")

        assert mark_read(member=asha, up_to=second)
        assert not mark_read(member=asha, up_to=first)

        asha.refresh_from_db()
        assert asha.read_up_to == second
        told = Event.objects.get(type="chat.read").payload
        assert (told["message"], told["side"]) == (str(second.public_id), "person")

    def test_takes_no_message_of_another_conversation(self, asha, fake_gateway):
        elsewhere = create_question()

        assert not mark_read(member=asha, up_to=elsewhere.messages.get())


class TestBeHere:
    def test_is_noted_every_half_minute(self, asha, travel):
        assert be_here(member=asha)
        asha.refresh_from_db()
        noted = asha.seen_at
        travel(29)
        be_here(member=asha)
        asha.refresh_from_db()
        assert asha.seen_at == noted

        travel(31)
        assert not be_here(member=asha)
        asha.refresh_from_db()
        assert asha.seen_at > noted


def test_typing_keeps_nothing(asha):
    say_typing(member=asha)

    assert not Event.objects.filter(type__startswith="chat.message").exists()
    assert Member.objects.get(pk=asha.pk).seen_at is None
