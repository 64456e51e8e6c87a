"""The claim by itself: it refuses what nobody looked at before."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest

from project.booking.claim import Asked, take, take_at_once
from project.booking.models import Booking, Occupancy
from project.catalog.models import Property, UnitType
from project.events.models import Event
from project.identity.models import User
from project.kernel import clock
from tests.factories.booking import create_booked, create_hold, create_offer, create_unit, in_days, run_out
from tests.factories.catalog import create_unit_type
from tests.factories.identity import create_tenant

pytestmark = pytest.mark.django_db


@pytest.fixture
def offer() -> UnitType:
    return create_offer(units=3)


@pytest.fixture
def tenant() -> User:
    return create_tenant()


def asked(offer: UnitType, tenant: User, *, days: int = 7, **differently: Any) -> Asked:
    request = {"unit_type": offer.public_id, "move_in": in_days(days), "key": uuid4(), **differently}
    return Asked(tenant=tenant.pk, tenant_public_id=tenant.public_id, **request)


def withdraw(offer: UnitType) -> None:
    create_unit_type(offer.property, "Single room")
    UnitType.objects.filter(pk=offer.pk).update(is_offered=False)


def unpublish(offer: UnitType) -> None:
    Property.objects.filter(pk=offer.property_id).update(is_published=False)


class TestTakeAtOnce:
    def test_takes_what_nothing_speaks_against(self, offer, tenant):
        known = {"expected_deposit_paise": 17_000_00, "property_slug": offer.property.slug}

        booking = take_at_once(asked(offer, tenant, **known))

        assert booking is not None
        stored = Booking.objects.get()
        assert (booking.pk, stored.unit_type, stored.deposit_paise) == (stored.pk, offer, 17_000_00)

    @pytest.mark.parametrize(
        "differently",
        [
            {"days": -1},
            {"days": 181},
            {"expected_deposit_paise": 17_000_01},
            {"property_slug": "another-house"},
            {"unit_type": uuid4()},
        ],
        ids="-".join,
    )
    def test_refuses_what_is_asked_wrongly(self, offer, tenant, differently):
        for claim in (take_at_once, take):
            assert claim(asked(offer, tenant, **differently)) is None

        assert_nothing_written()

    @pytest.mark.parametrize("happened", [withdraw, unpublish])
    def test_refuses_what_is_not_offered_any_more(self, offer, tenant, happened: Callable[[UnitType], None]):
        happened(offer)

        for claim in (take_at_once, take):
            assert claim(asked(offer, tenant)) is None

        assert_nothing_written()

    def test_refuses_what_has_no_price_yet(self, tenant):
        later = create_unit_type(create_offer().property, "Single room", from_date=in_days(8))
        create_unit(later)

        assert take(asked(later, tenant)) is None
        assert_nothing_written()

    def test_refuses_a_key_that_was_used(self, offer, tenant):
        first = create_booked(offer, by=tenant)

        assert take(asked(offer, tenant, key=first.idempotency_key)) is None
        assert Booking.objects.get() == first

    def test_refuses_who_holds_something_even_when_that_has_run_out(self, offer, tenant):
        first = run_out(create_hold(create_offer(), by=tenant))

        assert take(asked(offer, tenant)) is None
        assert Booking.objects.get() == first

    @pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Niue"])
    def test_counts_the_days_where_the_house_stands(self, tenant, zone):
        """At any hour one of the two has another day than UTC: 14 hours ahead, and 11 behind."""
        offer = create_offer(time_zone=zone)
        there = clock.now().astimezone(ZoneInfo(zone)).date()

        assert take_at_once(asked(offer, tenant, move_in=there - timedelta(days=1))) is None
        assert take_at_once(asked(offer, tenant, move_in=there)) is not None


def assert_nothing_written() -> None:
    assert (Booking.objects.count(), Occupancy.objects.count(), Event.objects.count()) == (0, 0, 0)
