"""The page of one house: gathered once, so that the template only draws."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlencode
from uuid import uuid4

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from portal.catalog.availability import Week, coming_weeks, strip
from portal.catalog.city_map import CityMap, draw_neighbourhood
from portal.catalog.pictures import Picture
from portal.catalog.search_form import MoveInForm
from project.booking import queries as bookings
from project.booking.rules import HOLD_MINUTES
from project.catalog import queries
from project.catalog.models import Amenity, Property, PropertyPhoto
from project.catalog.sizes import SHARE_SIZES, STAGE_SIZES
from project.content.queries import HouseStory, house_story
from project.kernel import clock

if TYPE_CHECKING:
    from project.catalog.queries import PricedUnitType


@dataclass(frozen=True, slots=True)
class Offer:
    """One room type with its price, when one of its rooms is free, and how many people wait for one."""

    unit_type: PricedUnitType
    free: int
    next_free: date | None
    weeks: list[Week]
    key: str
    waiting: int = 0

    @property
    def sheet(self) -> str:
        """The name by which the page points to it."""
        return f"room-{self.unit_type.public_id}"


@dataclass(frozen=True, slots=True)
class HousePage:
    """A published house as everybody sees it on one day."""

    house: Property
    move_in: date
    form: forms.Form
    offers: list[Offer]
    pictures: list[Picture] = field(default_factory=list)
    share_picture: Picture | None = None
    amenities: list[Amenity] = field(default_factory=list)
    story: HouseStory | None = None
    map: CityMap | None = None

    @property
    def from_rent_paise(self) -> int | None:
        """The lowest rent of all offers."""
        return min((offer.unit_type.rent_paise for offer in self.offers), default=None)

    @property
    def free(self) -> int:
        """How many units are free on the chosen day."""
        return sum(offer.free for offer in self.offers)

    @property
    def next_free(self) -> date | None:
        """The first day on which anything is free."""
        return min((offer.next_free for offer in self.offers if offer.next_free), default=None)

    @property
    def hold_minutes(self) -> int:
        """How long a hold lasts."""
        return HOLD_MINUTES

    @property
    def crumbs(self) -> list[dict[str, str]]:
        """The way back: all rooms, this locality."""
        search = reverse("room_search")
        place = self.house.locality.name
        return [
            {"label": _("Rooms"), "url": search},
            {"label": place, "url": f"{search}?{urlencode({'q': place})}"},
            {"label": self.house.name, "url": ""},
        ]

    @property
    def rules(self) -> list[str]:
        """The house's rules, from the office and from its own page, each once."""
        told = self.story.rules if self.story else []
        return list(dict.fromkeys([*self.house.house_rules, *told]))


def booking_panel(house: Property, query: QueryDict) -> HousePage:
    """Only what the booking panel needs: the day, the offers, what is free."""
    today = clock.today(house.time_zone)
    form = MoveInForm(query if "move_in" in query else None, initial={"move_in": today}, today=today)
    move_in = (form.is_valid() and form.cleaned_data["move_in"]) or today
    return HousePage(house, move_in, form, house_offers(house, move_in, today))


def house_page(house: Property, query: QueryDict) -> HousePage:
    """The whole page."""
    story = house_story(house)
    shown = queries.gallery(house, [*STAGE_SIZES, *SHARE_SIZES])
    return replace(
        booking_panel(house, query),
        pictures=[*gallery_pictures(shown), *story_pictures(story, {place.photo_id for place in shown})],
        share_picture=Picture.of(shown[0].photo, SHARE_SIZES) if shown else None,
        amenities=list(house.amenities.all()),
        story=story,
        map=draw_neighbourhood(house),
    )


def gallery_pictures(shown: list[PropertyPhoto]) -> list[Picture]:
    """The gallery in the landlord's order."""
    pictures = [Picture.of(place.photo, STAGE_SIZES, caption=caption_of(place)) for place in shown]
    return [picture for picture in pictures if picture]


def story_pictures(story: HouseStory | None, already: set[int]) -> list[Picture]:
    """The pictures of the house's own page that are not in the gallery yet."""
    told = [picture for picture in (story.pictures if story else []) if picture.photo.pk not in already]
    photos = queries.photos_with_sizes([picture.photo.pk for picture in told], STAGE_SIZES) if told else {}
    pictures = [Picture.of(photos[picture.photo.pk], STAGE_SIZES, caption=picture.caption) for picture in told]
    return [picture for picture in pictures if picture]


def caption_of(place: PropertyPhoto) -> str:
    """What a gallery photo shows: the room type it belongs to, if any."""
    return place.unit_type.name if place.unit_type else ""


def house_offers(house: Property, move_in: date, today: date) -> list[Offer]:
    """The room types with rates and availability: five queries, however many there are.

    What somebody waits for is not free to anybody else, also in the moment before it is offered.
    """
    unit_types = list(queries.offers(move_in).filter(property=house))
    ids = [unit_type.pk for unit_type in unit_types]
    free = bookings.free_units_by_type(ids, move_in)
    next_free = bookings.next_free_dates(ids)
    weeks = bookings.free_units_by_day(ids, coming_weeks(today))
    lines = bookings.lines_of(ids)
    return [
        Offer(
            unit_type=unit_type,
            free=0 if unit_type.pk in lines else free.get(unit_type.pk, 0),
            next_free=next_free.get(unit_type.pk),
            weeks=strip(weeks[unit_type.pk], move_in),
            key=str(uuid4()),
            waiting=lines.get(unit_type.pk, 0),
        )
        for unit_type in unit_types
    ]
