"""Remembers how things stood a step ago, for what can only be seen by comparing: what is over stays over, and turns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import cache

from project.booking.models import Booking, WaitlistEntry
from project.booking.rules import TRANSITIONS, WAITLIST_TRANSITIONS
from project.kernel import clock
from project.payments.rules import (
    ATTEMPT_TRANSITIONS,
    DISPUTE_TRANSITIONS,
    REFUND_TRANSITIONS,
    SUSPENSE_TRANSITIONS,
)
from tests.torture.invariants import rows

STATES = """
    SELECT 'booking', id, state FROM booking_booking UNION ALL
    SELECT 'place', id, state FROM booking_waitlistentry UNION ALL
    SELECT 'attempt', id, state FROM payments_attempt UNION ALL
    SELECT 'refund', id, state FROM payments_refund UNION ALL
    SELECT 'dispute', id, state FROM payments_dispute UNION ALL
    SELECT 'suspense', id, state FROM payments_suspenseitem
"""
MACHINES: dict[str, Mapping[str, Sequence[str] | frozenset[str]]] = {
    "booking": TRANSITIONS,
    "place": WAITLIST_TRANSITIONS,
    "attempt": ATTEMPT_TRANSITIONS,
    "refund": REFUND_TRANSITIONS,
    "dispute": DISPUTE_TRANSITIONS,
    "suspense": SUSPENSE_TRANSITIONS,
}
Thing = tuple[str, int]


@cache
def may_end_up(noun: str, state: str) -> frozenset[str]:
    """Give every state that this one may lead to, itself included."""
    reached, fresh = {state}, {state}
    while fresh:
        fresh = {after for before in fresh for after in MACHINES[noun][before]} - reached
        reached |= fresh
    return frozenset(reached)


class Witness:
    """Sees each step."""

    def __init__(self) -> None:
        self.states: dict[Thing, str] = {}

    def look(self) -> list[str]:
        """Compare with the step before and give what should not have happened."""
        now = {(noun, pk): state for noun, pk, state in rows(STATES)}
        before, self.states = self.states, now
        return [*self._went_back(before, now), *self._jumped_the_line(before, now)]

    def count(self, noun: str, *states: str) -> int:
        """How many stood in these states at the last look; in any, when none is named."""
        return sum(kind == noun and (state in states or not states) for (kind, _), state in self.states.items())

    def _went_back(self, before: dict[Thing, str], now: dict[Thing, str]) -> list[str]:
        """I10: what is final stays."""
        return [
            f"{noun} {pk} was {state} and is {now.get((noun, pk))}"
            for (noun, pk), state in before.items()
            if now.get((noun, pk)) not in may_end_up(noun, state)
        ]

    def _jumped_the_line(self, before: dict[Thing, str], now: dict[Thing, str]) -> list[str]:
        """L3: an offer goes to nobody while somebody before them could have had it."""
        offered = [pk for (noun, pk), state in now.items() if (noun, state) == ("place", "offered")]
        fresh = [pk for pk in offered if before.get(("place", pk)) != "offered"]
        return [f"place {entry.pk} was passed over for {pk}" for pk in fresh for entry in self._passed_over(pk, before)]

    def _passed_over(self, pk: int, before: dict[Thing, str]) -> list[WaitlistEntry]:
        chosen = WaitlistEntry.objects.select_related("offer__unit").get(pk=pk)
        earlier = WaitlistEntry.objects.filter(pk__lt=pk, state="waiting", unit_type=chosen.unit_type_id)
        holding = set(Booking.objects.filter(state="held").values_list("tenant", flat=True))
        free_from = chosen.offer.unit.free_from if chosen.offer else None
        return [
            entry
            for entry in earlier
            if before.get(("place", entry.pk)) == "waiting"
            and entry.tenant_id not in holding
            and (free_from is None or free_from <= max(entry.move_in, clock.today() + timedelta(days=1)))
        ]
