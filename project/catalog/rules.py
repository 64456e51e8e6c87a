"""Pure decisions about what is offered."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Gap(StrEnum):
    """What a property still lacks before it can be shown to the public."""

    ADDRESS = "address"
    POINT = "point"
    SUMMARY = "summary"
    PHOTO = "photo"
    OFFER = "offer"
    RATE = "rate"


@dataclass(frozen=True, slots=True)
class Readiness:
    """What is there already, as the landlord entered it."""

    address: str
    has_point: bool
    summary: str
    photos: int
    offers: int
    offers_without_rate: int


def publishing_gaps(house: Readiness) -> list[Gap]:
    """Everything that is missing, all at once, so that nobody has to try again and again."""
    return list(_gaps(house))


def _gaps(house: Readiness) -> Iterator[Gap]:
    if not house.address.strip():
        yield Gap.ADDRESS
    if not house.has_point:
        yield Gap.POINT
    if not house.summary.strip():
        yield Gap.SUMMARY
    if not house.photos:
        yield Gap.PHOTO
    if not house.offers:
        yield Gap.OFFER
    if house.offers_without_rate:
        yield Gap.RATE


def begins_in_the_past(from_date: date, today: date) -> bool:
    """Whether a rate would change what people were already shown."""
    return from_date < today
