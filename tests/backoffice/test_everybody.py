"""The back office in a real browser: everybody can use it, in both themes, on a desk and on a phone."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Page, Request, Route, expect

from project.booking.models import Booking, Occupancy, Room, Unit
from project.catalog.models import Property, UnitType
from project.chat.models import Conversation
from project.identity.models import Landlord, User
from project.ledger.models import Account, CheckRun, Entry, Posting
from project.ledger.operations import check_books
from project.payments.models import Dispute, Payment, Refund, SuspenseItem
from tests.backoffice.asking import list_url, page_url
from tests.browsers import chromium, grave_faults, served
from tests.factories.booking import create_block, create_booked, create_hold, create_unit, in_days
from tests.factories.chat import create_stay, person_of, say
from tests.factories.payments import create_dispute, create_payment, create_refund, create_stray

# Dozens of pages in a browser, each looked through for faults.
pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.timeout(900)]

SEARCH = "/office/search/"
RECORDS = (
    Booking, Unit, Room, Occupancy, Property, UnitType, User, Landlord, Payment, Refund,
    Dispute, SuspenseItem, Account, Posting, CheckRun,
)  # fmt: skip


@pytest.fixture
def office(enter, administrator, offer, fake_gateway) -> Client:
    """An administrator's browser, in a house where one of everything has happened."""
    booking = create_booked(offer, move_in=in_days(0))
    create_hold(offer)
    create_block(create_unit(offer), in_days(0), in_days(4))
    payment = create_payment(by=booking.tenant, subject=booking.subject)
    create_refund(payment)
    create_dispute(payment)
    create_stray()
    say(person_of(create_stay(booking)), "Is the gate open at night?")
    check_books()
    return enter(administrator)


def draw(office: Client, urls: Iterable[str]) -> dict[str, str]:
    return {url: office.get(url).content.decode() for url in urls}


@pytest.fixture
def few(office) -> dict[str, str]:
    """What somebody walks through, drawn before the browser starts: it needs no database."""
    booking = Booking.objects.earliest("id")
    urls = [reverse("admin:index"), list_url(Booking), page_url(booking)]
    dialog = office.get(page_url(booking, "cancel"), headers={"HX-Request": "true"}).content.decode()
    return draw(office, urls) | {
        page_url(booking, "cancel"): dialog,
        SEARCH: office.get(SEARCH, {"s": booking.tenant.name}).content.decode(),
    }


@pytest.fixture
def answer(office) -> dict[str, str]:
    """A dispute, and the dialog that answers it."""
    dispute = Dispute.objects.get()
    dialog = office.get(page_url(dispute, "answer_it"), headers={"HX-Request": "true"}).content.decode()
    return draw(office, [page_url(dispute)]) | {page_url(dispute, "answer_it"): dialog}


@pytest.fixture
def alone(office) -> dict[str, str]:
    """A dialog as it comes to whoever has no JavaScript."""
    return draw(office, [page_url(Booking.objects.earliest("id"), "cancel")])


@pytest.fixture
def forms(office) -> dict[str, str]:
    """Forms with choices in them; an icon that has not come yet is a long word."""
    house = page_url(Property.objects.earliest("id"))
    return draw(office, [*(list_url(model) + "add/" for model in (Room, Property, UnitType)), house])


@pytest.fixture
def everything(office) -> dict[str, str]:
    """Today, every list, form, record and history, and an export."""
    lists = [list_url(model) for model in admin.site._registry]
    forms = [list_url(model) + "add/" for model in (Room, Property, UnitType)]
    records = [page_url(model.objects.earliest("id"), page) for model in RECORDS for page in ("change", "history")]
    alone = [
        reverse("admin:booking_booking_export"),
        page_url(Booking.objects.earliest("id"), "cancel"),
        page_url(Dispute.objects.get(), "answer_it"),
        page_url(SuspenseItem.objects.get(), "match"),
        reverse("admin:kinds"),
        reverse("admin:kind", args=["booking_booked", "hi"]),
        f"{list_url(Entry)}?account={Account.objects.earliest('id').public_id}",
    ]
    desk = [reverse(name) for name in ("inbox", "canned_replies", "canned_reply_add", "moderation")]
    talks = [reverse(name, args=[Conversation.objects.get().public_id]) for name in ("talk", "talk_stop")]
    hours = reverse("answering_hours_of", args=["support"])
    starts = [reverse("admin:index"), reverse("admin:books"), *desk, *talks, hours]
    return draw(office, [*starts, *lists, *forms, *records, *alone])


OpenOffice = Callable[..., Page]


@pytest.fixture
def open_office() -> Iterator[OpenOffice]:
    """Opens a browser on pages that were drawn; nothing in it needs the database."""
    with ExitStack() as later:

        def on(pages: dict[str, str], width: int = 1280, theme: str = "light", **options: bool) -> Page:
            address = later.enter_context(served(pages))
            browser = later.enter_context(chromium())
            size = {"width": width, "height": 900}
            wishes = {"color_scheme": theme, "reduced_motion": "reduce", "base_url": address, **options}
            return browser.new_page(viewport=size, **wishes)

        yield on


