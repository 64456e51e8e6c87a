"""What the booking pages show: gathered once, so that templates only draw."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from portal.catalog.pictures import Picture
from portal.templatetags.nivas import date_and_time, short_date
from project.booking import queries as bookings
from project.booking.rules import HOLD_MINUTES
from project.catalog import queries as catalog
from project.catalog.sizes import CARD_SIZES
from project.kernel import clock
from project.payments import queries as payments

if TYPE_CHECKING:
    from project.booking.models import Booking, WaitlistEntry
    from project.catalog.models import Property
    from project.identity.models import User
    from project.payments.models import Attempt, Receipt, Refund

WAITING_FOR_STRIPE = {"created", "open", "unknown"}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a price."""

    label: str
    amount: int
    note: str = ""
    period: str = ""
    total: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a timeline."""

    title: str
    state: str
    icon: str
    when: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class BookingPage:
    """A booking as its tenant sees it at one moment."""

    booking: Booking
    now: datetime
    came_back: bool
    attempt: Attempt | None
    refunds: list[Refund]
    receipt: Receipt | None
    picture: Picture | None

    @property
    def state(self) -> str:
        """The booking's state; a hold that has run out counts as lapsed before any sweep."""
        if bookings.has_run_out(self.booking, now=self.now) and not self.is_checking:
            return "lapsed"
        return self.booking.state

    @property
    def is_checking(self) -> bool:
        """True while the person says they paid and we have not read it at Stripe yet."""
        waits = bool(self.attempt and self.attempt.state in WAITING_FOR_STRIPE)
        return self.came_back and waits and self.booking.state == "held"

    @property
    def last_try_failed(self) -> bool:
        """True when the bank said no to the latest attempt."""
        return self.attempt is not None and self.attempt.state == "failed"

    @property
    def version(self) -> str:
        """Changes when there is something new to see."""
        parts = [self.state, str(self.is_checking), bool(self.receipt and self.receipt.file)]
        return "-".join(str(part) for part in [*parts, *(refund.state for refund in self.refunds)])

    @property
    def hold_seconds(self) -> int:
        """How long the whole hold lasts; the ring shows what is left of it."""
        return HOLD_MINUTES * 60

    @property
    def lines(self) -> list[Line]:
        """The price, line by line: only the deposit is due now."""
        return price_lines(self.booking.rent_paise, self.booking.deposit_paise, short_date(self.booking.move_in))

    @property
    def steps(self) -> list[Step]:
        """What has happened and what happens next."""
        return booked_steps(self.booking)


def price_lines(rent_paise: int, deposit_paise: int, move_in: str) -> list[Line]:
    """Deposit now, rent later, and the sum to pay today."""
    return [
        Line(_("Deposit, comes back when you leave"), deposit_paise),
        Line(
            _("Rent"),
            rent_paise,
            note=_("Billed from %(day)s, nothing of it today.") % {"day": move_in},
            period=_("a month"),
        ),
        Line(_("To pay now"), deposit_paise, total=True),
    ]


def booked_steps(booking: Booking) -> list[Step]:
    """The timeline after paying: booked, move in, stay."""
    arrived = booking.state in {"staying", "left"}
    house = booking.unit_type.property
    return [
        Step(_("Booked"), "done", "circle-check", when=date_and_time(booking.booked_at)),
        Step(
            _("Bring a photo ID"),
            "done" if arrived else "now",
            "id-card",
            text=_("The house notes it when you arrive. A masked Aadhaar is enough."),
        ),
        Step(
            _("Move in"),
            "done" if arrived else "next",
            "key-round",
            when=short_date(booking.move_in),
            text=f"{house.name}, {house.address}, {house.locality.name}",
        ),
        Step(
            _("First rent"),
            "next",
            "indian-rupee",
            text=_("Your first bill starts on the day you move in."),
        ),
    ]


def front_picture(house: Property) -> Picture | None:
    """The first picture of a house, if it has one."""
    shown = catalog.gallery(house, CARD_SIZES)[:1]
    return Picture.of(shown[0].photo, CARD_SIZES) if shown else None


def booking_page(booking: Booking, user: User, *, came_back: bool = False) -> BookingPage:
    """Gather what the page of one booking shows: a fixed number of queries, however long its story."""
    subject = f"booking:{booking.public_id}"
    return BookingPage(
        booking=booking,
        now=clock.now(),
        came_back=came_back,
        attempt=payments.attempt_for(user, subject),
        refunds=list(payments.refunds_for(subject)),
        receipt=payments.receipt_for(user, subject),
        picture=front_picture(booking.unit_type.property),
    )


@dataclass(frozen=True, slots=True)
class StayPage:
    """My stay: the home now, and whatever still needs the person."""

    user: User
    now: datetime
    current: Booking | None
    picture: Picture | None
    open_things: list[Booking]
    past: list[Booking]
    refunds: list[Refund]
    waiting: list[WaitlistEntry]


def stay_page(user: User) -> StayPage:
    """Sort a person's bookings into the home, what is open and what is over: a fixed number of queries."""
    mine = list(bookings.bookings_of(user))
    now = clock.now()
    running = [booking for booking in mine if booking.state == "held" and not bookings.has_run_out(booking, now=now)]
    current = next((booking for booking in mine if booking.state == "staying"), None)
    return StayPage(
        user=user,
        now=now,
        current=current,
        picture=front_picture(current.unit_type.property) if current else None,
        open_things=running + [booking for booking in mine if booking.state == "booked"],
        past=[booking for booking in mine if booking.state == "left"],
        refunds=list(payments.refunds_under_way(user)),
        waiting=[entry for entry in bookings.waitlist_of(user) if entry.state == "waiting"],
    )
