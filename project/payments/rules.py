"""Pure decisions about money: which state may follow which, what of a fee goes back, how receipts are numbered."""

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

# A bank's question may become a dispute; what the bank has decided stays.
DISPUTE_TRANSITIONS: dict[str, frozenset[str]] = {
    "warning": frozenset({"warning_closed", "needs_response", "under_review", "won", "lost"}),
    "needs_response": frozenset({"under_review", "won", "lost"}),
    "under_review": frozenset({"won", "lost"}),
    "warning_closed": frozenset(),
    "won": frozenset(),
    "lost": frozenset(),
}

# What goes back may be refused or come back, and then a person decides again. What has its payer is theirs.
SUSPENSE_TRANSITIONS: dict[str, frozenset[str]] = {
    "open": frozenset({"matched", "returning", "returned"}),
    "returning": frozenset({"open", "returned"}),
    "returned": frozenset({"open"}),
    "matched": frozenset(),
}

# Of a page that was closed nothing can come any more, but a method that was saved meanwhile is one.
SETUP_TRANSITIONS: dict[str, frozenset[str]] = {
    "created": frozenset({"open", "unknown", "saved", "failed", "closed"}),
    "unknown": frozenset({"open", "saved", "failed", "closed"}),
    "open": frozenset({"saved", "failed", "closed"}),
    "failed": frozenset({"saved"}),
    "closed": frozenset({"saved"}),
    "saved": frozenset(),
}

# What a person took back they give anew, with another method or another mandate.
METHOD_TRANSITIONS: dict[str, frozenset[str]] = {"active": frozenset({"removed"}), "removed": frozenset()}
MANDATE_TRANSITIONS: dict[str, frozenset[str]] = {
    "pending": frozenset({"active", "inactive"}),
    "active": frozenset({"inactive"}),
    "inactive": frozenset(),
}

# What we may say to a bank, in our words; a gateway knows its own.
EVIDENCE = frozenset(
    {
        "explanation",
        "what_was_provided",
        "provided_on",
        "person_name",
        "person_email",
        "refund_policy",
        "why_not_refunded",
    }
)
LONGEST_EVIDENCE = 20_000

# The one currency that our account at the gateway takes.
ACCOUNT_CURRENCY = "INR"
SMALLEST_PAISE = 50
# Above this the Reserve Bank wants the person to approve each payment, whatever their mandate says.
FREE_OF_APPROVAL_PAISE = 15_000_00
BASIS_POINTS = 10_000
APRIL = 4


def refund_may_become(old: str, new: str) -> bool:
    """Say whether a refund may move on; the same state again is not a move."""
    return new in REFUND_TRANSITIONS[old]


def dispute_may_become(old: str, new: str) -> bool:
    """Say whether a dispute may move on; the same state again is not a move."""
    return new in DISPUTE_TRANSITIONS[old]


def mandate_may_become(old: str, new: str) -> bool:
    """Say whether a mandate may move on; the same state again is not a move."""
    return new in MANDATE_TRANSITIONS[old]


def chargeable_paise(mandate_paise: int) -> int:
    """Say how much one payment may take without the person: what they allowed, and never more than the law does."""
    return min(mandate_paise, FREE_OF_APPROVAL_PAISE)


def fee_on(paise: int, rate: int) -> int:
    """Work out a commission in paise; the rate is in hundredths of a percent, half a paisa counts as a whole one."""
    return (paise * rate + BASIS_POINTS // 2) // BASIS_POINTS


def fee_to_return(*, total: int, refunded: int, returned: int, rate: int) -> int:
    """Say what of the commission goes back with a refund, in paise.

    `refunded` counts all refunds so far, this one included, `returned` the commission that earlier ones gave back.
    Worked out from the whole each time: a part on its own would be rounded, and many parts lose or make a paisa.
    """
    return fee_on(total, rate) - fee_on(total - refunded, rate) - returned


def financial_year(day: date) -> str:
    """Name the April-to-March year of a day: `2627` from 1 April 2026 to 31 March 2027."""
    first = day.year if day.month >= APRIL else day.year - 1
    return f"{first % 100:02d}{(first + 1) % 100:02d}"


def receipt_number(year: str, count: int) -> str:
    """Write a number of at most 16 characters: `R/2627/000123`."""
    return f"R/{year}/{count:06d}"
