"""The five layers that keep a thing from happening twice: each holds, and without it the thing does happen twice."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from uuid import uuid4

import pytest
from django.db import connection

from project.booking import queries
from project.booking.claim import Asked, take_at_once
from project.booking.models import Booking
from project.booking.operations import hold_unit, lapse_hold
from project.events.models import Event
from project.payments.models import InboxEvent
from project.payments.stripesim.idempotency import IdempotencyKeys
from tests.factories.booking import in_days, run_out
from tests.races.conftest import empty_the_domains
from tests.races.rivals import Rival, together, while_waiting
from tests.torture import deeds
from tests.torture.world import World, receive


@contextmanager
def without_index(*names: str) -> Iterator[None]:
    """Take unique indexes away, and put them back when what they would refuse is gone."""
    with connection.cursor() as cursor:
        made = []
        for name in names:
            cursor.execute(
                "SELECT indexdef, indrelid::regclass::text, EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)"
                " FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid JOIN pg_indexes ON indexname = relname"
                " WHERE relname = %s",
                [name],
            )
            definition, table, is_constraint = cursor.fetchone()
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}" if is_constraint else f"DROP INDEX {name}")
            columns = definition[definition.index("(") :]
            made.append(f"ALTER TABLE {table} ADD CONSTRAINT {name} UNIQUE {columns}" if is_constraint else definition)
    try:
        yield
    finally:
        empty_the_domains()
        with connection.cursor() as cursor:
            for sql in made:
                cursor.execute(sql)


ONE_KEY, ONE_HOLD = "booking_key_is_used_once_by_a_person", "booking_person_has_one_running_hold"


class TestB17TheUniqueKey:
    """Layer 2: the database takes a key of a person once, whoever comes through together."""

    def click_together(self, world: World) -> list[object]:
        asked = {"unit_type_id": world.offer.public_id, "move_in": in_days(7), "idempotency_key": uuid4()}
        return together(*[partial(hold_unit, by=world.people[0], **asked)] * 8)

    def test_makes_one_booking_of_eight_clicks(self, make_world) -> None:
        world = make_world(units=8)

        answers = self.click_together(world)

        assert {answer.pk for answer in answers} == {Booking.objects.get().pk}

    def click_while_the_first_is_open(self, world: World) -> object:
        """The second click's answer: it came when the first had taken a unit, but nobody could see that yet."""
        person, offer, key = world.people[0], world.offer.public_id, uuid4()
        asked = Asked(person.pk, person.public_id, offer, in_days(7), key)
        again = partial(hold_unit, by=person, unit_type_id=offer, move_in=in_days(7), idempotency_key=key)
        return while_waiting(partial(take_at_once, asked), Rival(again))

    def test_makes_the_second_wait_for_the_first(self, make_world) -> None:
        answer = self.click_while_the_first_is_open(make_world(units=2))

        assert answer == Booking.objects.get()

    def test_is_what_makes_it_one(self, make_world) -> None:
        world = make_world(units=2)
        with without_index(ONE_KEY, ONE_HOLD):
            self.click_while_the_first_is_open(world)

            assert Booking.objects.count() == 2


class TestB16TheKeyOfTheForm:
    """Layer 1: the form's own key, so that a repeat gives the same booking and not a refusal."""

    def test_gives_ten_clicks_the_same_answer(self, world: World) -> None:
        asked = {"unit_type_id": world.offer.public_id, "move_in": in_days(7), "idempotency_key": uuid4()}

        answers = {hold_unit(by=world.people[0], **asked).pk for _ in range(10)}

        assert answers == {Booking.objects.get().pk}

    def test_is_what_makes_it_the_same(self, make_world) -> None:
        world = make_world(units=2)
        with without_index(ONE_HOLD):
            for _ in range(2):
                first = hold_unit(
                    by=world.people[0], unit_type_id=world.offer.public_id, move_in=in_days(7), idempotency_key=uuid4()
                )
                run_out(first)

            assert Booking.objects.count() == 2


class TestB18TheKeyAtStripe:
    """Layer 3: what is sent again after an answer that was lost carries the key of the first time."""

    def lose_an_answer(self, world: World) -> int:
        deeds.hold(world, 0)
        world.sim.control("faults", route="POST /v1/checkout/sessions", action="drop_after_commit", times=1)
        deeds.open_page(world, 0)
        deeds.open_page(world, 0)
        return len(world.sim.state()["objects"]["checkout.session"])

    def test_opens_one_page(self, world: World) -> None:
        assert self.lose_an_answer(world) == 1

    def test_is_what_makes_it_one(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(IdempotencyKeys, "earlier_answer", lambda *_: None)
        monkeypatch.setattr(IdempotencyKeys, "remember", lambda *_, **__: None)

        assert self.lose_an_answer(world) == 2


class TestB19TheMessagesNumber:
    """Layer 4: a message is kept once, by the number that Stripe gave it."""

    INDEX = "payments_inboxevent_event_id_key"

    def tell_twice(self, world: World) -> int:
        deeds.hold(world, 0)
        deeds.pay_at_once(world, 0, "good", comes_back=False)
        hook = next(hook for hook in world.sim.collect_hooks() if hook["type"] == "charge.succeeded")
        assert [receive(hook), receive(hook)] == [True, True]
        return InboxEvent.objects.count()

    def test_keeps_it_once(self, world: World) -> None:
        assert self.tell_twice(world) == 1

    def test_is_what_keeps_it_once(self, world: World) -> None:
        with without_index(self.INDEX):
            assert self.tell_twice(world) == 2


class TestB20TheTimersLook:
    """Layer 5: a timer looks at the booking's state under its lock before it does anything."""

    def lapse_twice(self, world: World) -> list[bool]:
        held = deeds.hold(world, 0)
        assert held is not None
        run_out(held)
        return [lapse_hold(booking_id=held.pk), lapse_hold(booking_id=held.pk)]

    def test_gives_the_bed_back_once(self, world: World) -> None:
        assert self.lapse_twice(world) == [True, False]
        assert Event.objects.filter(type="booking.lapsed").count() == 1

    def test_is_what_makes_it_once(self, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(queries, "has_run_out", lambda _booking: True)

        assert self.lapse_twice(world) == [True, True]
        assert Event.objects.filter(type="booking.lapsed").count() == 2
