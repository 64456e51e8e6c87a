"""Writes bookings with what they leave behind: days taken, attempts to pay, payments, refunds."""

from datetime import timedelta
from typing import Any

from project.demo.city.stays import NOTICE_DAYS, Repair, Stay
from project.demo.city.words import UNIT_WORDS
from project.demo.dice import dice_for, identity_of
from project.demo.loading.homes import Home
from project.demo.loading.rows import Sheets, instant, paise

METHODS = ("UPI", "UPI", "UPI", "Visa ···· 4242", "Mastercard ···· 4444", "RuPay ···· 0117")


class LifeWriter:
    """Writes stays and repairs, one after the other; `first_user` is the id of person number 1."""

    def __init__(self, size: str, sheets: Sheets, first_user: int) -> None:
        self.size = size
        self.sheets = sheets
        self.first_user = first_user

    def write_repair(self, home: Home, repair: Repair, now: Any) -> None:
        """Blocks a unit for some days."""
        self.sheets.occupancies.add(
            home.unit_id, None, "blocked", (repair.start, repair.end), None, repair.reason, instant(now)
        )

    def write_stay(self, home: Home, stay: Stay) -> None:
        """Writes one booking with its money."""
        number = self.sheets.bookings.next_id
        public_id = identity_of("booking", self.size, number)
        booking_id = self.sheets.bookings.add(
            self.first_user + stay.tenant - 1,
            home.unit_id,
            home.unit_type_id,
            stay.state,
            stay.move_in,
            stay.move_out,
            instant(stay.hold_until),
            paise(stay.rent),
            paise(stay.deposit),
            NOTICE_DAYS,
            identity_of("key", self.size, number),
            stay.cancel_reason,
            instant(stay.created_at),
            instant(stay.booked_at),
            instant(stay.ended_at),
            public_id,
        )
        if stay.takes_the_unit:
            held = stay.state == "held"
            until = instant(stay.hold_until) if held else None
            days = (stay.move_in, stay.move_out)
            self.sheets.occupancies.add(
                home.unit_id, booking_id, "held" if held else "taken", days, until, "", instant(stay.created_at)
            )
        if stay.state != "held":
            self._write_money(home, stay, number, f"booking:{public_id}")

    def _write_money(self, home: Home, stay: Stay, number: int, subject: str) -> None:
        dice = dice_for("money", self.size, number)
        if not stay.is_paid and dice.random() < 0.5:
            return  # They left before they came to the payment page.
        attempt_id = self._write_attempt(home, stay, number, subject)
        if stay.is_paid:
            payment_id = self._write_payment(stay, number, subject, attempt_id, dice.choice(METHODS))
            if stay.state == "cancelled":
                self._write_refund(stay, number, payment_id)

    def _write_attempt(self, home: Home, stay: Stay, number: int, subject: str) -> int:
        identity = identity_of("attempt", self.size, number)
        opened = instant(stay.created_at + timedelta(seconds=40))
        return self.sheets.attempts.add(
            self.first_user + stay.tenant - 1,
            subject,
            f"Deposit, {UNIT_WORDS[home.offer.kind][0].lower()}, {home.house.name}",
            paise(stay.deposit),
            "succeeded" if stay.is_paid else "expired",
            f"demo-attempt-{identity}",
            {"metadata": {"subject": subject}},
            f"cs_demo_{identity.hex}",
            instant(stay.hold_until),
            True,
            1,
            opened,
            opened,
            identity,
        )

    def _write_payment(self, stay: Stay, number: int, subject: str, attempt_id: int, method: str) -> int:
        identity, paid_at = identity_of("payment", self.size, number), instant(stay.booked_at)
        return self.sheets.payments.add(
            attempt_id,
            self.first_user + stay.tenant - 1,
            subject,
            paise(stay.deposit),
            f"pi_demo_{identity.hex}",
            method,
            paid_at,
            paid_at,
            identity,
        )

    def _write_refund(self, stay: Stay, number: int, payment_id: int) -> None:
        identity, sent_at = identity_of("refund", self.size, number), instant(stay.ended_at)
        self.sheets.refunds.add(
            payment_id,
            paise(stay.deposit),
            "arrived",
            stay.cancel_reason,
            f"demo-refund-{identity}",
            f"re_demo_{identity.hex}",
            f"{identity.int % 10**12:012d}",
            1,
            sent_at,
            sent_at,
            identity,
        )
