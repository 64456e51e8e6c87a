"""A full room: somebody stands in line, one comes free, and it is held for them."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browsers import grave_faults
from tests.journeys.conftest import DESK, PHONE, City, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

# A full room type of the landlord we know, and a booking that stands on one of its units and may be cancelled.
FULL = """
    SELECT house.slug, offer.public_id::text, booking.id FROM booking_booking AS booking
    JOIN catalog_unittype AS offer ON offer.id = booking.unit_type_id AND is_offered
    JOIN catalog_property AS house ON house.id = offer.property_id AND is_published
    JOIN identity_membership AS owner ON owner.landlord_id = house.landlord_id
    JOIN identity_user AS person ON person.id = owner.user_id AND email = 'landlord@nivas.example'
    WHERE booking.state = 'booked' AND NOT EXISTS (
        SELECT FROM booking_unit WHERE unit_type_id = offer.id AND NOT is_retired AND free_from <= current_date)
    ORDER BY booking.id LIMIT 1
"""


@pytest.fixture
def full(city: City) -> tuple[str, str, int]:
    """The house, its full room type, and the booking that will make room."""
    found = city.ask(FULL)
    assert found, "The demo city has no full room with a booking that can be cancelled."
    return found[0]


def stand_in_line(page: Page, house: str, unit_type: str) -> None:
    page.goto(f"/rooms/{house}/")
    page.locator(f"#room-{unit_type}").get_by_role("button", name="Join the waitlist").click()


class TestTheLine:
    def test_leads_from_a_full_room_to_a_hold_by_itself(self, enter, city, full):
        house, unit_type, booking = full
        tenant = enter(size=PHONE)
        stand_in_line(tenant, house, unit_type)
        sign_in(tenant, "tenant")
        tenant.get_by_role("button", name="Join the waitlist").click()
        expect(tenant.get_by_text("You are next.")).to_be_visible()
        assert grave_faults(tenant) == []

        landlord = enter("landlord", size=DESK)
        landlord.goto(f"/office/booking/booking/{booking}/cancel/")
        landlord.get_by_label("Reason").fill("The house closes this room.")
        landlord.get_by_role("button", name=re.compile("^Cancel")).last.click()

        expect(tenant.locator(".hold-ring")).to_be_visible(timeout=30_000)
        tenant.get_by_role("button", name="Let it go").click()
        tenant.get_by_role("button", name="Let it go").click()
        expect(tenant.get_by_text("The booking is cancelled.")).to_be_visible()