def asks_for(path: str, method: str = "GET") -> Callable[[Request], bool]:
    return lambda request: urlsplit(request.url).path == path and request.method == method


def faults_of(page: Page) -> list[str]:
    """What axe finds serious or critical, and a page wider than the window."""
    return grave_faults(page) + ["too wide"] * is_too_wide(page)


def is_too_wide(page: Page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (360, "dark")])
def test_every_page_can_be_used_by_everybody(everything, open_office, width, theme):
    page = open_office(everything, width, theme)
    faults = {}

    for path in everything:
        page.goto(path, wait_until="load")
        faults[path] = faults_of(page)

    assert {path: found for path, found in faults.items() if found} == {}


def test_no_form_is_wider_than_a_phone_before_its_icons_have_come(forms, open_office):
    page = open_office(forms, width=360)
    page.route("**/*.woff2", lambda route: route.abort())

    for path in forms:
        page.goto(path, wait_until="load")
        assert not is_too_wide(page), path


def test_without_javascript_a_dialog_is_a_page_one_can_read_and_send(alone, open_office):
    page = open_office(alone, java_script_enabled=False)
    (path,) = alone

    page.goto(path)

    expect(page.get_by_role("heading", name="Cancel this booking?")).to_be_visible()
    expect(page.get_by_label("Reason")).to_be_visible()
    expect(page.get_by_role("link", name="Bookings").first).to_be_visible()
    with page.expect_request(asks_for(path, "POST")):
        page.get_by_label("Reason").fill("The person asked for it")
        page.get_by_role("button", name="Cancel the booking").click()


@pytest.mark.parametrize(("width", "theme"), [(1280, "dark"), (360, "light")])
def test_a_dialog_takes_the_focus_and_can_be_used_by_everybody(few, open_office, width, theme):
    page = open_office(few, width, theme)
    (dialog,) = [path for path in few if path.endswith("/cancel/")]
    page.goto(dialog.replace("/cancel/", "/change/"))

    page.get_by_role("link", name="Cancel").click()

    expect(page.get_by_role("dialog", name="Cancel this booking?")).to_be_visible()
    expect(page.get_by_label("Reason")).to_be_focused()
    assert faults_of(page) == []


def test_a_dialog_that_begins_with_a_long_text_begins_there(answer, open_office):
    page = open_office(answer)
    page.goto(next(path for path in answer if path.endswith("/change/")))

    page.get_by_role("link", name="Answer the bank").click()

    expect(page.get_by_label("What happened")).to_be_focused()


def test_the_palette_is_worked_by_keyboard_and_says_what_is_chosen(few, open_office):
    page = open_office(few)
    page.goto("/office/")

    page.keyboard.press("Control+k")
    box = page.get_by_role("combobox", name="Name, phone, room or booking number")
    expect(box).to_be_focused()
    # What is found for the last letter, not for those before it: each answer begins at its first line.
    with page.expect_response(lambda answer: answer.url.endswith("?s=asha")):
        box.press_sequentially("asha")
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    box.press("ArrowDown")

    expect(box).to_have_attribute("aria-activedescendant", "palette-2")
    assert faults_of(page) == []
    goal = page.get_by_role("option").nth(1).get_attribute("data-url")
    with page.expect_request(asks_for(goal)):
        box.press("Enter")


def test_the_palette_opens_the_first_found_on_enter(few, open_office):
    page = open_office(few)
    page.goto("/office/booking/booking/")
    page.locator("#searchbar").focus()

    page.keyboard.press("Control+k")
    page.keyboard.type("asha")
    with page.expect_request(lambda request: request.url.endswith("/change/")):
        page.keyboard.press("Enter")


def test_the_palette_waits_on_enter_for_the_answer_that_is_under_way(few, open_office):
    page = open_office(few)
    page.goto("/office/booking/booking/")
    held: list[Route] = []
    page.route("**/*?s=asha", lambda route: held.append(route))  # noqa: PLW0108 - the browser writes on it

    page.keyboard.press("Control+k")
    with page.expect_request(lambda request: request.url.endswith("?s=asha")):
        page.keyboard.type("asha")
    page.keyboard.press("Enter")
    with page.expect_request(lambda request: request.url.endswith("/change/")):
        held[0].continue_()


def test_the_filters_open_and_close_by_keyboard(few, open_office):
    page = open_office(few)
    page.goto(list_url(Booking))
    opener = page.get_by_role("button", name="Filters")

    opener.press("Enter")
    expect(page.get_by_role("dialog", name="Filters")).to_be_visible()
    assert faults_of(page) == []
    page.keyboard.press("Escape")

    expect(page.get_by_role("dialog", name="Filters")).to_be_hidden()


def test_signing_out_can_be_reached_by_keyboard(few, open_office):
    page = open_office(few)
    page.goto("/office/")

    page.locator(".office-user > button").press("Enter")

    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
