"""The search: filters on houses by django-filter, filters on rooms beside them."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from portal.catalog.search_form import RoomSearchForm
from project.booking import queries as bookings
from project.catalog import queries
from project.catalog.models import Amenity, Property, PropertyKind

if TYPE_CHECKING:
    from project.catalog.queries import PricedUnitType

WHO = [("women", _("A woman")), ("men", _("A man")), ("anyone", _("A mixed group"))]
ORDERS = {"rent": ["from_rent_paise", "name"], "-rent": ["-from_rent_paise", "name"], "new": ["-published_at", "name"]}


class RoomFilter(filters.FilterSet):
    """Published houses that have at least one room the person asks for.

    Rent, sharing and move-in must hold for the *same* room type, so they narrow the offers first; a house
    is in when one offer is left, and its from-price is the lowest of those.
    """

    q = filters.CharFilter(label=_("Where"), method="filter_place", max_length=80)
    who = filters.ChoiceFilter(
        label=_("Who will live there"), choices=WHO, method="filter_who", empty_label=_("Anyone")
    )
    kind = filters.MultipleChoiceFilter(
        label=_("Kind of house"), choices=PropertyKind.choices, widget=forms.CheckboxSelectMultiple, distinct=False
    )
    food = filters.BooleanFilter(
        label=_("Food included"), field_name="includes_food", method="filter_food", widget=forms.CheckboxInput
    )
    amenities = filters.ModelMultipleChoiceFilter(
        label=_("It should have"),
        field_name="amenities__slug",
        to_field_name="slug",
        queryset=Amenity.objects.all(),
        conjoined=True,
        distinct=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Property
        form = RoomSearchForm
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet[Property]) -> QuerySet[Property]:
        """Houses that pass and still have an offer, in the order asked for."""
        for name, value in self.asked.items():
            if name in self.filters:
                queryset = self.filters[name].filter(queryset, value)
        order = ORDERS.get(self.asked.get("sort") or "rent", ORDERS["rent"])
        return queries.with_from_rent(queryset, self.offers).order_by(*order)

    @property
    def asked(self) -> dict[str, Any]:
        """What was asked for and understood; a field that was not is left out."""
        self.form.is_valid()
        return self.form.cleaned_data

    @property
    def on(self) -> date:
        """The day that rents and free rooms are asked for."""
        return self.asked.get("move_in") or self.form.today

    @cached_property
    def offers(self) -> QuerySet[PricedUnitType]:
        """The room types that would do."""
        offers = queries.offers(self.on)
        if max_rent := self.asked.get("max_rent"):
            offers = offers.filter(rent_paise__lte=max_rent * 100)
        if sharing := self.asked.get("sharing"):
            offers = offers.filter(sharing_q(sharing))
        if move_in := self.asked.get("move_in"):
            offers = offers.filter(pk__in=bookings.unit_types_free_on(move_in))
        return offers

    def filter_place(self, houses: QuerySet[Property], _name: str, place: str) -> QuerySet[Property]:
        """By locality, one of its other names, the city, or the name of the house."""
        return queries.at_place(houses, place)

    def filter_who(self, houses: QuerySet[Property], _name: str, who: str) -> QuerySet[Property]:
        """Houses open to that person: a woman may also live where anyone may."""
        return houses.filter(gender_policy__in={who, "anyone"})

    def filter_food(self, houses: QuerySet[Property], _name: str, wanted: bool) -> QuerySet[Property]:
        """Only houses that cook; an empty box asks for nothing."""
        return houses.filter(includes_food=True) if wanted else houses


def sharing_q(chosen: list[str]) -> Q:
    """Room types for one, two, three, or four and more people."""
    wanted = Q()
    for number in chosen:
        wanted |= Q(sharing__gte=4) if number == "4" else Q(sharing=int(number))
    return wanted
