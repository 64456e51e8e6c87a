"""What only a browser shows: that the policy lets a person through, without JavaScript, and that anybody can use it."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from project.payments.stripesim.testing import DECLINED_CARD, MANDATE_CARD, VERIFIED_CARD, RunningSim
from tests.browsers import chromium

from .conftest import OpenSession

pytestmark = pytest.mark.browser


class _Shop(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>Shop</title>")

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def shop() -> Iterator[str]:
    """Another origin, to come back to."""
    server = HTTPServer(("127.0.0.1", 0), _Shop)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def page_url(open_session: OpenSession, shop: str) -> str:
    session = open_session(success_url=f"{shop}/paid/{{CHECKOUT_SESSION_ID}}/", cancel_url=f"{shop}/left/")
    return str(session.url)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A small phone without JavaScript."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    yield context.new_page()
    context.close()


class TestPayPageInABrowser:
    def test_takes_a_person_through_decline_and_bank_by_keyboard_alone(
        self, page: Page, page_url: str, shop: str
    ) -> None:
        page.goto(page_url)
        page.get_by_label("E-mail").press_sequentially("asha@example.com")
        page.get_by_label("Card number").fill(DECLINED_CARD)
        page.get_by_label("Security code").press("Enter")
        page.get_by_role("alert").wait_for()
        assert page.get_by_role("alert").inner_text() == "Nothing was paid. Your card was declined."

        page.get_by_label("Card number").fill(VERIFIED_CARD)
        page.get_by_label("Security code").press("Enter")
        page.get_by_role("heading", name="Is it you?").wait_for()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")

        page.wait_for_url(f"{shop}/paid/cs_test_*/")

    def test_pays_once_however_often_a_person_goes_back(self, sim: RunningSim, page: Page, page_url: str) -> None:
        page.goto(page_url)
        page.get_by_label("E-mail").fill("asha@example.com")
        page.get_by_role("button", name="Pay ₹8,500").click()
        page.wait_for_url("**/paid/**")

        page.go_back()
        page.reload()

        assert page.get_by_role("heading").inner_text() == "This is paid"
        assert len(sim.state()["objects"]["charge"]) == 1

    def test_lets_a_person_leave(self, sim: RunningSim, page: Page, page_url: str, shop: str) -> None:
        page.goto(page_url)

        page.get_by_role("link", name="Back to Nivas without paying").click()

        page.wait_for_url(f"{shop}/left/")
        assert sim.state()["objects"]["checkout.session"][0]["status"] == "open"

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_has_no_barriers(self, sim: RunningSim, browser: Browser, page_url: str, scheme: Any) -> None:
        context = browser.new_context(color_scheme=scheme, viewport={"width": 360, "height": 740})
        page = context.new_page()
        page.goto(page_url)
        page.get_by_text("Cards to try").click()
        page.get_by_label("Card number").fill("1")
        page.get_by_role("button").click()
        page.get_by_role("alert").wait_for()
        page.get_by_text("Cards to try").click()

        found = Axe().run(page).response["violations"]
        widest = page.evaluate("document.documentElement.scrollWidth")
        context.close()

        assert [(barrier["id"], barrier["impact"]) for barrier in found] == []
        assert widest == 360


class TestOtherPagesInABrowser:
    def test_save_a_card_through_the_bank_by_keyboard_alone(self, sim: RunningSim, page: Page, shop: str) -> None:
        setup = sim.client().v1.setup_intents.create({})
        page.goto(f"{sim.base_url}/setup/{setup.id}?return_url={shop}/cards/")
        page.get_by_label("Card number").fill(MANDATE_CARD)
        page.get_by_label("Security code").press("Enter")
        page.get_by_role("heading", name="Is it you?").wait_for()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")

        page.wait_for_url(f"{shop}/cards/")
        assert sim.client().v1.setup_intents.retrieve(setup.id).status == "succeeded"

    def test_have_no_barriers(self, sim: RunningSim, browser: Browser) -> None:
        setup = sim.client().v1.setup_intents.create({})
        account = sim.client().v1.accounts.create({"email": "host@example.com"})
        context = browser.new_context(viewport={"width": 360, "height": 740})
        page = context.new_page()

        found = []
        for path in (f"/setup/{setup.id}", f"/onboarding/{account.id}"):
            page.goto(sim.base_url + path)
            found += [barrier["id"] for barrier in Axe().run(page).response["violations"]]
            assert page.evaluate("document.documentElement.scrollWidth") == 360
        context.close()

        assert found == []
