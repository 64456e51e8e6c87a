"""The elements as a hand finds them: keyboard, pointer, time and both themes, on the living style guide."""

import threading
from collections.abc import Iterator

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer
from django.core.wsgi import get_wsgi_application
from django.test.testcases import QuietWSGIRequestHandler
from playwright.sync_api import Page, expect

from tests.browsers import grave_faults

pytestmark = pytest.mark.browser

ADD_A_FORM = """() => document.body.insertAdjacentHTML(
    "beforeend", '<form method="post" action="/account/preferences/"><button id="pay">Pay</button></form>'
)"""


@pytest.fixture(scope="module")
def guide() -> Iterator[str]:
    """The guide's address on a server without a database: it must never need one."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), QuietWSGIRequestHandler)
    server.set_app(get_wsgi_application())
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/styleguide/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def page(browser, guide) -> Iterator[Page]:
    """The guide on a desk; any error in the console fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.route("**/preferences/", lambda route: route.fulfill(status=204))
    page.goto(guide)
    yield page
    context.close()
    assert errors == []


class TestCombobox:
    def test_takes_a_place_by_keyboard(self, page):
        field = page.get_by_role("combobox", name="Where?")

        field.press_sequentially("kora")
        expect(page.locator("#sample-list").get_by_role("option")).to_have_count(1)
        field.press("ArrowDown")
        field.press("Enter")

        expect(field).to_have_value("Koramangala")
        expect(field).to_have_attribute("aria-expanded", "false")

    def test_closes_on_escape_and_keeps_what_was_typed(self, page):
        field = page.get_by_role("combobox", name="Where?")

        field.press_sequentially("kora")
        expect(page.locator("#sample-list").get_by_role("option")).to_have_count(1)
        field.press("Escape")

        expect(page.locator("#sample-list")).to_be_hidden()
        expect(field).to_have_value("kora")


class TestCalendar:
    def test_walks_by_arrow_keys_and_comes_back_to_its_button(self, page):
        opener = page.get_by_role("button", name="Choose from a calendar").first

        opener.click()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")

        expect(page.locator("#light_move_in")).to_have_value("2026-12-08")
        expect(opener).to_be_focused()

    def test_leaves_the_phones_own_picker_alone(self, browser, guide):
        context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)

        page = context.new_page()
        page.goto(guide, wait_until="networkidle")

        expect(page.get_by_role("button", name="Choose from a calendar")).to_have_count(0)
        context.close()


class TestDialog:
    def test_opens_and_gives_the_focus_back(self, page):
        opener = page.get_by_role("button", name="Open a dialog").first

        opener.click()
        expect(page.get_by_role("dialog", name="Cancel this booking?")).to_be_visible()
        page.keyboard.press("Escape")

        expect(page.get_by_role("dialog", name="Cancel this booking?")).to_be_hidden()
        expect(opener).to_be_focused()


class TestGallery:
    def test_walks_through_the_pictures_by_arrow_keys(self, page):
        page.locator("[data-gallery-picture]").first.click()

        page.keyboard.press("ArrowLeft")

        expect(page.locator("[data-gallery-place]").first).to_have_text("6 / 6")


class TestTheme:
    def test_is_remembered_by_the_server(self, page):
        page.get_by_label("Menu, language and appearance").click()
        page.get_by_role("button", name="Dark").click()
        expect(page.locator("html")).to_have_attribute("data-theme", "dark")

        page.reload()

        expect(page.locator("html")).to_have_attribute("data-theme", "dark")


class TestHoldRing:
    def test_counts_by_the_servers_clock_whatever_the_device_says(self, browser, guide):
        page = browser.new_page()
        page.clock.install(time="2001-01-01T00:00:00Z")
        page.clock.pause_at("2001-01-01T00:00:01Z")
        page.goto(guide)

        expect(page.locator("[data-hold-time]").first).to_have_text("9:12")
        page.clock.fast_forward("00:12")

        expect(page.locator("[data-hold-time]").first).to_have_text("9:00")
        page.close()

    def test_says_when_it_is_over(self, browser, guide):
        page = browser.new_page()
        page.clock.install()
        page.goto(guide)

        page.clock.fast_forward("09:13")

        expect(page.locator(".hold-ring").first).to_have_attribute("data-state", "over")
        expect(page.locator("[data-hold-said]").first).to_have_text("The time is over")
        page.close()


class TestToasts:
    def test_leave_by_themselves_unless_something_went_wrong(self, browser, guide):
        page = browser.new_page(reduced_motion="reduce")
        page.clock.install()
        page.goto(guide)

        page.clock.run_for(8000)

        expect(page.locator(".sheet .toast-success")).to_have_count(0)
        expect(page.locator(".sheet .toast-error")).to_have_count(2)
        page.close()

    def test_tell_of_a_fragment_that_did_not_come(self, browser, guide):
        page = browser.new_page()
        page.goto(guide)
        page.route("**/places/**", lambda route: route.fulfill(status=500))

        page.get_by_role("combobox", name="Where?").press_sequentially("k")

        expect(page.locator("#toasts")).to_contain_text("That did not work, and nothing was changed.")
        page.close()


class TestForms:
    def test_are_sent_once(self, page):
        sent: list[str] = []
        page.on("request", lambda request: sent.append(request.method) if request.method == "POST" else None)
        page.evaluate(ADD_A_FORM)

        with page.expect_request("**/preferences/"):
            page.evaluate("() => { const pay = document.getElementById('pay'); pay.click(); pay.click(); }")

        expect(page.locator("#pay")).to_have_attribute("aria-busy", "true")
        assert sent == ["POST"]


class TestEveryElement:
    @pytest.mark.parametrize("theme", ["light", "dark"])
    @pytest.mark.parametrize("width", [360, 1280])
    def test_can_be_used_by_everybody(self, browser, guide, theme, width):
        page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=theme, reduced_motion="reduce")
        page.goto(guide, wait_until="networkidle")

        assert grave_faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == width
        page.close()
