"""What to offer somebody who came too late: close in time, in money, and on the map."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID, uuid4

from django.db.models import Q, QuerySet

from project.booking.queries.availability import next_free_dates, unit_types_free_on
from project.booking.rules import move_in_problem
from project.catalog.queries import offers
from project.kernel import clock

if TYPE_CHECKING:
    from project.catalog.models import UnitType

# About four kilometres: further away is another part of the city.
AROUND = Decimal("0.04")
MOST_COMPARED = 200
OF_EACH_KIND = 2


class Nearness(Enum):
    """In what an alternative is close to what was asked for."""

    DATE = "date"
    PRICE = "price"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class Alternative:
    """A unit type that could be held instead; `key` is ready for the form that does it."""

    near: Nearness
    unit_type_id: UUID
    unit_type: str
    property: str
    slug: str
    locality: str
    move_in: date
    rent_paise: int
    deposit_paise: int
    key: UUID = field(default_factory=uuid4)


class Place(NamedTuple):
    """Where a unit type is and what it costs: as much as it takes to compare two hundred."""

    unit_type: int
    house: int
    latitude: Decimal | None
    longitude: Decimal | None
    rent_paise: int


def alternatives(*, unit_type: int | UUID, move_in: date) -> list[Alternative]:
    """What could be held instead of a unit type that is full from a day.

    Itself later, then the nearest houses, then the nearest rents. Empty for a type that nobody offers.
    """
    which = {"public_id": unit_type} if isinstance(unit_type, UUID) else {"pk": unit_type}
    asked = _offers(move_in).filter(**which).first()
    if asked is None:
        return []
    here = _place_of(asked)
    nearest = sorted(_free_around(asked, move_in), key=lambda there: (_distance(here, there), _difference(here, there)))
    by_place = nearest[:OF_EACH_KIND]
    by_price = sorted(nearest[OF_EACH_KIND:], key=lambda there: _difference(here, there))[:OF_EACH_KIND]
    nearness = {there.unit_type: Nearness.PLACE for there in by_place}
    nearness |= {there.unit_type: Nearness.PRICE for there in by_price}
    # Only the few that are shown are read whole.
    shown = _offers(move_in).in_bulk(list(nearness))
    instead = [_alternative(near, shown[pk], move_in) for pk, near in nearness.items() if pk in shown]
    return [*_later(asked, move_in), *instead]


def _offers(on: date) -> QuerySet[UnitType]:
    return offers(on).select_related("property__locality")


def _later(asked: UnitType, move_in: date) -> list[Alternative]:
    """The same, from the first day after which it is free, at the price of that day."""
    day = next_free_dates([asked.pk])[asked.pk]
    if day is None or day <= move_in or move_in_problem(move_in=day, today=clock.today()):
        return []
    return [_alternative(Nearness.DATE, offer, day) for offer in _offers(day).filter(pk=asked.pk)]


def _place_of(asked: UnitType) -> Place:
    house = asked.property
    return Place(asked.pk, house.pk, house.latitude, house.longitude, asked.rent_paise)  # type: ignore[attr-defined]


def _free_around(asked: UnitType, move_in: date) -> list[Place]:
    """Other types free on that day, in the same house or near it, that are for the same people."""
    house = asked.property
    near = Q(property__locality=house.locality)
    if house.latitude is not None and house.longitude is not None:
        near |= Q(
            property__latitude__range=(house.latitude - AROUND, house.latitude + AROUND),
            property__longitude__range=(house.longitude - AROUND, house.longitude + AROUND),
        )
    for_the_same = Q(property__gender_policy__in={house.gender_policy, "anyone"})
    free = offers(move_in).filter(near, for_the_same, pk__in=unit_types_free_on(move_in)).exclude(pk=asked.pk)
    columns = ("pk", "property_id", "property__latitude", "property__longitude", "rent_paise")
    return [Place(*row) for row in free.order_by("pk").values_list(*columns)[:MOST_COMPARED]]


def _distance(here: Place, there: Place) -> Decimal:
    """Good enough to sort by: degrees, squared. A house without a point comes after those with one."""
    if here.house == there.house:
        return Decimal(-1)
    if here.latitude is None or here.longitude is None or there.latitude is None or there.longitude is None:
        return Decimal(1)
    return (here.latitude - there.latitude) ** 2 + (here.longitude - there.longitude) ** 2


def _difference(here: Place, there: Place) -> int:
    return abs(here.rent_paise - there.rent_paise)


def _alternative(near: Nearness, offer: UnitType, move_in: date) -> Alternative:
    return Alternative(
        near=near,
        unit_type_id=offer.public_id,
        unit_type=offer.name,
        property=offer.property.name,
        slug=offer.property.slug,
        locality=offer.property.locality.name,
        move_in=move_in,
        rent_paise=offer.rent_paise,  # type: ignore[attr-defined]
        deposit_paise=offer.deposit_paise,  # type: ignore[attr-defined]
    )
