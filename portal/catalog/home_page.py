"""The home page: real houses and real localities, no stock pictures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from portal.catalog.cards import HouseCard, house_cards
from portal.catalog.filters import RoomFilter
from portal.catalog.pictures import Picture
from project.catalog import queries
from project.catalog.models import Locality, Property
from project.catalog.sizes import CARD_SIZES
from project.content import queries as content

if TYPE_CHECKING:
    from project.catalog.queries import PricedUnitType

HOUSES = 6  # full rows of one, two or three
LOCALITIES = 8


@dataclass(frozen=True, slots=True)
class Place:
    """A locality with its little map and how many houses it has."""

    locality: Locality
    picture: Picture | None


@dataclass(frozen=True, slots=True)
class HomePage:
    """What a guest sees first."""

    form: Any
    words: Any
    cards: list[HouseCard]
    places: list[Place]
    notice: Any

    @property
    def windows(self) -> list[HouseCard]:
        """Three houses seen through the windows of the hero."""
        return [card for card in self.cards if card.picture][:3]


def home_page() -> HomePage:
    """Gather the home page in a fixed number of queries."""
    search = RoomFilter({}, queryset=queries.published_properties())
    return HomePage(
        form=search.form,
        words=content.home_page(),
        cards=house_cards(list(houses_to_show(search.offers)), search.offers, search.on),
        places=places_to_show(),
        notice=content.latest_notice(),
    )


def houses_to_show(offers: QuerySet[PricedUnitType]) -> QuerySet[Property]:
    """The newest houses that have something to book."""
    return queries.with_from_rent(queries.published_properties(), offers).order_by("-published_at", "name")[:HOUSES]


def places_to_show() -> list[Place]:
    """The fullest localities with their pictures."""
    places = list(queries.localities_with_homes()[:LOCALITIES])
    pictures = queries.photos_with_sizes([place.picture_id for place in places if place.picture_id], CARD_SIZES)
    return [Place(place, picture_of(place, pictures)) for place in places]


def picture_of(place: Locality, pictures: dict[int, Any]) -> Picture | None:
    """A locality's picture, if it has one."""
    photo = pictures.get(place.picture_id) if place.picture_id else None
    return Picture.of(photo, CARD_SIZES) if photo else None
