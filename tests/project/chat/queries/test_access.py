"""Who may read a conversation: everybody who may, and nobody else."""

import time
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser

from project.chat.queries import GUEST_IN_SESSION, LINKS_IN_SESSION, conversation_for, may_watch, reader_of
from project.identity.models import Membership, Role
from tests.factories.catalog import assign
from tests.factories.chat import SECRET, create_question, create_stay, create_support, landlord_of
from tests.factories.identity import create_administrator, create_landlord_user, create_manager, create_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_gateway")]

NOBODY = AnonymousUser()


def sees(conversation, user=NOBODY, **session) -> bool:
    found = conversation_for(reader_of(user, session), conversation.public_id) is not None
    assert found == may_watch(conversation.public_id, user=user, session=session)
    return found


class TestAStay:
    def test_is_its_tenants_and_its_houses(self, stay):
        manager = create_manager(landlord=stay.house.landlord)
        assign(manager, stay.house)

        assert [sees(stay, who) for who in (stay.person, landlord_of(stay), manager)] == [True] * 3

    def test_is_nobody_elses(self, stay, stranger):
        unassigned = create_manager(landlord=stay.house.landlord, name="Unassigned")
        cook = create_staff(Role.MESS_STAFF, landlord=stay.house.landlord)
        neighbour = create_stay(name="Meena")

        others = (stranger, unassigned, cook, create_landlord_user(), neighbour.person, landlord_of(neighbour), NOBODY)
        assert [sees(stay, who) for who in others] == [False] * 7

    def test_ends_with_the_role(self, stay):
        leela = landlord_of(stay)
        Membership.objects.filter(user=leela).delete()

        assert not sees(stay, leela)

    def test_is_closed_to_a_closed_account(self, stay):
        stay.person.is_active = False

        assert not sees(stay, stay.person)

    def test_opens_by_a_mails_link_while_it_lasts(self, stay, stranger):
        def opened(until: float) -> dict[str, dict[str, float]]:
            return {LINKS_IN_SESSION: {str(stay.public_id): until}}

        assert sees(stay, **opened(time.time() + 60))
        assert not sees(stay, **opened(time.time() - 1))
        assert not sees(stay, stranger, **opened(time.time() + 60))


class TestAQuestion:
    def test_is_its_browsers(self):
        question = create_question()

        assert sees(question, **{GUEST_IN_SESSION: SECRET})
        assert not sees(question, **{GUEST_IN_SESSION: question.guest_hash})
        assert not sees(question)

    def test_is_administrators_when_it_is_about_no_house(self, stay):
        question = create_question()

        assert sees(question, create_administrator())
        assert not sees(question, landlord_of(stay))

    def test_is_the_houses_when_it_is_about_it(self, stay):
        assert sees(create_question(house=stay.house), landlord_of(stay))


def test_support_is_between_two(stay, stranger):
    support = create_support(stay.person)

    assert [sees(support, who) for who in (stay.person, create_administrator())] == [True, True]
    assert [sees(support, who) for who in (landlord_of(stay), stranger)] == [False, False]


def test_what_nobody_wrote_is_nobodys(stranger):
    assert not may_watch(uuid4(), user=stranger, session={})
