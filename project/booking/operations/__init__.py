"""Everything that changes a booking or the inventory. One module per idea; callers import from here."""

from project.booking.operations.blocking import BlockNotPossible, UnitTaken, block_unit, unblock_unit
from project.booking.operations.books import post_missing_deposits
from project.booking.operations.ending import NotCancellable, cancel_booking, lapse_hold
from project.booking.operations.holding import (
    FullyBooked,
    HoldAlreadyRunning,
    KeyReused,
    PriceChanged,
    hold_unit,
)
from project.booking.operations.paying import HoldRunOut, confirm_paid, start_payment
from project.booking.operations.refunded import follow_refund
from project.booking.operations.seeing import MoveInOutOfRange, NotOffered
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
from project.booking.operations.waiting import (
    NothingToWaitFor,
    NotWaiting,
    join_waitlist,
    leave_waitlist,
    offer_free_units,
)

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
    "NotWaiting",
    "NothingToWaitFor",
    "PriceChanged",
    "TooEarly",
    "UnitTaken",
    "block_unit",
    "cancel_booking",
    "change_dates",
    "confirm_booking",
    "confirm_paid",
    "follow_refund",
    "hold_unit",
    "join_waitlist",
    "lapse_hold",
    "lapse_holds",
    "leave_waitlist",
    "offer_free_units",
    "post_missing_deposits",
    "record_move_in",
    "record_move_out",
    "start_payment",
    "unblock_unit",
]
