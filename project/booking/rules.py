"""What may become of a booking, when one may move in, and what comes back: decisions without a database."""

from dataclasses import dataclass
from datetime import date
from enum import Enum

from project.kernel.money import Money

HOLD_MINUTES = 10
HORIZON_DAYS = 180

# The one table. The database's own guard is generated from it (triggers.py).
TRANSITIONS: dict[str, tuple[str, ...]] = {
    "held": ("booked", "lapsed", "cancelled"),
    "booked": ("staying", "cancelled"),
    "staying": ("left",),
    "lapsed": ("booked",),
    "left": (),
    "cancelled": (),
}


# A place in the line ends when its offer is booked, runs out or is given up; who wants to wait again joins anew.
WAITLIST_TRANSITIONS: dict[str, tuple[str, ...]] = {
    "waiting": ("offered", "left"),
    "offered": ("taken", "passed", "left"),
    "taken": (),
    "passed": (),
    "left": (),
}


def may_become(state: str, following: str) -> bool:
    """True when the machine has this step."""
    return following in TRANSITIONS[state]


class MoveInProblem(Enum):
    """Why nobody can book from this day on."""

    PAST = "past"
    TOO_FAR = "too_far"


def move_in_problem(*, move_in: date, today: date) -> MoveInProblem | None:
    """None for today up to the horizon."""
    if move_in < today:
        return MoveInProblem.PAST
    if (move_in - today).days > HORIZON_DAYS:
        return MoveInProblem.TOO_FAR
    return None


class CancellationReason(Enum):
    """Why a cancellation gives back what it gives back."""

    NOTHING_PAID = "nothing_paid"
    BEFORE_MOVE_IN = "before_move_in"
    AFTER_MOVE_IN = "after_move_in"


@dataclass(frozen=True, slots=True)
class CancellationTerms:
    """What a cancellation would give back, to be shown before it is confirmed."""

    refund: Money
    reason: CancellationReason


def cancellation_terms(*, paid: Money, move_in: date, today: date) -> CancellationTerms:
    """All of it up to the move-in day; after that the bed was kept for nothing and the deposit with it."""
    if not paid:
        return CancellationTerms(paid, CancellationReason.NOTHING_PAID)
    if today <= move_in:
        return CancellationTerms(paid, CancellationReason.BEFORE_MOVE_IN)
    return CancellationTerms(Money(0, paid.currency), CancellationReason.AFTER_MOVE_IN)


class MoneyUse(Enum):
    """What to do with money that arrived for a booking."""

    KEEP = "keep"
    ADOPT = "adopt"
    BOOK = "book"
    FIND_UNIT = "find_unit"
    REFUND = "refund"


def use_of_money(*, state: str, paid: Money, due: Money, is_known: bool, has_paid: bool) -> MoneyUse:
    """Decide on a payment: `is_known` when it is the one that paid this booking, `has_paid` when another did.

    A booking confirmed at the desk adopts the first money that comes for it.
    """
    if is_known:
        return MoneyUse.KEEP
    if has_paid or paid < due:
        return MoneyUse.REFUND
    return {
        "held": MoneyUse.BOOK,
        "lapsed": MoneyUse.FIND_UNIT,
        "booked": MoneyUse.ADOPT,
        "staying": MoneyUse.ADOPT,
    }.get(state, MoneyUse.REFUND)


def may_move_in(*, move_in: date, on: date) -> bool:
    """Nobody moves in before the day their bed is theirs."""
    return on >= move_in
