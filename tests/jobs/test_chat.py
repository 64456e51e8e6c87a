"""What the clock does for conversations."""

import pytest

from jobs import chat
from project.chat.models import Duty
from project.notifications.models import Delivery
from tests.factories.chat import create_question, create_support, person_of, say, staff_of
from tests.factories.identity import create_administrator, create_tenant
from tests.gateways import fake_gateway, travel
from tests.project.chat.conftest import private

__all__ = ["fake_gateway", "private", "travel"]

pytestmark = pytest.mark.django_db


def test_unread_messages_are_mailed(travel):
    support, meera = create_support(create_tenant()), create_administrator()
    say(staff_of(support, meera), "Here is your receipt.")
    travel(601)

    assert (chat.tell_unread(), chat.tell_unread()) == (1, 0)
    assert Delivery.objects.get().to == person_of(support).conversation.person


def test_what_waits_goes_to_who_is_there(fake_gateway):
    question, meera = create_question(), create_administrator()
    Duty.objects.create(user=meera)

    assert (chat.route_waiting(), chat.route_waiting()) == (1, 0)
    question.refresh_from_db()
    assert question.assigned_to == meera
