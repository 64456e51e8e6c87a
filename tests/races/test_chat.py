"""Two at once in one conversation: real threads on separate connections, against the real locks."""

from functools import partial
from uuid import uuid4

import pytest

from project.chat.models import Conversation, EarlierText, Member, Message
from project.chat.operations import (
    Blocked,
    ConversationClosed,
    EditTooLate,
    block,
    claim_conversations,
    close_conversation,
    delete_message,
    edit_message,
    mark_read,
    write_to_house,
)
from project.events.models import Event
from tests.factories.booking import create_booked
from tests.factories.chat import SECRET, create_question, create_stay, landlord_of, person_of, say, staff_of
from tests.factories.identity import create_tenant
from tests.races.rivals import Rival, in_transaction, together, trigger_without, while_waiting

pytestmark = pytest.mark.usefixtures("committing", "fake_gateway")

LOCK = "PERFORM FROM chat_conversation WHERE id = NEW.conversation_id FOR NO KEY UPDATE;"


def kinds(outcomes) -> list[str]:
    return sorted(type(outcome).__name__ for outcome in outcomes)


class TestTwoEdits:
    def test_follow_each_other(self):
        asha = person_of(create_stay())
        message = say(asha, "One")

        together(*(partial(edit_message, message=message, by=asha, text=text) for text in ("Two", "Three")))

        kept = list(EarlierText.objects.order_by("id").values_list("text", flat=True))
        last = Message.objects.get().text
        assert sorted([*kept, last]) == ["One", "Three", "Two"]
        assert kept[0] == "One"

    def test_end_with_the_deletion(self):
        asha = person_of(create_stay())
        message = say(asha, "One")

        outcomes = together(
            partial(edit_message, message=message, by=asha, text="Two"),
            partial(delete_message, message=message, by=asha),
        )

        assert kinds(outcomes) in (["Message", "Message"], ["EditTooLate", "Message"])
        assert Message.objects.get().text == ""
        assert all(not isinstance(one, Exception) or isinstance(one, EditTooLate) for one in outcomes)


class TestClosing:
    def test_against_staff_who_write(self):
        stay = create_stay()
        leela = staff_of(stay)

        outcomes = together(
            partial(say, leela, "Wait"), partial(close_conversation, conversation=stay, by=landlord_of(stay))
        )

        assert kinds(outcomes) in (["Conversation", "Message"], ["Conversation", "ConversationClosed"])
        assert Conversation.objects.get().state == "closed"
        assert Message.objects.count() == sum(isinstance(one, Message) for one in outcomes)

    def test_is_seen_by_who_waited_for_it(self):
        stay = create_stay()
        leela = staff_of(stay)
        late = Message(conversation=stay, author=leela, text="Late", client_key=uuid4())

        outcome = while_waiting(close(stay), Rival(in_transaction(late.save)))

        assert "message_is_said_while_open" in str(outcome)

    def test_would_be_missed_without_the_lock(self):
        stay = create_stay()
        leela = staff_of(stay)
        late = Message(conversation=stay, author=leela, text="Late", client_key=uuid4())

        with (
            trigger_without(LOCK, trigger="message_is_said_while_open"),
            trigger_without(LOCK, trigger="message_author_is_not_blocked"),
        ):
            outcome = while_waiting(close(stay), Rival(in_transaction(late.save)))

        assert outcome is None
        assert Conversation.objects.get().state == "closed"
        assert Message.objects.get().text == "Late"


def close(stay: Conversation):
    return lambda: Conversation.objects.filter(pk=stay.pk).update(state="closed")


class TestBlocking:
    def test_against_the_person_who_writes(self):
        stay = create_stay()
        asha, leela = person_of(stay), staff_of(stay)

        outcomes = together(partial(say, asha), partial(block, by=leela, member=asha))

        assert kinds(outcomes) in (["Member", "Message"], ["Blocked", "Member"])
        assert Member.objects.get(pk=asha.pk).blocked_at is not None
        assert not isinstance(outcomes[0], ConversationClosed | type(None))
        assert Message.objects.count() == (0 if isinstance(outcomes[0], Blocked) else 1)


class TestOneKey:
    def test_is_one_message(self):
        asha, key = person_of(create_stay()), uuid4()

        first, second = together(*[partial(say, asha, client_key=key)] * 2)

        assert first == second
        assert Message.objects.count() == 1
        assert Event.objects.filter(type="chat.message_sent").count() == 1

    def test_is_one_question(self):
        key = uuid4()

        first, second = together(*[partial(create_question, client_key=key)] * 2)

        assert first == second
        assert Message.objects.count() == 1


def test_a_guests_question_is_claimed_once():
    question = create_question()
    first, second = create_tenant("First"), create_tenant("Second")

    outcomes = together(*(partial(claim_conversations, by=one, secret=SECRET) for one in (first, second)))

    assert sorted(outcomes, key=len) == [[], [question]]
    winner = first if outcomes[0] else second
    assert Conversation.objects.get().person == winner
    assert Event.objects.filter(type="chat.claimed").count() == 1


def test_a_stay_gets_one_conversation():
    booked = create_booked(by=create_tenant())

    first, second = together(*[partial(write_to_house, by=booked.tenant, booking=booked)] * 2)

    assert first == second
    assert Conversation.objects.count() == 1
    assert Member.objects.filter(side="person").count() == 1


def test_a_read_mark_never_goes_back():
    stay = create_stay()
    asha, leela = person_of(stay), staff_of(stay)
    said = [say(leela, f"Line {at}") for at in range(4)]

    together(*(partial(mark_read, member=asha, up_to=message) for message in said))

    asha.refresh_from_db()
    assert asha.read_up_to == said[-1]
