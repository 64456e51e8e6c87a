"""What the database keeps true of conversations and their members, tried around the operations."""

from uuid import uuid4

import pytest

from project.chat.models import Conversation, Member, Message, Side
from project.chat.operations import close_conversation
from project.kernel import clock
from tests.factories.booking import create_booked
from tests.factories.chat import create_question, create_stay, create_support, landlord_of, person_of, say, staff_of
from tests.factories.identity import create_tenant
from tests.truths import broken_by

pytestmark = pytest.mark.django_db


def a_question(**fields) -> Conversation:
    return Conversation(**{"kind": "question", "guest_hash": "0" * 64, "start_key": uuid4(), **fields})


def change(row, **fields):
    return type(row).objects.filter(pk=row.pk).update(**fields)


class TestConversation:
    def test_belongs_to_one(self, stranger):
        assert broken_by(a_question(person=stranger).save) == "conversation_belongs_to_one"
        assert broken_by(a_question(guest_hash=None).save) == "conversation_belongs_to_one"

    @pytest.mark.parametrize("fields", [{"guest_hash": "plain"}, {"kind": "support"}])
    def test_of_a_guest_is_a_question(self, fields):
        assert broken_by(a_question(**fields).save) == "conversation_of_a_guest_is_a_question"

    def test_kind_and_state_are_known(self, stranger):
        mine = {"guest_hash": None, "person": stranger}
        assert broken_by(a_question(kind="gossip", **mine).save) == "conversation_kind_is_known"
        assert broken_by(a_question(state="lost").save) in ("conversation_state_is_known", "conversation_begins_open")

    def test_states_that_nobody_knows_are_refused_by_the_column_too(self, stay):
        from django.db import connection

        def go_around():
            with connection.cursor() as cursor:
                cursor.execute("ALTER TABLE chat_conversation DISABLE TRIGGER USER")
                cursor.execute("UPDATE chat_conversation SET state = 'lost'")

        assert broken_by(go_around) == "conversation_state_is_known"

    def test_begins_open_and_follows_its_machine(self, stay):
        assert broken_by(a_question(state="closed").save) == "conversation_begins_open"
        assert broken_by(change, stay, state="gone") == "conversation_follows_its_machine"

    def test_is_started_once(self, stay):
        assert broken_by(a_question(start_key=stay.start_key).save) == "conversation_is_started_once"

    def test_is_one_for_a_booking(self, stay):
        twin = Conversation(kind="stay", person=stay.person, house=stay.house, booking=stay.booking, start_key=uuid4())
        assert broken_by(twin.save) == "conversation_is_one_for_a_booking"

    def test_is_one_with_support(self, stranger):
        create_support(stranger)

        twin = Conversation(kind="support", person=stranger, start_key=uuid4())
        assert broken_by(twin.save) == "conversation_is_one_with_support"

    def test_of_a_stay_has_its_booking(self, stay, stranger):
        lone = Conversation(kind="stay", person=stranger, house=stay.house, start_key=uuid4())
        assert broken_by(lone.save) == "conversation_of_a_stay_has_its_booking"

    def test_of_a_stay_is_its_tenants(self, stay, stranger):
        other = create_booked(by=create_tenant("Meena"))
        theirs = Conversation(
            kind="stay", person=stranger, house=other.unit_type.property, booking=other, start_key=uuid4()
        )
        assert broken_by(theirs.save) == "conversation_of_a_stay_is_its_tenants"

    def test_person_is_learned_once(self, stay, stranger):
        assert broken_by(change, stay, person=stranger) == "conversation_person_is_learned_once"

    def test_stays_what_it_is(self, stay):
        assert broken_by(change, stay, start_key=uuid4()) == "conversation_stays_what_it_is"

    def test_is_assigned_to_its_staff(self, stay, stranger, leela):
        assert broken_by(change, stay, assigned_to=stranger) == "conversation_is_assigned_to_its_staff"
        Member.objects.filter(pk=leela.pk).update(blocked_at=clock.now(), blocked_by=person_of(stay))
        assert broken_by(change, stay, assigned_to=leela.user) == "conversation_is_assigned_to_its_staff"

    def test_follows_its_messages(self, stay, asha, leela):
        question, answer = say(asha), say(leela)

        stay.refresh_from_db()
        assert (question.sent_at <= answer.sent_at, stay.last_message, stay.waits_since) == (True, answer, None)


class TestMember:
    def test_is_in_a_conversation_once(self, stay, leela):
        twin = Member(conversation=stay, user=leela.user, side=Side.STAFF)
        assert broken_by(twin.save) == "member_is_in_a_conversation_once"

    def test_person_is_one(self, stay):
        assert broken_by(Member(conversation=stay, side=Side.PERSON).save) == "member_person_is_one"

    @pytest.mark.parametrize("side", ["staff", "nobody"])
    def test_of_staff_has_an_account(self, stay, side):
        assert broken_by(Member(conversation=stay, side=side).save) == "member_of_staff_has_an_account"

    def test_block_has_its_author(self, asha):
        assert broken_by(change, asha, blocked_at=clock.now()) == "member_block_has_its_author"

    def test_stays_who_it_is(self, leela, stranger):
        assert broken_by(change, leela, user=stranger) == "member_stays_who_it_is"

    @pytest.mark.parametrize("mark", ["read_up_to", "mailed_up_to"])
    def test_reads_its_own_conversation(self, asha, mark, fake_gateway):
        elsewhere = Message.objects.get(conversation=create_question())
        assert broken_by(change, asha, **{mark: elsewhere}) == "member_reads_its_own_conversation"

    def test_read_mark_moves_forward(self, asha):
        first, _second = say(asha), say(asha, "And")

        assert broken_by(change, asha, read_up_to=first) == "member_read_mark_moves_forward"
        assert broken_by(change, asha, read_up_to=None) == "member_read_mark_moves_forward"


def test_a_closed_conversation_takes_no_message(stay, asha):
    close_conversation(conversation=stay, by=landlord_of(stay))

    late = Message(conversation=stay, author=asha, text="Late", client_key=uuid4())
    assert broken_by(late.save) == "message_is_said_while_open"


def test_two_stays_have_a_conversation_each(stay):
    assert staff_of(create_stay(name="Meena")).conversation_id != stay.pk
