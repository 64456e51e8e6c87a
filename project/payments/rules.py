"""Pure decisions about money: which state may follow which, what is left to refund, how receipts are numbered."""

from datetime import date

# Money that arrived always wins, whatever we believed before; nothing leaves `succeeded`.
ATTEMPT_TRANSITIONS: dict[str, frozenset[str]] = {
    "created": frozenset({"open", "unknown", "succeeded", "failed", "expired"}),
    "unknown": frozenset({"open", "succeeded", "failed", "expired"}),
    "open": frozenset({"succeeded", "failed", "expired"}),
    "failed": frozenset({"succeeded"}),
    "expired": frozenset({"succeeded"}),
    "succeeded": frozenset(),
}

# A bank may send money back days after Stripe called the refund done, so `arrived` can still fail.
REFUND_TRANSITIONS: dict[str, frozenset[str]] = {
    "started": frozenset({"sent", "arrived", "failed"}),
    "sent": frozenset({"arrived", "failed"}),
    "arrived": frozenset({"failed"}),
    "failed": frozenset(),
}

SMALLEST_PAISE = 50
APRIL = 4


def refund_may_become(old: str, new: str) -> bool:
    """Say whether a refund may move on; the same state again is not a move."""
    return new in REFUND_TRANSITIONS[old]


def financial_year(day: date) -> str:
    """Name the April-to-March year of a day: `2627` from 1 April 2026 to 31 March 2027."""
    first = day.year if day.month >= APRIL else day.year - 1
    return f"{first % 100:02d}{(first + 1) % 100:02d}"


def receipt_number(year: str, count: int) -> str:
    """Write a number of at most 16 characters: `R/2627/000123`."""
    return f"R/{year}/{count:06d}"
