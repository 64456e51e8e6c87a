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
    IN_TIME = "in_time"
    LATE = "late"
    AFTER_MOVE_IN = "after_move_in"


@dataclass(frozen=True, slots=True)
class CancelPolicy:
    """What a house keeps of a deposit (FEATURES H11): nothing while it is free to cancel, then a part, then another."""

    free_days: int = 0
    late_percent: int = 0
    no_show_percent: int = 100


@dataclass(frozen=True, slots=True)
class CancellationTerms:
    """What a cancellation would give back and what the house keeps, to be shown before it is confirmed."""

    refund: Money
    kept: Money
    reason: CancellationReason


def cancellation_terms(*, paid: Money, move_in: date, today: date, policy: CancelPolicy) -> CancellationTerms:
    """Decide by the day: in time until `free_days` before the move-in day, late until it is over, then not shown up."""
    nothing = Money(0, paid.currency)
    if not paid:
        return CancellationTerms(nothing, nothing, CancellationReason.NOTHING_PAID)
    if (move_in - today).days >= policy.free_days:
        return CancellationTerms(paid, nothing, CancellationReason.IN_TIME)
    late = today <= move_in
    kept = _percent_of(paid, policy.late_percent if late else policy.no_show_percent)
    reason = CancellationReason.LATE if late else CancellationReason.AFTER_MOVE_IN
    return CancellationTerms(paid - kept, kept, reason)


def _percent_of(amount: Money, percent: int) -> Money:
    """Round half a paisa down: it stays with the person."""
    return Money((amount.paise * percent * 2 + 99) // 200 if percent else 0, amount.currency)


class MoneyUse(Enum):
    """What to do with money that arrived for a booking."""

    KEEP = "keep"
    ADOPT = "adopt"
    BOOK = "book"
    FIND_UNIT = "find_unit"
    REFUND = "refund"


def use_of_money(*, state: str, paid: Money, due: Money, is_known: bool, has_paid: bool) -> MoneyUse:
    """Decide on a payment: `is_known` when it paid this booking or goes back already, `has_paid` when another paid.

    `paid` is what is left of it.

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
