"""What the database keeps true about rooms and units, tried by going around the operations."""

from datetime import date
from typing import Any

import pytest

from project.booking.models import Occupancy, Room, Unit
from tests.factories.booking import create_block, create_booked, create_hold, create_room, create_unit
from tests.factories.catalog import create_property, create_unit_type
from tests.project.booking.truths.rows import DAY
from tests.truths import broken_by

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_gateway")]


class TestRoom:
    def test_has_a_name_of_its_own_in_its_property(self):
        room = create_room(create_property())

        assert broken_by(create_room, room.property, name=room.name) == "room_name_is_unique_in_its_property"

    def test_is_licensed_for_somebody(self):
        refused = broken_by(create_room, create_property(), licensed_capacity=0)

        assert refused == "room_is_licensed_for_somebody"

    def test_stays_in_its_property(self):
        room = create_room(create_property())

        assert broken_by(Room.objects.update, property=create_property()) == "room_stays_in_its_property"
        assert Room.objects.get().property_id == room.property_id

    def test_takes_no_bed_beyond_its_licence(self):
        unit_type = create_unit_type(create_property())
        room = create_room(unit_type.property, licensed_capacity=2)
        create_unit(unit_type, room=room)
        create_unit(unit_type, room=room)

        assert broken_by(create_unit, unit_type, room=room) == "room_beds_never_exceed_its_licence"

    def test_takes_a_bed_for_one_that_is_retired_but_not_that_one_back(self):
        unit_type = create_unit_type(create_property())
        room = create_room(unit_type.property, licensed_capacity=1)
        old = create_unit(unit_type, room=room, is_retired=True)
        create_unit(unit_type, room=room)

        bring_back = Unit.objects.filter(pk=old.pk).update

        assert broken_by(bring_back, is_retired=False) == "room_beds_never_exceed_its_licence"

    def test_keeps_a_licence_that_covers_its_beds(self):
        unit_type = create_unit_type(create_property())
        room = create_room(unit_type.property, licensed_capacity=2)
        create_unit(unit_type, room=room)
        create_unit(unit_type, room=room)

        assert broken_by(Room.objects.update, licensed_capacity=1) == "room_licence_covers_its_beds"


class TestUnit:
    def test_has_a_label_of_its_own_in_its_room(self, unit):
        Room.objects.update(licensed_capacity=2)

        again = broken_by(create_unit, unit.unit_type, room=unit.room, label=unit.label)

        assert again == "unit_label_is_unique_in_its_room"

    def test_is_of_a_type_of_its_own_property(self, unit):
        elsewhere = create_unit_type(create_property())
        Room.objects.update(licensed_capacity=2)

        assert broken_by(create_unit, elsewhere, room=unit.room) == "unit_and_its_type_share_a_property"
        assert broken_by(Unit.objects.update, unit_type=elsewhere) == "unit_and_its_type_share_a_property"

    @pytest.mark.parametrize(
        "said", [{"free_from": DAY}, {"free_from": None}, {"held_until": "2030-01-01T00:00:00+00:00"}]
    )
    def test_says_only_what_its_occupancy_says(self, unit, said):
        assert broken_by(Unit.objects.update, **said) == "unit_guard_equals_its_occupancy"

    def test_begins_free(self, unit):
        Room.objects.update(licensed_capacity=2)

        late = broken_by(create_unit, unit.unit_type, room=unit.room, free_from=DAY)

        assert late == "unit_guard_equals_its_occupancy"


class TestUnitGuard:
    """`unit_guard_follows_occupancy` keeps what a claim reads."""

    def guard(self, unit: Unit) -> tuple[Any, Any]:
        unit.refresh_from_db()
        return unit.free_from, unit.held_until

    def test_follows_a_hold(self, unit):
        booking = create_hold(unit.unit_type)

        assert self.guard(unit) == (date(2000, 1, 1), booking.hold_until)

    def test_has_no_day_when_somebody_has_the_unit_without_end(self, unit):
        create_booked(unit.unit_type)

        assert self.guard(unit) == (None, None)

    def test_is_the_first_day_after_the_last_dated_range(self, unit):
        create_block(unit, DAY, date(2026, 12, 5))
        create_block(unit, date(2027, 1, 1), date(2027, 1, 4))

        assert self.guard(unit) == (date(2027, 1, 4), None)

    def test_follows_a_changed_and_a_deleted_range(self, unit):
        block = create_block(unit, DAY, date(2026, 12, 5))
        Occupancy.objects.filter(pk=block.pk).update(during=(DAY, date(2026, 12, 9)))
        changed = self.guard(unit)
        block.delete()

        assert changed == (date(2026, 12, 9), None)
        assert self.guard(unit) == (date(2000, 1, 1), None)
