"""What an event moves: the topics that pages watch, and whose houses it is about."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from project.booking import queries as booking
from project.catalog import queries as catalog
from project.events.registry import EventRecord

SUBJECT = "booking:"
# A field of a payload names the topic that its event moves.
TOPICS = {
    "person": "me",
    "tenant": "me",
    "booking": "booking",
    "conversation": "conversation",
    "unit_type": "line",
}
# A person's bell is nobody's business in the back office.
NOT_FOR_THE_OFFICE = ("alert.",)


@dataclass(frozen=True, slots=True)
class Move:
    """What one event moves. `mark` is its message, which a nudge may already have told."""

    position: int
    topics: frozenset[str]
    mark: str = ""
    house: str | None = None
    is_for_office: bool = True


def moves_of(events: Iterable[EventRecord]) -> list[Move]:
    """What each of a batch of events moves; two questions to the database, however many there are."""
    events = list(events)
    bookings = booking.whereabouts_of({key for event in events if (key := booking_of(event.payload))})
    unit_types = catalog.properties_of_unit_types(
        {
            event.payload["unit_type"]
            for event in events
            if "unit_type" in event.payload and not event.payload.get("booking")
        }
    )
    return [_move(event, bookings, unit_types) for event in events]


def booking_of(payload: dict[str, Any]) -> str:
    """The booking that an event is about, also when it is about its money; empty for none."""
    subject = payload.get("subject") or ""
    return payload.get("booking") or (subject.removeprefix(SUBJECT) if subject.startswith(SUBJECT) else "")


def _move(event: EventRecord, bookings: dict[str, booking.Whereabouts], unit_types: dict[str, UUID]) -> Move:
    payload = event.payload
    topics = {f"{topic}.{payload[field]}" for field, topic in TOPICS.items() if payload.get(field)}
    where = bookings.get(booking_of(payload))
    if where:
        topics |= {f"booking.{where.booking}", f"me.{where.tenant}"}
    house = payload.get("property") or (where.property if where else unit_types.get(payload.get("unit_type", "")))
    return Move(
        position=event.position,
        topics=frozenset(topics),
        mark=payload.get("message", ""),
        house=str(house) if house else None,
        is_for_office=not event.type.startswith(NOT_FOR_THE_OFFICE),
    )
