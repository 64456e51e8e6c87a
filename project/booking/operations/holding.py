"""Holding a unit: the one door into the inventory, and the one that everybody comes through at once."""

from collections.abc import Callable
from datetime import date
from typing import NoReturn
from uuid import UUID

from django.db import IntegrityError
from django.utils.translation import gettext_lazy as _

from project.booking.claim import Asked, Sight, take, take_at_once
from project.booking.models import Booking
from project.booking.operations.ending import lapse_hold
from project.booking.operations.seeing import refuse_what_is_not_offered, see
from project.booking.rush import is_likely_full, note_full
from project.identity.models import User
from project.kernel.errors import Refusal
from project.kernel.formats import format_money
from project.kernel.money import Money
from project.kernel.transactions import outside_transaction
from project.kernel.triggers import constraint_name

# Only a person's other tab can break the first two, and only who joins the line in the same moment the third.
BROKEN_BY_ANOTHER = {
    "booking_key_is_used_once_by_a_person", "booking_person_has_one_running_hold", "hold_never_jumps_the_line",
}  # fmt: skip


class FullyBooked(Refusal):
    """Every unit of this type is taken, held or blocked then, or somebody stands in line for it."""

    code = "fully_booked"
    message = _("%(unit_type)s is fully booked from that day.")


class HoldAlreadyRunning(Refusal):
    """The person holds another unit; `booking` is its public id."""

    code = "hold_already_running"
    message = _("You are holding another room. Pay for it or let it go first.")


class KeyReused(Refusal):
    """The idempotency key was sent before with another unit type or day."""

    code = "key_reused"
    message = _("This form was already used for another request. Load the page again.")
    status = 422


class PriceChanged(Refusal):
    """The deposit is no longer what the page showed; the data has the new amounts."""

    code = "price_changed"
    message = _("The price has changed. The deposit is now %(deposit)s and the rent %(rent)s a month.")


# Outside, because the claim is a transaction by itself: no lock is held over a round trip.
@outside_transaction()
def hold_unit(
    *,
    by: User,
    unit_type_id: UUID,
    move_in: date,
    idempotency_key: UUID,
    expected_deposit_paise: int | None = None,
    property_slug: str | None = None,
) -> Booking:
    """Hold a free unit of a type for ten minutes, open-ended from `move_in`, at today's price.

    The same key with the same request gives the same booking again, whatever became of it. One statement takes a unit
    when nothing speaks against it; one read decides almost every refusal, so a sold-out answer opens no writing
    transaction.

    Raises: NotOffered (also when the type is not of the property of that slug); MoveInOutOfRange; KeyReused;
    HoldAlreadyRunning; PriceChanged when `expected_deposit_paise` is not the deposit any more; FullyBooked.
    Locks: one unit, then the run-out hold it supersedes.
    """
    asked = Asked(by.pk, by.public_id, unit_type_id, move_in, idempotency_key, expected_deposit_paise, property_slug)
    try:
        return _take_at_once(asked) or _look_and_take(asked)
    except FullyBooked:
        note_full(asked.unit_type)
        raise


def _take_at_once(asked: Asked) -> Booking | None:
    return None if is_likely_full(asked.unit_type) else _unless_refused(take_at_once, asked)


def _look_and_take(asked: Asked) -> Booking:
    sight, same = _look(asked)
    if same is not None:
        return same
    if sight.own_hold is not None:
        # In a transaction of its own, so that a claim never waits for a second unit: two people who each claim
        # what the other let run out would block each other.
        lapse_hold(booking_id=sight.own_hold)
    return _unless_refused(take, asked) or _too_late(asked)


def _unless_refused(claim: Callable[[Asked], Booking | None], asked: Asked) -> Booking | None:
    """None, too, when another tab of the same person, or the line, was faster: the claim was undone as a whole."""
    try:
        return claim(asked)
    except IntegrityError as error:
        if constraint_name(error) not in BROKEN_BY_ANOTHER:
            raise
        return None


def _too_late(asked: Asked) -> Booking:
    """What was free at the look is gone: answer as if this request had come a moment later."""
    sight, same = _look(asked)
    if same is None:
        raise FullyBooked(unit_type=sight.unit_type_name)
    return same


def _look(asked: Asked) -> tuple[Sight, Booking | None]:
    """What stands against the request is raised; the booking, when the same request came before."""
    sight = see(asked)
    if sight.same_key is not None:
        return sight, _same_again(asked, sight, sight.same_key)
    _refuse(asked, sight)
    return sight, None


def _refuse(asked: Asked, sight: Sight) -> None:
    """Say no to what one look shows to be impossible; the claim itself decides the rest."""
    refuse_what_is_not_offered(sight, asked.move_in)
    if sight.own_hold_runs:
        raise HoldAlreadyRunning(booking=sight.own_hold_public_id)
    if asked.expected_deposit_paise not in {None, sight.deposit_paise}:
        _refuse_price(sight)
    if not sight.is_free:
        raise FullyBooked(unit_type=sight.unit_type_name)


def _refuse_price(sight: Sight) -> NoReturn:
    deposit, rent = Money(sight.deposit_paise or 0), Money(sight.rent_paise or 0)
    raise PriceChanged(
        deposit=format_money(deposit), rent=format_money(rent), deposit_paise=deposit.paise, rent_paise=rent.paise
    )


def _same_again(asked: Asked, sight: Sight, booking_id: int) -> Booking:
    if (sight.same_key_unit_type, sight.same_key_move_in) != (sight.unit_type, asked.move_in):
        raise KeyReused
    return Booking.objects.get(pk=booking_id)
