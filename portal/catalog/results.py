"""A page of search results: cards, chips, map, and what to take off when nothing is left."""

from dataclasses import dataclass
from functools import cached_property

from django.core.paginator import Page, Paginator
from django.forms import BoundField
from django.http import QueryDict

from portal.catalog.cards import HouseCard, house_cards
from portal.catalog.chips import Chip, Pair, asked_pairs, chips, search_url
from portal.catalog.city_map import CityMap, draw_map
from portal.catalog.filters import RoomFilter
from portal.catalog.search_form import SORTS
from project.catalog import queries

PER_PAGE = 12
MOST_OFFERED = 6
SAY_IT_THEMSELVES = {"q", "move_in", "max_rent", "who"}


@dataclass(frozen=True, slots=True)
class WayOut:
    """A chip to take off, and how many houses there would be."""

    chip: Chip
    houses: int


class Results:
    """What `/rooms/` shows for one query string; `live` without the form, which stays as it is in the page."""

    def __init__(self, query: QueryDict, *, live: bool = False) -> None:
        self.live = live
        self.search = RoomFilter(query, queryset=queries.published_properties())
        self.page_number = query.get("page")

    @cached_property
    def page(self) -> Page[int]:
        """The keys of the houses of this page; one question gives all, so that finding a price counts them too."""
        return Paginator(list(self.search.qs.values_list("pk", flat=True)), PER_PAGE).get_page(self.page_number)

    @property
    def count(self) -> int:
        """How many houses match."""
        return self.page.paginator.count

    @cached_property
    def cards(self) -> list[HouseCard]:
        """The houses of this page as cards."""
        houses = self.search.queryset.in_bulk(keys := list(self.page))
        return house_cards([houses[key] for key in keys if key in houses], self.search.offers, self.search.on)

    @cached_property
    def chips(self) -> list[Chip]:
        """What was asked for."""
        return chips(self.search)

    @property
    def problems(self) -> list[str]:
        """What we could not understand, each once; a form drawn anew says it beside its own fields."""
        errors = self.search.form.errors.items()
        return list(dict.fromkeys(said[0] for name, said in errors if self.live or name not in SAY_IT_THEMSELVES))

    @cached_property
    def pairs(self) -> list[Pair]:
        """The search's own address, in pairs."""
        return asked_pairs(self.search)

    @property
    def url(self) -> str:
        """The address of this page of results, without empty fields."""
        page = [("page", str(self.page.number))] if self.page.number > 1 else []
        return search_url([*self.pairs, *page])

    @property
    def sorts(self) -> list[dict[str, object]]:
        """Ways to sort, each a link."""
        rest = [pair for pair in self.pairs if pair[0] != "sort"]
        chosen = self.search.asked.get("sort") or "rent"
        return [
            {
                "label": label,
                "url": search_url(rest if value == "rent" else [*rest, ("sort", value)]),
                "current": value == chosen,
            }
            for value, label in SORTS
        ]

    @property
    def choices(self) -> list[BoundField]:
        """The fields behind "More filters"."""
        return [self.search.form[name] for name in ("kind", "sharing", "amenities")]

    @cached_property
    def map(self) -> CityMap:
        """Where the houses of this page stand."""
        return draw_map(self.cards)

    @cached_property
    def ways_out(self) -> list[WayOut]:
        """When nothing matches: which chip to take off, the most helpful first."""
        found = [WayOut(chip, count_without(chip)) for chip in self.chips[:MOST_OFFERED]]
        return sorted((way for way in found if way.houses), key=lambda way: -way.houses)


def count_without(chip: Chip) -> int:
    """How many houses the search would find without this chip."""
    query = QueryDict(mutable=True)
    for name, text in chip.rest:
        query.appendlist(name, text)
    return RoomFilter(query, queryset=queries.published_properties()).qs.count()
