"""A bed is found, held, paid for and booked, by people who do not always do it in the right order."""

import re
from datetime import datetime, timedelta
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.journeys.conftest import DESK, PHONE, City, sign_in
from tests.waiting import eventually

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

INDIA = ZoneInfo("Asia/Kolkata")
GOOD_CARD, DECLINED_CARD = "4242 4242 4242 4242", "4000 0000 0000 0002"
HOLD = re.compile(r"^Hold this")
PAY = re.compile(r"^Pay ₹")
# Booking and occupancy say so together, or the database refuses.
TIME_IS_OVER = """
    WITH ended AS (
        UPDATE booking_booking SET hold_until = now() - interval '1 second' WHERE public_id = %s RETURNING id, hold_until
    )
    UPDATE booking_occupancy SET until = hold_until FROM ended WHERE booking_id = ended.id
"""
FREE_HOUSE = """
    SELECT house.slug FROM booking_unit
    JOIN catalog_unittype AS offer ON offer.id = unit_type_id AND is_offered
    JOIN catalog_property AS house ON house.id = offer.property_id AND is_published
    JOIN identity_membership AS owner ON owner.landlord_id = house.landlord_id
    JOIN identity_user AS person ON person.id = owner.user_id AND email = %s
    WHERE NOT is_retired AND held_until IS NULL AND free_from <= %s LIMIT 1
"""
STATE = "SELECT state FROM booking_booking WHERE public_id = %s"


def find_bed(page: Page) -> str:
    """From the home page to a house that has something free in a week; gives its name."""
    day = datetime.now(INDIA).date() + timedelta(days=7)
    page.goto(f"/rooms/?move_in={day.isoformat()}")
    page.locator("article.house-card a").first.click()
    expect(page.get_by_role("heading", name="Rooms and rent")).to_be_visible()
    return page.get_by_role("heading", level=1).inner_text()


def hold_bed(page: Page) -> None:
    find_bed(page)
    page.get_by_role("button", name=HOLD).first.click()
    expect(page.locator(".hold-ring")).to_be_visible()


def expect_held(page: Page, house: str) -> None:
    heading = re.compile(f"^Your (bed|room|flat) at {re.escape(house)} is held$")
    expect(page.get_by_role("heading", name=heading)).to_be_visible()


def open_payment(page: Page) -> None:
    page.get_by_role("button", name=PAY).click()
    expect(page.get_by_role("heading", name="Pay by card")).to_be_visible()


def pay_by(page: Page, card: str) -> None:
    page.get_by_label("Card number").fill(card)
    page.get_by_role("button", name=PAY).click()


def let_go(page: Page) -> None:
    """Leave nothing held for the next journey."""
    page.get_by_role("button", name="Let it go").click()
    expect(page.get_by_role("heading", name="Let it go?")).to_be_visible()
    page.get_by_role("button", name="Let it go").click()
    expect(page.get_by_text("The booking is cancelled.")).to_be_visible()


def expect_booked(page: Page) -> None:
    """The page turns by itself; nobody reloads it."""
    expect(page.get_by_role("heading", name="Booked", exact=True)).to_be_visible(timeout=30_000)


def book_held_bed(page: Page) -> None:
    open_payment(page)
    pay_by(page, GOOD_CARD)
    expect_booked(page)


def booking_id(page: Page) -> str:
    return re.search(r"/bookings/([0-9a-f-]{36})/", page.url)[1]


@pytest.fixture(autouse=True)
def empty_hands(enter) -> None:
    """A person holds one bed at a time, and an earlier journey may have ended in the middle."""
    page = enter("tenant")
    page.goto("/bookings/")
    held = page.locator("a.row-link", has_text="Held")
    if held.count():
        held.first.click()
        let_go(page)


class TestFromSearchToReceipt:
    def test_a_guest_books_a_bed_and_has_the_receipt_in_the_mail(self, enter, city: City) -> None:
        page = enter(size=PHONE)
        before = len(receipts(city))

        house = find_bed(page)
        page.get_by_role("button", name=HOLD).first.click()
        sign_in(page, "tenant")
        page.get_by_role("button", name="Hold it now").click()
        expect_held(page, house)
        price = page.get_by_role("button", name=PAY).inner_text().removeprefix("Pay ")
        book_held_bed(page)

        # Without a reload: the page that said "is being drawn" shows it.
        expect(page.get_by_role("link", name="Receipt (PDF)")).to_be_visible(timeout=30_000)
        eventually(lambda: len(receipts(city)) > before, seconds=60)
        pdf = receipts(city)[-1]
        assert price in pdf
        assert house in pdf

    def test_the_landlord_sees_it_a_moment_later(self, enter, city: City) -> None:
        page = enter("tenant", size=DESK)
        day = datetime.now(INDIA).date() + timedelta(days=7)
        ((slug,),) = city.ask(FREE_HOUSE, "landlord@nivas.example", day)
        page.goto(f"/rooms/{slug}/?move_in={day.isoformat()}")
        page.get_by_role("button", name=HOLD).first.click()
        book_held_bed(page)

        office = enter("landlord")
        office.goto(f"/office/booking/booking/?q={booking_id(page)}")

        expect(office.locator("#result_list tbody tr")).to_have_count(1)
        expect(office.locator("#result_list tbody tr")).to_contain_text("Booked")


