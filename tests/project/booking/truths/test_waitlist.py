"""What the database keeps true about who stands in line, tried by going around the operations."""

from datetime import timedelta
from typing import Any

import pgtrigger
import pytest

from project.booking.models import WaitlistEntry
from tests.factories.booking import create_booked, create_unit, join_line
from tests.factories.identity import create_tenant
from tests.project.booking.truths.rows import DAY, booking_row
from tests.truths import broken_by

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fake_gateway")]


class TestWaitlist:
    @pytest.fixture
    def entry(self, offer) -> WaitlistEntry:
        create_booked(offer)
        (entry,) = join_line(offer, "Meera Iyer")
        return entry

    def again(self, entry: WaitlistEntry, **changes: Any) -> WaitlistEntry:
        fields = {"tenant": entry.tenant, "unit_type": entry.unit_type, "move_in": DAY, **changes}
        return WaitlistEntry.objects.create(**fields)

    def test_has_a_person_once_for_a_type(self, entry):
        assert broken_by(self.again, entry) == "waitlist_person_waits_once_for_a_type"

    def test_begins_waiting(self, entry):
        refused = broken_by(self.again, entry, tenant=create_tenant("Ravi Nair"), state="left")

        assert refused == "waitlist_begins_waiting"

    @pytest.mark.parametrize("field", ["move_in", "created_at"])
    def test_keeps_its_place(self, entry, field):
        earlier = getattr(entry, field) - timedelta(days=1)

        assert broken_by(WaitlistEntry.objects.update, **{field: earlier}) == "waitlist_place_never_changes"

    def test_keeps_its_number(self, entry):
        assert broken_by(WaitlistEntry.objects.update, id=entry.pk + 1) == "waitlist_place_never_changes"

    def test_is_never_deleted(self, entry):
        assert broken_by(WaitlistEntry.objects.all().delete) == "waitlist_place_never_changes"

    @pytest.mark.parametrize("state", ["taken", "passed"])
    def test_follows_its_machine(self, entry, state):
        assert broken_by(WaitlistEntry.objects.update, state=state) == "waitlist_follows_its_machine"

    def test_never_comes_back_after_it_was_left(self, entry):
        WaitlistEntry.objects.update(state="left")

        assert broken_by(WaitlistEntry.objects.update, state="waiting") == "waitlist_follows_its_machine"

    def test_is_in_a_known_state(self, entry):
        with pgtrigger.ignore("booking.WaitlistEntry:waitlist_follows_its_machine"):
            assert broken_by(WaitlistEntry.objects.update, state="dreaming") == "waitlist_state_is_known"

    def test_has_a_hold_for_an_offer(self, entry):
        assert broken_by(WaitlistEntry.objects.update, state="offered") == "waitlist_offer_is_a_hold"

    def test_is_not_passed_by_a_hold_of_somebody_else(self, entry):
        unit = create_unit(entry.unit_type)

        assert broken_by(booking_row(unit, tenant=create_tenant("Ravi Nair")).save) == "hold_never_jumps_the_line"

    def test_is_not_passed_from_behind(self, entry):
        (second,) = join_line(entry.unit_type, "Ravi Nair")
        unit = create_unit(entry.unit_type)

        assert broken_by(booking_row(unit, tenant=second.tenant).save) == "hold_never_jumps_the_line"
