"""Being told: the bell, what somebody chooses, push messages, and the page for when there is no net."""

import json
import re
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page, expect

from tests.journeys.conftest import PHONE, City
from tests.waiting import eventually

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

SHOWN = """navigator.serviceWorker.ready.then(worker => worker.getNotifications()).then(
    all => all.map(one => ({title: one.title, body: one.body, tag: one.tag, path: one.data.path})))"""


def worker_of(page: Page) -> None:
    """Wait until the service worker looks after the page."""
    page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
    page.wait_for_function("navigator.serviceWorker.controller !== null")


def registration_of(session: CDPSession, page: Page) -> str:
    """What the browser calls the worker."""
    known: list[dict[str, Any]] = []
    session.on("ServiceWorker.workerRegistrationUpdated", lambda event: known.extend(event["registrations"]))
    session.send("ServiceWorker.enable")
    while not known:
        page.wait_for_timeout(50)
    return known[0]["registrationId"]


FIRST_IS_NEW = """
    UPDATE notifications_alert SET read_at = NULL WHERE id = (
        SELECT min(alert.id) FROM notifications_alert AS alert JOIN identity_user AS person ON person.id = alert.person_id
        WHERE person.email = 'tenant@nivas.example' AND alert.kind = 'booking_booked')
"""


class TestTheBell:
    def test_says_what_is_new_and_leads_there(self, enter, city: City):
        city.ask("UPDATE notifications_alert SET read_at = coalesce(read_at, now())")
        city.ask(FIRST_IS_NEW)
        page = enter("tenant", size=PHONE)
        page.goto("/stay/")
        page.get_by_role("link", name="Alerts, one new").click()

        page.get_by_role("link", name="New: Booked:").click()

        expect(page).to_have_url(re.compile("/bookings/"))
        expect(page.get_by_role("link", name="Alerts, nothing new")).to_be_visible()

    def test_is_read_without_leaving_the_page(self, enter, city: City):
        city.ask("UPDATE notifications_alert SET read_at = NULL")
        page = enter("tenant", size=PHONE)
        page.goto("/alerts/")

        page.get_by_role("button", name="Mark all read").click()

        expect(page.get_by_role("button", name="Mark all read")).to_have_count(0)
        expect(page.locator("#bell")).to_have_text("Alerts, nothing new")
        expect(page.locator("#bell")).to_have_count(1)


class TestWishes:
    def test_are_kept(self, enter):
        page = enter("tenant", size=PHONE)
        page.goto("/account/notifications/")
        page.get_by_label("Money: E-mail").select_option("In one daily mail")
        page.get_by_label("Money: SMS").check()
        page.get_by_label("Quiet from").fill("22:00")
        page.get_by_label("Until").fill("07:00")

        page.get_by_role("button", name="Save").click()

        expect(page.get_by_text("Saved.")).to_be_visible()
        expect(page.get_by_label("Money: E-mail")).to_have_value("digest")
        expect(page.get_by_label("Money: SMS")).to_be_checked()
        expect(page.get_by_label("Quiet from")).to_have_value("22:00")


class TestHomeScreen:
    def test_takes_our_manifest(self, enter):
        page = enter()
        page.goto("/")

        manifest = page.context.new_cdp_session(page).send("Page.getAppManifest")

        assert (manifest["errors"], manifest["url"].endswith("/manifest.webmanifest")) == ([], True)

    def test_shows_our_page_when_there_is_no_net_and_goes_on_after(self, enter):
        page = enter("tenant", size=PHONE)
        page.goto("/stay/")
        worker_of(page)
        page.context.set_offline(True)

        page.goto("/bills/")

        expect(page.get_by_role("heading", name="No net just now")).to_be_visible()
        assert page.evaluate("document.fonts.ready.then(() => document.fonts.check('600 20px Bricolage Grotesque'))")
        page.context.set_offline(False)
        page.get_by_role("link", name="Try again").click()
        expect(page.get_by_role("heading", name="No net just now")).to_have_count(0)
        expect(page).to_have_url(re.compile("/bills/$"))

    def test_keeps_nothing_of_anybody(self, enter):
        page = enter("tenant", size=PHONE)
        page.goto("/stay/")
        worker_of(page)

        kept = page.evaluate(
            "caches.keys().then(names => caches.open(names[0])).then(kept => kept.keys())"
            ".then(all => all.map(one => new URL(one.url).pathname).filter(path => !path.startsWith('/static/')))"
        )

        assert kept == ["/offline/"]


class TestPush:
    def test_is_shown_and_knows_where_it_leads(self, enter, city: City):
        page = enter("tenant")
        page.context.grant_permissions(["notifications"], origin=city.address)
        page.goto("/stay/")
        worker_of(page)
        session = page.context.new_cdp_session(page)
        told = {"title": "Nivas", "body": "Booked", "path": "/stay/", "tag": "booked:1", "language": "en"}

        session.send(
            "ServiceWorker.deliverPushMessage",
            {"origin": city.address, "registrationId": registration_of(session, page), "data": json.dumps(told)},
        )

        # A promise is true before it is kept, so the browser cannot be asked to wait for one.
        shown = eventually(lambda: page.evaluate(SHOWN))
        assert shown == [{name: told[name] for name in ("title", "body", "tag", "path")}]

    def test_says_so_when_it_is_blocked(self, enter):
        page = enter("tenant")
        page.add_init_script("Object.defineProperty(Notification, 'permission', {get: () => 'denied'})")

        page.goto("/account/notifications/")

        expect(page.get_by_text("Messages from Nivas are blocked in this browser.")).to_be_visible()
        expect(page.get_by_role("button", name="Turn on push here")).to_have_count(0)
