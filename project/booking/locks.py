"""The only row locks of the booking domain, in the one order: unit, then booking, then a place in the line (then payment).

All are NO KEY locks: nothing here changes a key, and a stronger lock would make foreign keys wait.
"""

from collections.abc import Iterator

from django.db.models import Case, F, QuerySet, Value, When

from project.booking.models import Booking, Occupancy, Unit, WaitlistEntry


def lock_unit(unit_id: int) -> Unit:
    """Hold one unit until the transaction ends."""
    return Unit.objects.select_for_update(no_key=True).get(pk=unit_id)


def lock_unit_unless_taken(unit_id: int) -> Unit | None:
    """Hold one unit, or None when somebody is busy with it: they will see to what follows."""
    return Unit.objects.select_for_update(no_key=True, skip_locked=True).filter(pk=unit_id).first()


def lock_entry(entry_id: int) -> WaitlistEntry:
    """Hold one place in a line; after unit and booking."""
    return _entries().get(pk=entry_id)


def lock_line(entries: QuerySet[WaitlistEntry], most: int) -> Iterator[WaitlistEntry]:
    """Hold the first places of a line, one after the other: who waited for a lock and lost it is left out."""
    for entry_id in list(entries.values_list("pk", flat=True)[:most]):
        entry = _entries().filter(pk=entry_id, state="waiting").first()
        if entry is not None:
            yield entry


def lock_booking(booking_id: int) -> Booking:
    """Hold a booking's unit and then the booking, with all it refers to.

    Late money may have moved it to another unit while we waited; then that one is locked too.
    """
    while True:
        unit_id = Booking.objects.values_list("unit_id", flat=True).get(pk=booking_id)
        lock_unit(unit_id)
        booking = _bookings().get(pk=booking_id)
        if booking.unit_id == unit_id:
            return booking


def lock_hold_on(unit: Unit) -> Booking | None:
    """Hold the booking that holds a unit which the caller has locked; None when nobody does."""
    return _bookings().filter(unit=unit, state="held").first()


def lock_lapsed_booking(booking_id: int) -> Booking:
    """Hold a booking that stands on no unit; a unit for it is locked before."""
    return _bookings().get(pk=booking_id)


def lock_free_unit_for(booking_id: int) -> Unit | None:
    """Hold a unit that a lapsed booking could have, rather its old one; None when there is none.

    Like the claim: first what nobody is taking, then whatever remains after waiting.
    """
    lapsed = Booking.objects.get(pk=booking_id)
    free = Unit.objects.filter(unit_type=lapsed.unit_type_id).free(lapsed.move_in)
    own_first = Case(When(pk=lapsed.unit_id, then=Value(0)), default=Value(1))
    at_once = free.select_for_update(no_key=True, skip_locked=True)
    found = at_once.order_by(own_first, F("held_until").asc(nulls_first=True), "pk").first()
    return found or free.select_for_update(no_key=True).order_by("pk").first()


def lock_block(occupancy_id: int) -> Occupancy | None:
    """Hold a block's unit and then the block; None when it is gone."""
    block = Occupancy.objects.filter(pk=occupancy_id, kind="blocked").first()
    if block is None:
        return None
    lock_unit(block.unit_id)
    return Occupancy.objects.select_for_update(no_key=True).filter(pk=occupancy_id, kind="blocked").first()


def _entries() -> QuerySet[WaitlistEntry]:
    related = WaitlistEntry.objects.select_related("tenant", "unit_type__property", "offer")
    return related.select_for_update(no_key=True, of=("self",))


def _bookings() -> QuerySet[Booking]:
    related = Booking.objects.select_related("tenant", "unit__room", "unit_type__property__landlord")
    return related.select_for_update(no_key=True, of=("self",))
