"""Every page of the portal in every light: usable by everybody, steady while it loads, light to carry.

The office has its own: tests/backoffice/test_everybody.py.
"""

import pytest
from playwright.sync_api import Page

from tests.browsers import grave_faults
from tests.journeys.conftest import DESK, PHONE

pytestmark = pytest.mark.browser

GUEST = (
    "/", "/rooms/", "/rooms/?q=nowhere-at-all", "/rooms/?move_in=yesterday", "HOUSE", "/help/", "/notices/",
    "/account/login/", "/account/signup/", "/account/password/reset/", "/no/such/page/", "/offline/",
)  # fmt: skip
TENANT = (
    "/stay/", "/bookings/", "/bills/", "/account/", "/account/email/", "/account/password/change/", "/account/2fa/",
    "/account/2fa/totp/activate/", "/account/sessions/", "/account/logout/", "/account/payment-methods/",
    "/alerts/", "/account/notifications/",
)  # fmt: skip

MOST_SCRIPT = 60_000
# Two faces for Latin letters, and of each other script the letters of its language's name.
MOST_FONT = 60_000
# What web.dev calls good is 0.1; ours is what rounding leaves.
MOST_SHIFT = 0.01
# How far, and what: a shift that comes once in a hundred visits cannot be looked at afterwards.
SHIFTS = """() => new Promise(tell => new PerformanceObserver(list => tell(
    list.getEntries().filter(entry => !entry.hadRecentInput).map(entry => (
        {value: entry.value, moved: entry.sources.map(({node}) => (node?.outerHTML ?? node?.data ?? "").slice(0, 120))}
    ))
)).observe({type: "layout-shift", buffered: true}) || setTimeout(() => tell([]), 50))"""
# Each file once: what was preloaded may be noted again when it is taken from the browser's cache.
BYTES_OF = """ending => [...new Map(performance.getEntriesByType("resource")
    .filter(entry => new URL(entry.name).pathname.endsWith(ending))
    .map(entry => [entry.name, entry.encodedBodySize])).values()].reduce((sum, bytes) => sum + bytes, 0)"""


def open_page(page: Page, path: str) -> None:
    """Open an address and wait until everything it asked for is there; HOUSE is the first one of the search."""
    if path == "HOUSE":
        page.goto("/rooms/")
        path = page.locator("article.house-card a").first.get_attribute("href")
    page.goto(path, wait_until="networkidle")


def check_steady(page: Page) -> None:
    shifts = page.evaluate(SHIFTS)
    assert sum(shift["value"] for shift in shifts) <= MOST_SHIFT, shifts


def check(page: Page, path: str, width: int) -> None:
    open_page(page, path)
    check_steady(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert grave_faults(page) == []


SIZES = [pytest.param(PHONE, id="phone"), pytest.param(DESK, id="desk")]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
class TestEveryPage:
    @pytest.mark.parametrize("path", GUEST)
    def test_of_a_guest_can_be_used_by_everybody(self, enter, path, size, theme):
        page = enter(size=size, theme=theme)

        check(page, path, size["width"])

        assert page.evaluate(BYTES_OF, ".js") <= MOST_SCRIPT

    @pytest.mark.parametrize("path", TENANT)
    def test_of_a_tenant_can_be_used_by_everybody(self, enter, path, size, theme):
        page = enter("tenant", size=size, theme=theme)

        check(page, path, size["width"])

        assert page.evaluate(BYTES_OF, ".js") <= MOST_SCRIPT


@pytest.mark.parametrize("path", ["/", "/rooms/", "HOUSE"])
def test_english_carries_no_other_script(enter, path):
    page = enter(size=PHONE)

    open_page(page, path)

    assert 0 < page.evaluate(BYTES_OF, ".woff2") <= MOST_FONT


def test_letters_that_come_late_move_nothing(enter):
    page = enter("tenant", size=PHONE)
    page.route("**/*.woff2", lambda font: None)

    page.goto("/account/email/", wait_until="domcontentloaded")
    page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
    assert page.evaluate(BYTES_OF, ".woff2") == 0
    # Whatever was waiting goes on.
    page.unroute("**/*.woff2")
    page.wait_for_load_state("networkidle")

    assert page.evaluate(BYTES_OF, ".woff2") > 0
    check_steady(page)
