"""Everything that changes a booking or the inventory. One module per idea; callers import from here."""

from project.booking.operations.blocking import BlockNotPossible, UnitTaken, block_unit, unblock_unit
from project.booking.operations.ending import NotCancellable, cancel_booking, lapse_hold
from project.booking.operations.holding import (
    FullyBooked,
    HoldAlreadyRunning,
    KeyReused,
    MoveInOutOfRange,
    NotOffered,
    PriceChanged,
    hold_unit,
)
from project.booking.operations.paying import HoldRunOut, confirm_paid, start_payment
from project.booking.operations.staying import (
    DatesNotPossible,
    NotPossibleNow,
    TooEarly,
    change_dates,
    confirm_booking,
    record_move_in,
    record_move_out,
)
from project.booking.operations.sweeping import lapse_holds

__all__ = [
    "BlockNotPossible",
    "DatesNotPossible",
    "FullyBooked",
    "HoldAlreadyRunning",
    "HoldRunOut",
    "KeyReused",
    "MoveInOutOfRange",
    "NotCancellable",
    "NotOffered",
    "NotPossibleNow",
    "PriceChanged",
    "TooEarly",
    "UnitTaken",
    "block_unit",
    "cancel_booking",
    "change_dates",
    "confirm_booking",
    "confirm_paid",
    "hold_unit",
    "lapse_hold",
    "lapse_holds",
    "record_move_in",
    "record_move_out",
    "start_payment",
    "unblock_unit",
]
