"""What an event moves."""

from uuid import uuid4

import pytest

from project.events.models import Event
from project.events.queries import record_of
from project.kernel import clock
from project.live.moves import Move, moves_of
from tests.factories.booking import create_booked, create_hold, create_offer, join_line
from tests.factories.chat import create_stay
from tests.truths import check_truths_now

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_gateway")]


def event(type: str, **payload: str) -> Event:
    return Event(pk=1, position=7, type=type, key="x:1", payload=payload, recorded_at=clock.now())


def moves(*events: Event) -> list[Move]:
    return moves_of([record_of(one) for one in events])


class TestMovesOf:
    def test_reach_a_bookings_page_its_tenant_and_its_house(self):
        booking = create_hold()
        house = str(booking.unit_type.property.public_id)

        (move,) = moves(event("booking.booked", booking=str(booking.public_id)))

        assert move == Move(
            7, frozenset({f"booking.{booking.public_id}", f"me.{booking.tenant.public_id}"}), house=house
        )

    def test_reach_as_far_when_they_are_about_its_money(self):
        booking = create_hold()

        (move,) = moves(event("refund.sent", refund=str(uuid4()), subject=booking.subject))

        assert move.topics == {f"booking.{booking.public_id}", f"me.{booking.tenant.public_id}"}
        assert move.house == str(booking.unit_type.property.public_id)

    def test_reach_everybody_in_a_line(self):
        offer = create_offer()
        create_booked(offer)
        (entry,) = join_line(offer, "Meera Iyer")

        (move,) = moves(
            event("waitlist.left", entry="e", tenant=str(entry.tenant.public_id), unit_type=str(offer.public_id))
        )

        assert move.topics == {f"me.{entry.tenant.public_id}", f"line.{offer.public_id}"}
        assert move.house == str(offer.property.public_id)

    def test_of_no_house_are_for_those_who_see_all(self):
        (move,) = moves(event("suspense.opened", suspense=str(uuid4())))

        assert move == Move(7, frozenset(), house=None, is_for_office=True)

    def test_of_a_persons_bell_are_not_for_the_office(self):
        person = str(uuid4())

        assert moves(event("alert.made", person=person)) == [
            Move(7, frozenset({f"bell.{person}"}), is_for_office=False)
        ]

    def test_carry_the_mark_of_a_message_to_its_conversation_and_its_house(self):
        stay, message = create_stay(), str(uuid4())

        (move,) = moves(event("chat.message_sent", conversation=str(stay.public_id), message=message))

        assert (move.topics, move.mark) == ({f"conversation.{stay.public_id}"}, message)
        assert move.house == str(stay.house.public_id)

    def test_ask_the_database_twice_however_many_there_are(self, django_assert_num_queries):
        booking = create_hold()
        check_truths_now()
        unit_type = str(booking.unit_type.public_id)
        booked = event("booking.booked", booking=str(booking.public_id), unit_type=unit_type)
        left = event("waitlist.left", unit_type=unit_type)

        with django_assert_num_queries(2):
            assert len(moves(*[booked, left] * 50)) == 100
