"""The list: whose turn it is, who waits longest, who is on duty."""

import pytest

from project.chat import operations
from project.chat.models import Conversation, Duty
from tests.backoffice.asking import said
from tests.backoffice.inbox.conftest import INBOX, talk_url, waited
from tests.factories.booking import create_booked
from tests.factories.chat import create_question, create_stay, say, staff_of

pytestmark = pytest.mark.django_db


def shown(client, query: str = "") -> list[Conversation]:
    return [row.conversation for row in client.get(f"{INBOX}{query}").context["inbox"].rows]


class TestNeedsMe:
    def test_shows_who_waits_longest_first(self, office, stay, question):
        waited(stay, minutes=3)
        waited(question, minutes=8)

        assert shown(office) == [question, stay]

    def test_leaves_out_what_is_answered_or_somebody_elses_work(self, office, landlord, manager, stay, question):
        say(staff_of(stay, landlord))
        operations.assign(conversation=question, by=landlord, to=manager)

        assert shown(office) == []
        assert "Nobody waits for you." in office.get(INBOX).content.decode()

    def test_asks_administrators_about_support_only(self, admins, stay, support):
        assert shown(admins) == [support]

    @pytest.mark.parametrize(
        ("minutes", "words", "tone"),
        [
            (3, "Waits 3 min", ""),
            (14, "Waits 14 min", ""),
            (15, "Due, 15 min", "amber"),
            (59, "Due, 59 min", "amber"),
            (60, "Late, 1 h", "brick"),
            (47 * 60, "Late, 47 h", "brick"),
            (49 * 60, "Late, 2 days", "brick"),
        ],
    )
    def test_says_how_long_in_a_word_and_a_tone(self, office, stay, minutes, words, tone):
        waited(stay, minutes=minutes)

        (row,) = office.get(INBOX).context["inbox"].rows

        assert (row.age.words, row.age.tone) == (words, tone)

    def test_counts_in_the_rail_and_on_today(self, office, stay, question):
        waited(stay, hours=2)

        today = office.get("/office/")

        (need,) = [need for need in today.context["needs"] if need.url == INBOX]
        assert (need.number, need.label, need.tone) == (2, "people wait for an answer", "brick")
        assert '<span id="count-messages_for_me" class="office-count">2</span>' in today.content.decode()


class TestTabs:
    def test_show_the_unassigned_the_open_and_the_closed(self, office, landlord, manager, stay, question):
        operations.assign(conversation=question, by=landlord, to=manager)
        closed = create_question("Is there parking?", house=stay.house, secret="another")
        operations.close_conversation(conversation=closed, by=landlord)

        assert shown(office, "?tab=unassigned") == [stay]
        assert set(shown(office, "?tab=open")) == {stay, question}
        assert shown(office, "?tab=closed") == [closed]

    def test_that_do_not_exist_show_what_needs_one(self, office, stay):
        assert shown(office, "?tab=nothing") == [stay]

    def test_do_not_show_an_administrator_the_houses_unassigned(self, admins, stay, support):
        assert shown(admins, "?tab=unassigned") == [support]
        assert set(shown(admins, "?tab=open")) == {stay, support}


class TestSearch:
    @pytest.mark.parametrize("words", ["asha", "GEYSER", "Lotus"])
    def test_finds_by_person_words_and_house(self, office, stay, foreign, words):
        assert shown(office, f"?q={words}") == [stay]

    def test_finds_nothing_of_others(self, office, foreign):
        assert shown(office, "?q=key") == shown(office, "?q=Bala") == []

    def test_takes_what_nobody_types(self, office, stay):
        assert shown(office, "?q=%00") == [stay]
        assert shown(office, "?q=" + "x" * 500) == []
        assert shown(office, "?page=99999999999&person=none") == [stay]

    def test_of_a_person_gives_all_of_theirs_one_may_read(self, office, admins, stay, support, tenant):
        assert shown(office, f"?person={tenant.public_id}") == [stay]
        assert set(shown(admins, f"?person={tenant.public_id}")) == {stay, support}


class TestRights:
    def test_a_manager_sees_the_houses_they_manage(self, managers, stay, foreign):
        assert shown(managers, "?tab=open") == [stay]

    def test_a_cook_and_a_tenant_see_nothing(self, enter, cook, tenant, stay):
        assert enter(cook).get(INBOX).status_code == 403
        assert enter(tenant).get(INBOX).status_code == 403
        assert "Messages" not in enter(cook).get("/office/").content.decode()

    def test_nobody_answers_themselves(self, enter, landlord, offer):
        own = create_stay(create_booked(offer, by=landlord))

        assert shown(enter(landlord), "?tab=open") == []
        assert enter(landlord).get(talk_url(own)).status_code == 404


class TestDuty:
    def test_is_begun_and_ended_and_brings_what_waited(self, office, landlord, question):
        answer = office.post(f"{INBOX}duty/", {"on": "1"})

        question.refresh_from_db()
        assert question.assigned_to == landlord
        assert said(answer) == [
            "You are on duty. New questions come to you. 1 question that waited was given out.",
        ]
        assert office.get(INBOX).context["inbox"].on_duty

        office.post(f"{INBOX}duty/", {"on": "0"})

        assert Duty.objects.count() == 0

    def test_names_ones_own_colleagues_only(self, office, manager, administrator):
        operations.go_on_duty(by=manager)
        operations.go_on_duty(by=administrator)

        assert office.get(INBOX).context["inbox"].colleagues == [manager]


class TestCosts:
    def test_are_the_same_for_few_conversations_and_many(self, office, offer, stay, django_assert_num_queries):
        office.get(INBOX)
        with django_assert_num_queries(15):
            office.get(INBOX)
        for number in range(4):
            create_question(f"Question {number}?", house=offer.property, secret=str(number))
        create_stay(create_booked(offer))

        with django_assert_num_queries(15):
            office.get(INBOX)

    def test_the_list_alone_is_cheaper(self, office, stay, django_assert_num_queries):
        with django_assert_num_queries(8):
            answer = office.get(INBOX, headers={"HX-Request": "true", "HX-Target": "inbox-list"})

        assert answer.content.decode().lstrip().startswith('<div id="inbox-list"')
