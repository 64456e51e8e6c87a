"""Duty, assignment, closing."""

import pytest

from project.chat.models import Conversation
from project.chat.operations import (
    NotTheirWork,
    assign,
    block,
    close_conversation,
    go_off_duty,
    go_on_duty,
    reopen_conversation,
    route_waiting,
)
from project.chat.queries import count_needs_me, is_on_duty, needs_me, people_on_duty
from project.events.models import Event
from tests.factories.chat import create_question, create_stay, landlord_of, person_of, say, staff_of
from tests.factories.identity import create_administrator, create_landlord_user
from tests.queries_counted import counted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_gateway")]


class TestDuty:
    def test_takes_what_waits(self):
        waiting, meera = create_question(), create_administrator()

        assert go_on_duty(by=meera) == 1

        waiting.refresh_from_db()
        assert (waiting.assigned_to, is_on_duty(meera)) == (meera, True)

    def test_ends(self):
        meera = create_administrator()
        go_on_duty(by=meera)
        go_off_duty(by=meera)

        assert create_question().assigned_to is None
        assert list(people_on_duty()) == []

    def test_leaves_a_stay_to_the_whole_house(self, asha, leela, stay):
        say(asha)

        assert go_on_duty(by=leela.user) == 0

    def test_never_routes_to_who_was_stopped(self):
        meera = create_administrator()
        go_on_duty(by=meera)
        question = create_question()
        block(by=person_of(question), member=staff_of(question, meera))

        assert route_waiting() == 0
        assert Conversation.objects.get().assigned_to is None


class TestAssign:
    def test_gives_takes_over_and_lets_go(self, stay, leela):
        assert assign(conversation=stay, by=leela.user, to=leela.user).assigned_to == leela.user
        assert assign(conversation=stay, by=leela.user, to=None).assigned_to is None
        staff = [event.payload["staff"] for event in Event.objects.filter(type="chat.assigned").order_by("id")]
        assert staff == [str(leela.user.public_id), None]

    def test_refuses_who_cannot_answer(self, stay, leela):
        with pytest.raises(NotTheirWork) as refused:
            assign(conversation=stay, by=leela.user, to=create_landlord_user(name="Other Person"))

        stay.refresh_from_db()
        assert stay.assigned_to is None
        assert str(refused.value) == "Other cannot answer this conversation."


class TestClosing:
    def test_closes_and_opens_once(self, stay, leela):
        for _ in range(2):
            close_conversation(conversation=stay, by=leela.user)
        assert reopen_conversation(conversation=stay, by=leela.user).state == "open"
        assert Event.objects.filter(type__in=["chat.closed", "chat.reopened"]).count() == 2

    def test_is_no_tenants_business(self, stay):
        with pytest.raises(NotTheirWork):
            close_conversation(conversation=stay, by=stay.person)


class TestNeedsMe:
    def test_is_who_waits_longest_first(self, stay, asha, travel):
        leela = landlord_of(stay)
        travel(60)
        create_question(house=stay.house)
        travel(120)
        say(asha)

        assert [conversation.kind for conversation in needs_me(leela)] == ["question", "stay"]

    def test_is_not_what_somebody_else_has(self, stay, asha, leela):
        other = create_landlord_user(landlord=stay.house.landlord, name="Second")
        say(asha)
        assign(conversation=stay, by=leela.user, to=other)

        assert list(needs_me(leela.user)) == []
        assert (count_needs_me(other).mine, count_needs_me(other).waiting) == (1, 0)

    def test_is_for_administrators_what_no_house_answers(self, stay, asha):
        meera = create_administrator()
        say(asha)
        question = create_question()

        assert list(needs_me(meera)) == [question]

    def test_asks_as_often_for_many(self, stay, asha):
        leela = landlord_of(stay)
        say(asha)
        few = counted(lambda: [str(one) for one in needs_me(leela)])
        for name in ("one", "two", "three"):
            create_question(house=stay.house, secret=name)

        assert counted(lambda: [str(one) for one in needs_me(leela)]) == few

    def test_counts_what_staff_have_not_read(self, stay, asha):
        leela = landlord_of(stay)
        say(asha)
        say(asha, "Hello?")

        assert needs_me(leela).get().unread == 2


def test_another_landlords_people_see_nothing(stay, asha):
    say(asha)
    other = create_stay(name="Meena")

    assert list(needs_me(landlord_of(other))) == []
