"""Taking a unit off the market for some days: repair, a guest of the house, a quarantine."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from project.booking import locks
from project.booking.models import Occupancy, OccupancyKind, Unit
from project.booking.operations.paying import end_run_out_hold_on
from project.booking.operations.trail import acting
from project.booking.operations.waiting import offer_unit
from project.identity.models import User
from project.kernel.errors import Refusal
from project.kernel.transactions import transaction
from project.kernel.triggers import refusing


class UnitTaken(Refusal):
    """Somebody has the unit on one of these days, or it is blocked already."""

    code = "unit_taken"
    message = _("Somebody else has this unit on some of these days.")


class BlockNotPossible(Refusal):
    """No reason was given, or the end is not after the start."""

    code = "block_not_possible"
    message = _("Give a reason, and an end after the start.")
    status = 422


def block_unit(*, unit: Unit, start: date, end: date | None, reason: str, by: User | None) -> Occupancy:
    """Block a unit from `start` until `end`, the first free day; None for no end.

    Raises: BlockNotPossible; UnitTaken when a hold, a booking or another block overlaps. Locks: unit.
    """
    if not reason.strip() or (end is not None and end <= start):
        raise BlockNotPossible
    with refusing({"occupancy_never_overlaps_on_a_unit": UnitTaken}), transaction(), acting(by):
        unit = locks.lock_unit(unit.pk)
        end_run_out_hold_on(unit)
        return Occupancy.objects.create(
            unit=unit, kind=OccupancyKind.BLOCKED, during=(start, end), reason=reason.strip()[:160]
        )


@transaction()
def unblock_unit(*, block: Occupancy, by: User | None) -> None:
    """Give a blocked unit back, to whoever is next in line for it; nothing happens when somebody else just did.

    Locks: unit, then the block, then a place in the line.
    """
    with acting(by):
        found = locks.lock_block(block.pk)
        if found is not None:
            found.delete()
            offer_unit(found.unit_id)
