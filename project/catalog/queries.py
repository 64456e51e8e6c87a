"""Reads of the catalog. What the public may see starts at `published_properties`, and only there."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, TypedDict
from uuid import UUID

from django.db.models import F, Func, OuterRef, Prefetch, Q, QuerySet, Subquery, TextField
from django.db.models.functions import Coalesce

from project.catalog.models import Locality, Photo, Property, PropertyPhoto, Rate, UnitType
from project.identity.models import Role, User

if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    class _Price(TypedDict):
        rent_paise: int
        deposit_paise: int
        notice_days: int

    class _Homes(TypedDict):
        homes: int

    PricedUnitType = WithAnnotations[UnitType, _Price]
    InhabitedLocality = WithAnnotations[Locality, _Homes]

WORKERS = (Role.LANDLORD, Role.MANAGER, Role.MESS_STAFF)
EDITORS = (Role.LANDLORD, Role.MANAGER)


def published_properties() -> QuerySet[Property]:
    """What everybody may see: the one gate of every public page."""
    return Property.objects.filter(is_published=True).select_related("locality", "landlord")


def get_published_property(slug: str) -> Property | None:
    """One house as the public sees it; None for an unknown or unpublished one."""
    return published_properties().filter(slug=slug).first()


def visible_properties(user: User) -> QuerySet[Property]:
    """Properties this person works for; an administrator sees all, a stranger none."""
    return _properties_of(user, WORKERS)


def managed_properties(user: User) -> QuerySet[Property]:
    """Properties this person may change: a landlord's all, a manager's assigned ones."""
    return _properties_of(user, EDITORS)


def properties_of_unit_types(public_ids: Iterable[str]) -> dict[str, UUID]:
    """At which houses these unit types are; what is unknown is left out."""
    rows = UnitType.objects.order_by().filter(public_id__in=public_ids)
    return {str(unit_type): house for unit_type, house in rows.values_list("public_id", "property__public_id")}


def _properties_of(user: User, roles: Iterable[Role]) -> QuerySet[Property]:
    if not user.is_authenticated or not user.is_active:
        return Property.objects.none()
    if user.is_superuser:
        return Property.objects.all()
    owned = Q(landlord__memberships__user=user, landlord__memberships__role=Role.LANDLORD)
    assigned = Q(
        assignments__membership__user=user,
        assignments__membership__role__in=[role for role in roles if role != Role.LANDLORD],
        assignments__membership__landlord=F("landlord"),
    )
    # A union, because Postgres guesses an OR of two lists to be half of all houses and reads everything in them.
    theirs = Property.objects.filter(owned).values("pk").union(Property.objects.filter(assigned).values("pk"))
    return Property.objects.filter(pk__in=theirs)


def people_managing(house: Property) -> QuerySet[User]:
    """Whoever may change this house, administrators left out: its landlord's people and the managers assigned to it."""
    landlords = Q(memberships__landlord=house.landlord_id, memberships__role=Role.LANDLORD)
    managers = Q(
        memberships__landlord=house.landlord_id,
        memberships__role=Role.MANAGER,
        memberships__assignments__property=house.pk,
    )
    return User.objects.filter(landlords | managers, is_active=True).distinct().order_by("pk")


def offers(on: date) -> QuerySet[PricedUnitType]:
    """Unit types that can be had at published properties, each with the rate in force on a day.

    Adds `rent_paise`, `deposit_paise` and `notice_days`; a type without a rate yet is not offered.
    """
    in_force = Rate.objects.filter(unit_type=OuterRef("pk"), from_date__lte=on).order_by("-from_date")
    return (
        UnitType.objects.filter(is_offered=True, property__is_published=True)
        .annotate(
            rent_paise=Subquery(in_force.values("rent_paise")[:1]),
            deposit_paise=Subquery(in_force.values("deposit_paise")[:1]),
            notice_days=Subquery(in_force.values("notice_days")[:1]),
        )
        .exclude(rent_paise=None)
    )


def current_rate(unit_type: UnitType, on: date) -> Rate | None:
    """What a unit type costs on a day; None before its first rate."""
    return current_rates([unit_type.pk], on).get(unit_type.pk)


def current_rates(unit_type_ids: Iterable[int], on: date) -> dict[int, Rate]:
    """The rate in force on a day for many unit types, in one query."""
    rates = (
        Rate.objects.filter(unit_type__in=list(unit_type_ids), from_date__lte=on)
        .order_by("unit_type_id", "-from_date")
        .distinct("unit_type_id")
    )
    return {rate.unit_type_id: rate for rate in rates}


def with_from_rent(properties: QuerySet[Property], among: QuerySet[PricedUnitType]) -> QuerySet[Property]:
    """Properties that have one of these offers, with `from_rent_paise`, the lowest of their rents."""
    cheapest = among.filter(property=OuterRef("pk")).order_by("rent_paise").values("rent_paise")[:1]
    return properties.annotate(from_rent_paise=Subquery(cheapest)).exclude(from_rent_paise=None)


def localities_matching(text: str) -> QuerySet[Locality]:
    """Localities whose name, city or one of whose other names contains the words, as people type them."""
    other_names = Func(F("aliases"), template="lower(array_to_string(%(expressions)s, ' '))", output_field=TextField())
    words = " ".join(text.split())
    return Locality.objects.annotate(other_names=other_names).filter(
        Q(name__icontains=words) | Q(city__iexact=words) | Q(other_names__contains=words.lower())
    )


def at_place(properties: QuerySet[Property], text: str) -> QuerySet[Property]:
    """Those in a locality of that name, or called so themselves."""
    if not text.strip():
        return properties
    places = localities_matching(text).values("pk")
    return properties.filter(Q(locality__in=places) | Q(name__icontains=text.strip()))


def localities_with_homes() -> QuerySet[InhabitedLocality]:
    """Localities in which somebody could live now, with `homes`, how many; the fullest first."""
    homes = (
        published_properties()
        .filter(locality=OuterRef("pk"))
        .order_by()
        .values("locality")
        .annotate(number=Func(F("pk"), function="count"))
        .values("number")
    )
    return Locality.objects.annotate(homes=Coalesce(Subquery(homes), 0)).filter(homes__gt=0).order_by("-homes", "name")


def covers(property_ids: Iterable[int], sizes: Iterable[str]) -> dict[int, Photo]:
    """The first gallery photo of each house with these sizes at hand: two queries for any number of houses."""
    firsts = (
        PropertyPhoto.objects.filter(property__in=list(property_ids))
        .order_by("property_id", "position", "id")
        .distinct("property_id")
    )
    shown = dict(firsts.values_list("property_id", "photo_id"))
    photos = photos_with_sizes(shown.values(), sizes)
    return {property_id: photos[photo_id] for property_id, photo_id in shown.items()}


def photos_with_sizes(photo_ids: Iterable[int], sizes: Iterable[str]) -> dict[int, Photo]:
    """Photos with these sizes at hand, by their id."""
    return Photo.objects.prefetch_renditions(*sizes).in_bulk(list(photo_ids))


def gallery(house: Property, sizes: Iterable[str]) -> list[PropertyPhoto]:
    """A house's photos in their order, with these sizes at hand."""
    photos = Prefetch("photo", Photo.objects.prefetch_renditions(*sizes))
    return list(house.photos.select_related("unit_type").prefetch_related(photos))
