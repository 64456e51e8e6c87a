"""Houses as cards: everything a page of them shows, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db.models import QuerySet

from portal.catalog.availability import Availability
from portal.catalog.pictures import Picture
from project.catalog import queries
from project.catalog.models import Property
from project.catalog.sizes import CARD_SIZES

if TYPE_CHECKING:
    from project.catalog.queries import PricedUnitType


@dataclass(frozen=True, slots=True)
class HouseCard:
    """One house in a list of houses."""

    house: Property
    picture: Picture | None
    offers: list[PricedUnitType]
    free: int
    first_free: date | None

    @property
    def from_rent_paise(self) -> int:
        """The lowest rent among the offers that match."""
        return min(offer.rent_paise for offer in self.offers)

    @property
    def kinds(self) -> list[str]:
        """The room types by name, without repeating one."""
        return list(dict.fromkeys(offer.name for offer in self.offers))


def house_cards(houses: Sequence[Property], offers: QuerySet[PricedUnitType], on: date) -> list[HouseCard]:
    """Cards for these houses: offers, covers with their sizes, and availability, five queries in all."""
    ids = [house.pk for house in houses]
    by_house = group_offers(offers.filter(property__in=ids))
    covers = queries.covers(ids, CARD_SIZES)
    available = Availability.read([offer.pk for group in by_house.values() for offer in group], on)
    return [card(house, by_house[house.pk], covers, available) for house in houses if by_house[house.pk]]


def group_offers(offers: Iterable[PricedUnitType]) -> dict[int, list[PricedUnitType]]:
    """Offers by house, in the landlord's order."""
    groups: dict[int, list[PricedUnitType]] = defaultdict(list)
    for offer in offers:
        groups[offer.property_id].append(offer)
    return groups


def card(house: Property, offers: list[PricedUnitType], covers: dict, available: Availability) -> HouseCard:
    """One card from what was read for all of them."""
    ids = [offer.pk for offer in offers]
    cover = covers.get(house.pk)
    return HouseCard(
        house=house,
        picture=Picture.of(cover, CARD_SIZES) if cover else None,
        offers=offers,
        free=available.free_units(ids),
        first_free=available.first_free(ids),
    )
