"""Pages that move by themselves: on the screens of two people at once, and after the line was cut."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import PHONE, City

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

HOLD = re.compile("^Hold this")


def hold_a_bed(page: Page) -> None:
    """From the search to a running hold."""
    page.goto("/rooms/")
    page.locator("a.card-link").first.click()
    page.get_by_role("button", name=HOLD).first.click()
    page.wait_for_url("**/bookings/**")


def cancel(page: Page) -> None:
    page.goto(page.url.split("?")[0] + "cancel/")
    page.locator("main form button[type=submit]").last.click()
    expect(page.get_by_text("The booking is cancelled.")).to_be_visible()


def live(page: Page) -> None:
    """Wait until the page says that it is."""
    expect(page.locator("[data-live-state]").first).to_have_attribute("data-state", "on")


class TestLivePages:
    def test_move_on_another_device_and_in_the_office_without_a_reload(self, enter):
        phone, desk, office = enter("tenant", size=PHONE), enter("tenant"), enter("admin")
        phone.goto("/stay/")
        office.goto("/office/booking/booking/?needs=holds")
        live(phone)
        live(office)
        before = office.locator("#result_list tbody tr").count()

        hold_a_bed(desk)

        expect(phone.get_by_text("Pay the deposit to book it.").first).to_be_visible()
        expect(office.locator("#result_list tbody tr")).to_have_count(before + 1)
        phone.goto(desk.url)
        live(phone)
        cancel(desk)
        expect(phone.locator("#booking")).to_have_attribute("data-state", "cancelled")

    def test_say_when_the_line_is_gone_and_catch_up_when_it_is_back(self, enter, city: City):
        phone, desk = enter("tenant", size=PHONE), enter("tenant")
        phone.goto("/stay/")
        live(phone)
        state = phone.locator("[data-live-state]").first
        phone.context.set_offline(True)

        expect(state).to_have_attribute("data-state", "lost")
        expect(state).to_contain_text("Reconnecting. Updated")
        hold_a_bed(desk)
        phone.context.set_offline(False)

        expect(phone.get_by_text("Pay the deposit to book it.").first).to_be_visible(timeout=15_000)
        live(phone)
        cancel(desk)
