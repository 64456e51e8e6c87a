"""Reporting, blocking, and what moderators decide."""

import pytest

from project.chat.models import Flag, FlagReason
from project.chat.operations import (
    AlreadyDecided,
    Blocked,
    NotBlockable,
    ReasonUnknown,
    assign,
    block,
    decide_flag,
    report,
    unblock,
)
from project.chat.queries import moderation_queue
from project.events.models import Event
from tests.factories.catalog import assign as assign_to_house
from tests.factories.chat import create_question, person_of, say, staff_of
from tests.factories.identity import create_administrator, create_manager

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_gateway")]


@pytest.fixture
def manoj(stay):
    manager = create_manager(landlord=stay.house.landlord)
    assign_to_house(manager, stay.house)
    return staff_of(stay, manager)


class TestReport:
    def test_puts_the_words_into_the_queue(self, asha, leela):
        message = say(leela, "You will be sorry")

        flag = report(by=asha, about=leela, message=message, reason="abuse", note=" Every night ")

        assert (flag.quote, flag.note, flag.source) == ("You will be sorry", "Every night", "report")
        assert list(moderation_queue(create_administrator())) == [flag]
        assert list(moderation_queue(leela.user)) == []
        assert Event.objects.get(type="chat.flagged").payload["reason"] == "abuse"

    def test_is_one_for_a_message_and_reason(self, asha, leela):
        message = say(leela)

        again = [report(by=asha, about=leela, message=message, reason="spam") for _ in range(2)]

        assert again[0] == again[1]
        assert Flag.objects.count() == 1

    @pytest.mark.parametrize("reason", ["", "boring", FlagReason.REPEATED_TEXT])
    def test_needs_one_of_our_reasons(self, asha, leela, reason):
        with pytest.raises(ReasonUnknown):
            report(by=asha, about=leela, reason=reason)

    def test_is_never_about_oneself(self, asha):
        with pytest.raises(NotBlockable):
            report(by=asha, about=asha, reason="spam")

        assert not Flag.objects.exists()


class TestBlock:
    def test_by_staff_stops_a_guest(self):
        question, meera = create_question(), create_administrator()

        stopped = block(by=staff_of(question, meera), member=person_of(question))

        assert stopped.blocked_by.user == meera
        with pytest.raises(Blocked):
            say(person_of(question))

    def test_by_a_tenant_stops_a_manager_who_also_loses_the_work(self, stay, asha, manoj):
        assign(conversation=stay, by=manoj.user, to=manoj.user)

        block(by=asha, member=manoj)

        stay.refresh_from_db()
        assert stay.assigned_to is None
        with pytest.raises(Blocked):
            say(manoj)

    def test_never_stops_ones_landlord_or_ones_own_side(self, asha, leela, manoj):
        with pytest.raises(NotBlockable):
            block(by=asha, member=leela)
        with pytest.raises(NotBlockable):
            block(by=manoj, member=leela)

        leela.refresh_from_db()
        assert leela.blocked_at is None

    def test_ends_by_the_other_side_only(self, asha, leela):
        block(by=leela, member=asha)

        with pytest.raises(NotBlockable):
            unblock(by=asha, member=asha)
        assert unblock(by=leela, member=asha).blocked_at is None
        assert say(asha).text == "Good morning"


class TestDecideFlag:
    def test_closes_it_once(self, asha):
        say(asha, "you bastard")
        meera = create_administrator()

        decided = decide_flag(flag=Flag.objects.get(), by=meera, upheld=True, note="  A warning was enough.\u202e ")

        assert (decided.state, decided.decided_by) == ("upheld", meera)
        assert decided.decision == "A warning was enough."
        with pytest.raises(AlreadyDecided):
            decide_flag(flag=decided, by=meera, upheld=False)
        assert list(moderation_queue(meera)) == []
