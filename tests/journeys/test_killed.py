"""SIGKILL in the middle of moving money: whoever died, a person pays once, is told once, and has back what is theirs."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import City
from tests.journeys.test_booking import (
    GOOD_CARD,
    PAY,
    book_held_bed,
    booking_id,
    empty_hands,
    expect_booked,
    hold_bed,
    open_payment,
    pay_by,
)
from tests.waiting import eventually

__all__ = ["empty_hands"]

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]

A_WHILE = 20.0
# A refund that nobody heard of is asked for again after a minute.
A_MINUTE_AND_A_HALF = 90.0

ATTEMPTS = "SELECT count(*) FROM payments_attempt WHERE subject = %s"
PAID = "SELECT payment.intent_id FROM payments_payment AS payment WHERE payment.subject = %s"
REFUNDS = """
    SELECT refund.state FROM payments_refund AS refund JOIN payments_payment AS payment ON payment.id = refund.payment_id
    WHERE payment.subject = %s
"""
TOLD = "SELECT state FROM notifications_delivery WHERE once = %s"
SOMEBODY_WAITS_TO_TELL = """
    SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query ILIKE '%%notifications_delivery%%'
"""
LEDGER_FAULTS = """
    SELECT posting_id FROM ledger_entry GROUP BY posting_id, currency HAVING sum(amount_paise) <> 0
"""


def subject(page: Page) -> str:
    return f"booking:{booking_id(page)}"


def kill(city: City, word: str) -> None:
    """End a program and all that it started, with no time for a last word."""
    program = city.program(word)
    for process in [program, *program.children(recursive=True)]:
        process.kill()


def stall(city: City, route: str) -> None:
    """Have the gateway do what it is asked next, but slowly."""
    city.stripe.control("faults", action="slow", route=route, seconds=6)


def has_been_asked(city: City) -> bool:
    return city.stripe.request("GET", "/_sim/faults").json["faults"] == []


def has_opened_payment(page: Page, held: str) -> bool:
    """Press the button once, and say whether the gateway's page came of it."""
    page.goto(held)
    page.get_by_role("button", name=PAY).click()
    opened = page.get_by_role("heading", name="Pay by card")
    expect(opened.or_(page.get_by_text("The payment page does not answer just now."))).to_be_visible()
    return opened.is_visible()


@contextmanager
def nobody_can_be_told(city: City) -> Iterator[None]:
    """Whoever wants to leave a message for somebody waits, in the middle of a transaction."""
    with psycopg.connect(city.database_url) as connection:
        connection.execute("LOCK TABLE notifications.notifications_delivery IN SHARE MODE")
        yield


class TestKilled:
    def test_web_while_it_opens_the_payment_page(self, enter, city: City) -> None:
        page = enter("tenant")
        hold_bed(page)
        held, paid_for = page.url, subject(page)
        stall(city, "POST /v1/checkout/sessions")

        page.get_by_role("button", name=PAY).click(no_wait_after=True)
        eventually(lambda: has_been_asked(city), seconds=A_WHILE)
        kill(city, "project.asgi")

        eventually(lambda: city.status_of("/") == 200, seconds=A_WHILE)
        # The gateway is still at the first request; until it is done, the second is told to wait.
        eventually(lambda: has_opened_payment(page, held), seconds=A_WHILE)
        pay_by(page, GOOD_CARD)
        expect_booked(page)
        assert city.ask(ATTEMPTS, paid_for) == [(1,)]
        assert len(city.ask(PAID, paid_for)) == 1
        assert city.ask(LEDGER_FAULTS) == []

    def test_worker_while_it_sends_a_refund(self, enter, city: City) -> None:
        page = enter("tenant")
        hold_bed(page)
        book_held_bed(page)
        ((intent,),) = city.ask(PAID, subject(page))
        stall(city, "POST /v1/refunds")

        page.get_by_role("button", name="Cancel this booking").click()
        page.get_by_role("button", name="Cancel the booking").click()
        eventually(lambda: has_been_asked(city), seconds=A_WHILE)
        kill(city, "qcluster")

        eventually(
            lambda: city.ask(REFUNDS, subject(page)) in [[("sent",)], [("arrived",)]], seconds=A_MINUTE_AND_A_HALF
        )
        made = city.stripe.client().v1.refunds.list({"payment_intent": intent})
        assert len(made.data) == 1
        assert city.ask(LEDGER_FAULTS) == []

    def test_relay_while_it_tells_somebody(self, enter, city: City) -> None:
        page = enter("tenant")
        hold_bed(page)
        news = f"booking_booked:{booking_id(page)}"

        with nobody_can_be_told(city):
            open_payment(page)
            pay_by(page, GOOD_CARD)
            expect_booked(page)
            eventually(lambda: city.ask(SOMEBODY_WAITS_TO_TELL), seconds=A_WHILE)
            kill(city, "relay")

        eventually(lambda: city.ask(TOLD, news) == [("sent",)], seconds=A_MINUTE_AND_A_HALF)
        expect(page.get_by_role("heading", name="Booked", exact=True)).to_be_visible()
