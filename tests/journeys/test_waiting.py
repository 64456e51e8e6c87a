"""A full room: somebody stands in line, sees their place, and leaves it again."""

import pytest
from playwright.sync_api import expect

from tests.browsers import grave_faults
from tests.journeys.conftest import PHONE, City, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

FULL = """
    SELECT house.slug, offer.public_id::text FROM catalog_unittype AS offer
    JOIN catalog_property AS house ON house.id = offer.property_id AND is_published
    WHERE is_offered AND NOT EXISTS (
        SELECT FROM booking_unit WHERE unit_type_id = offer.id AND NOT is_retired AND free_from <= current_date + 1)
    ORDER BY offer.id LIMIT 1
"""


@pytest.fixture
def full(city: City) -> tuple[str, str]:
    """A house and its full room type."""
    found = city.ask(FULL)
    assert found, "Every room type of the demo city has something free."
    return found[0]


class TestTheLine:
    def test_is_joined_while_signing_in_and_left_again(self, enter, full):
        house, unit_type = full
        page = enter(size=PHONE)
        page.goto(f"/rooms/{house}/")
        page.locator(f"#room-{unit_type}").get_by_role("button", name="Join the waitlist").click()
        sign_in(page, "tenant")
        page.get_by_role("button", name="Join the waitlist").click()
        expect(page.get_by_text("You are next.")).to_be_visible()
        assert grave_faults(page) == []

        page.get_by_role("button", name="Leave the waitlist").click()

        expect(page.get_by_text("You left the waitlist.")).to_be_visible()
