"""What an event moves: the topics that pages watch, and whose houses it is about."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from project.booking import queries as booking
from project.catalog import queries as catalog
from project.chat import queries as chat
from project.events.registry import EventRecord

SUBJECT = "booking:"
# A field of a payload names the topic that its event moves.
TOPICS = {
    "person": "me",
    "tenant": "me",
    "staff": "me",
    "booking": "booking",
    "conversation": "conversation",
    "unit_type": "line",
}
BELL = "alert."
# A person's bell, and what they have read, is nobody's business in the back office.
NOT_FOR_THE_OFFICE = (BELL, "chat.read")


@dataclass(frozen=True, slots=True)
class Move:
    """What one event moves. `mark` is its message, which a nudge may already have told."""

    position: int
    topics: frozenset[str]
    mark: str = ""
    house: str | None = None
    is_for_office: bool = True


class Whereabouts:
    """Where the things are that a batch of events is about: a question for each kind, however many events."""

    def __init__(self, events: Collection[EventRecord]) -> None:
        def named(field: str) -> set[str]:
            return {event.payload[field] for event in events if event.payload.get(field)}

        self._bookings = booking.whereabouts_of({key for event in events if (key := booking_of(event.payload))})
        self._unit_types = catalog.properties_of_unit_types(named("unit_type")) if named("unit_type") else {}
        self._conversations = chat.houses_of_conversations(named("conversation")) if named("conversation") else {}

    def booking(self, payload: dict[str, Any]) -> booking.Whereabouts | None:
        """Whose booking it is about, and where."""
        return self._bookings.get(booking_of(payload))

    def house(self, payload: dict[str, Any]) -> UUID | str | None:
        """The house it is about."""
        there = self.booking(payload)
        return (
            payload.get("property")
            or (there.property if there else None)
            or self._unit_types.get(payload.get("unit_type", ""))
            or self._conversations.get(payload.get("conversation", ""))
        )


def moves_of(events: Collection[EventRecord]) -> list[Move]:
    """What each of a batch of events moves."""
    where = Whereabouts(events)
    return [_move(event, where) for event in events]


def booking_of(payload: dict[str, Any]) -> str:
    """The booking that an event is about, also when it is about its money; empty for none."""
    subject = payload.get("subject") or ""
    return payload.get("booking") or (subject.removeprefix(SUBJECT) if subject.startswith(SUBJECT) else "")


def _move(event: EventRecord, where: Whereabouts) -> Move:
    payload, house = event.payload, where.house(event.payload)
    topics = {f"{topic}.{payload[field]}" for field, topic in TOPICS.items() if payload.get(field)}
    if event.type.startswith(BELL):
        # Every page has a bell: it is not asked for whatever else happens to a person.
        topics = {f"bell.{payload['person']}"}
    if there := where.booking(payload):
        topics |= {f"booking.{there.booking}", f"me.{there.tenant}"}
    return Move(
        position=event.position,
        topics=frozenset(topics),
        mark=payload.get("message", ""),
        house=str(house) if house else None,
        is_for_office=not event.type.startswith(NOT_FOR_THE_OFFICE),
    )
