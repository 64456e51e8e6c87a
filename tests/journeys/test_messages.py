"""Two people write to each other, each in a browser of their own; and the bell rings."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browsers import grave_faults
from tests.journeys.conftest import PHONE, City

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

TENANTS_TALK = """
    SELECT talk.public_id::text FROM chat_conversation AS talk JOIN identity_user AS person ON person.id = talk.person_id
    WHERE person.email = 'tenant@nivas.example' AND talk.kind = 'stay' ORDER BY talk.id LIMIT 1
"""


@pytest.fixture
def talk(city: City) -> str:
    """The address of what the tenant and their house write to each other."""
    found = city.ask(TENANTS_TALK)
    assert found, "The demo city's tenant has not written to their house."
    return f"/messages/{found[0][0]}/"


def say(page: Page, words: str) -> None:
    page.get_by_label("Message", exact=True).fill(words)
    page.get_by_label("Message", exact=True).press("Enter")


def both_sides(enter, talk: str) -> tuple[Page, Page, Locator]:
    """The tenant's phone, the office's desk, and the field in which the office answers."""
    tenant, staff = enter("tenant", size=PHONE), enter("admin")
    tenant.goto(talk)
    staff.goto(f"/office{talk}")
    expect(tenant.locator("[data-live-state]").first).to_have_attribute("data-state", "on")
    return tenant, staff, staff.get_by_label(re.compile("^Your answer to"))


class TestAConversation:
    def test_is_had_on_two_screens_without_a_reload(self, enter, talk):
        tenant, staff = enter("tenant", size=PHONE), enter("admin")
        tenant.goto(talk)
        staff.goto(talk)
        expect(tenant.locator("[data-live-state]").first).to_have_attribute("data-state", "on")
        expect(staff.locator("[data-live-state]").first).to_have_attribute("data-state", "on")
        assert grave_faults(tenant) == []

        say(tenant, "Is the gate open at eleven?")
        expect(staff.locator("#chat-log").get_by_text("Is the gate open at eleven?")).to_be_visible(timeout=3_000)
        say(staff, "It is, until midnight.")
        expect(tenant.locator("#chat-log").get_by_text("It is, until midnight.")).to_be_visible(timeout=3_000)

        tenant.reload()
        expect(tenant.locator("#chat-log").get_by_text("It is, until midnight.")).to_have_count(1)

    def test_shows_that_somebody_is_writing(self, enter, talk):
        tenant, staff = enter("tenant"), enter("admin")
        tenant.goto(talk)
        staff.goto(talk)
        expect(tenant.locator("[data-live-state]").first).to_have_attribute("data-state", "on")

        staff.get_by_label("Message", exact=True).press_sequentially("One mom")

        expect(tenant.locator("[data-typing-line]")).to_be_visible()

    def test_is_answered_from_the_office_which_sees_it_read(self, enter, talk):
        tenant, staff, field = both_sides(enter, talk)

        field.fill("The plumber comes at four.")
        field.press("Enter")

        expect(tenant.locator("#chat-log").get_by_text("The plumber comes at four.")).to_be_visible(timeout=3_000)
        expect(staff.locator("#talk-log").get_by_text("The plumber comes at four.")).to_have_count(1)
        expect(staff.locator(".talk-read")).to_contain_text("Read", timeout=5_000)

    def test_is_put_otherwise_and_taken_back_from_the_office(self, enter, talk):
        tenant, staff, field = both_sides(enter, talk)
        field.fill("Rent is due on the 50th.")
        field.press("Enter")
        expect(staff.locator("#talk-log").get_by_text("Rent is due on the 50th.")).to_be_visible()
        expect(staff.get_by_text("is writing")).to_be_hidden()
        menu = staff.locator(".talk-ours").last.locator(".talk-more > summary")

        menu.press("Enter")
        staff.get_by_role("link", name="Change", exact=True).press("Enter")
        expect(field).to_have_value("Rent is due on the 50th.")
        field.fill("Rent is due on the 5th.")
        field.press("Enter")

        expect(tenant.locator("#chat-log").get_by_text("Rent is due on the 5th.")).to_be_visible(timeout=10_000)
        expect(staff.locator("#talk-log").get_by_text("Rent is due on the 50th.")).to_have_count(0)
        expect(field).to_have_value("")

        menu.press("Enter")
        staff.locator(".talk-more[open]").get_by_role("link", name="Delete").press("Enter")
        staff.get_by_role("button", name="Delete").click()

        expect(tenant.locator("#chat-log").get_by_text("Rent is due on the 5th.")).to_have_count(0, timeout=10_000)
        expect(tenant.get_by_text("This message was deleted").last).to_be_visible()

    def test_is_nobody_elses(self, enter, talk):
        stranger = enter("cook")

        stranger.goto(talk)

        expect(stranger.get_by_role("heading", level=1)).to_have_text("Nobody lives at this address")


class TestAGuest:
    def test_asks_without_an_account_and_is_answered_on_the_same_page(self, enter, city: City):
        guest, support = enter(size=PHONE), enter("admin")
        guest.goto("/messages/ask/")
        guest.get_by_label(re.compile("question|message", re.IGNORECASE)).fill("May I bring a bicycle?")
        guest.get_by_role("button", name=re.compile("Send|Ask")).first.click()
        guest.wait_for_url(re.compile(r"/messages/[0-9a-f-]{36}/"))
        support.goto(guest.url)

        say(support, "Yes, there is a stand in the yard.")

        expect(guest.locator("#chat-log").get_by_text("Yes, there is a stand in the yard.")).to_be_visible(
            timeout=5_000
        )


class TestTheBell:
    def test_counts_what_is_new_on_two_devices_and_forgets_it_on_both(self, enter, city: City):
        phone, desk = enter("tenant", size=PHONE), enter("tenant")
        for page in (phone, desk):
            page.goto("/alerts/")
        phone.goto("/stay/")
        expect(phone.locator("[data-live-state]").first).to_have_attribute("data-state", "on")

        city.ask(
            "UPDATE notifications_alert SET read_at = NULL WHERE person_id ="
            " (SELECT id FROM identity_user WHERE email = 'tenant@nivas.example')"
        )
        phone.reload()
        expect(phone.locator(".bell-count")).to_be_visible()
        desk.reload()
        desk.get_by_role("button", name=re.compile("Mark all", re.IGNORECASE)).click()

        expect(phone.locator(".bell-count")).to_have_count(0)