def receipts(city: City) -> list[str]:
    """The words of each receipt that was mailed to the tenant."""
    attached = [part for mail in city.mails_to("tenant@nivas.example") for part in mail.iter_attachments()]
    return ["".join(page.extract_text() for page in PdfReader(BytesIO(part.get_content())).pages) for part in attached]


class TestSecondThoughts:
    def test_a_declined_card_leaves_the_hold_for_another_one(self, enter) -> None:
        page = enter("tenant", size=PHONE)
        hold_bed(page)
        open_payment(page)

        pay_by(page, DECLINED_CARD)
        expect(page.get_by_role("alert")).to_contain_text("declined")
        pay_by(page, GOOD_CARD)

        expect_booked(page)

    def test_turning_round_on_the_payment_page_keeps_the_hold(self, enter) -> None:
        page = enter("tenant")
        hold_bed(page)
        held = page.url
        open_payment(page)

        page.go_back()

        expect(page).to_have_url(held)
        expect(page.locator(".hold-ring")).to_be_visible()
        let_go(page)

    def test_the_back_button_after_paying_charges_nobody_again(self, enter) -> None:
        page = enter("tenant")
        hold_bed(page)
        held = page.url
        book_held_bed(page)

        page.goto(held)

        expect_booked(page)
        expect(page.get_by_role("button", name=PAY)).to_have_count(0)

    def test_cancelling_says_what_comes_back_and_sends_it(self, enter) -> None:
        page = enter("tenant", size=PHONE)
        hold_bed(page)
        deposit = page.get_by_role("button", name=PAY).inner_text().removeprefix("Pay ")
        book_held_bed(page)

        page.get_by_role("button", name="Cancel this booking").click()
        expect(page.locator(".refund-amount")).to_have_text(deposit)
        page.get_by_role("button", name="Cancel the booking").click()

        refund = page.get_by_role("region", name="Refund")
        expect(refund).to_contain_text(deposit)
        eventually(lambda: page.reload() and re.search("Refund (sent|arrived)", refund.inner_text()), seconds=120)

    def test_two_tabs_make_one_hold(self, enter) -> None:
        page = enter("tenant")
        find_bed(page)
        other = page.context.new_page()
        other.goto(page.url)

        page.get_by_role("button", name=HOLD).first.click()
        expect(page.locator(".hold-ring")).to_be_visible()
        other.get_by_role("button", name=HOLD).first.click()

        expect(other.get_by_role("heading", name="You already hold a place")).to_be_visible()
        expect(other.locator(f'a[href="/bookings/{booking_id(page)}/"]')).to_be_visible()
        let_go(page)

    def test_a_session_that_ended_loses_nothing(self, enter) -> None:
        page = enter("tenant")
        house = find_bed(page)
        page.context.clear_cookies(name="sessionid")

        page.get_by_role("button", name=HOLD).first.click()
        sign_in(page, "tenant")
        page.get_by_role("button", name="Hold it now").click()

        expect_held(page, house)
        let_go(page)


class TestTheClock:
    def test_gives_a_bed_back_when_its_ten_minutes_are_over(self, enter, city: City) -> None:
        page = enter("tenant")
        hold_bed(page)
        held = booking_id(page)

        city.ask(TIME_IS_OVER, held)

        eventually(lambda: city.ask(STATE, held) == [("lapsed",)], seconds=120)
        page.reload()
        expect(page.get_by_role("heading", name="Your hold has ended")).to_be_visible()


class TestPartsAreDown:
    def test_relay_and_worker_frozen_a_paid_person_is_booked_and_the_receipt_follows(self, enter, city: City) -> None:
        page = enter("tenant")
        before = len(receipts(city))
        frozen = [city.program("relay"), city.program("qcluster")]
        frozen += [child for process in frozen for child in process.children(recursive=True)]
        for process in frozen:
            process.suspend()
        try:
            hold_bed(page)
            book_held_bed(page)
            assert len(receipts(city)) == before
        finally:
            for process in frozen:
                process.resume()

        expect(page.get_by_role("link", name="Receipt (PDF)")).to_be_visible(timeout=90_000)
        eventually(lambda: len(receipts(city)) > before, seconds=90)

    def test_the_payment_page_gone_keeps_the_hold_and_offers_it_again(self, enter, city: City) -> None:
        page = enter("tenant", size=PHONE)
        hold_bed(page)
        city.stripe.control("faults", action="503", route="POST /v1/checkout/sessions", times=2)

        page.get_by_role("button", name=PAY).click()
        expect(page.get_by_text("The payment page does not answer just now.")).to_be_visible()
        expect(page.locator(".hold-ring")).to_be_visible()
        page.get_by_role("button", name="Try the payment page again").click()
        pay_by(page, GOOD_CARD)

        expect_booked(page)
