"""Houses, what they offer and what it costs: each function makes the smallest valid thing."""

from datetime import date
from io import BytesIO
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.text import slugify
from PIL import Image

from project.catalog.models import (
    Amenity,
    Assignment,
    Locality,
    Photo,
    Property,
    PropertyPhoto,
    Rate,
    UnitType,
)
from project.identity.models import Landlord, Membership, User
from project.kernel import clock
from tests.factories.identity import create_landlord

LONG_AGO = date(2020, 1, 1)

_numbers = count(1)


def create_locality(name: str = "Koramangala", *, aliases: tuple[str, ...] = (), **fields: Any) -> Locality:
    """A part of Bengaluru; the same name gives the same one."""
    point = {"latitude": "12.934533", "longitude": "77.626579"}
    defaults = {"slug": slugify(name), "aliases": list(aliases), **point, **fields}
    return Locality.objects.get_or_create(name=name, defaults=defaults)[0]


def create_amenity(name: str = "Wi-Fi", *, icon: str = "wifi") -> Amenity:
    """Something a house has; the same name gives the same one."""
    return Amenity.objects.get_or_create(name=name, defaults={"slug": slugify(name), "icon": icon})[0]


def create_property(name: str = "Lotus House", *, landlord: Landlord | None = None, **fields: Any) -> Property:
    """A house nobody sees yet, with address and point but without photo or offers."""
    made_up = {
        "slug": f"{slugify(name)}-{next(_numbers)}",
        "address": "14, 5th Cross",
        "pin_code": "560034",
        "latitude": "12.935200",
        "longitude": "77.624500",
        "summary": "Quiet rooms near the park.",
    }
    fields.setdefault("locality", None)
    fields["locality"] = fields["locality"] or create_locality()
    return Property.objects.create(name=name, landlord=landlord or create_landlord(), **{**made_up, **fields})


def create_unit_type(
    house: Property,
    name: str = "Bed in 2-sharing",
    *,
    rent_paise: int = 8_500_00,
    deposit_paise: int = 17_000_00,
    from_date: date = LONG_AGO,
    **fields: Any,
) -> UnitType:
    """Something to book in a house, with one rate that is in force."""
    unit_type = UnitType.objects.create(property=house, name=name, **{"sharing": 2, **fields})
    create_rate(unit_type, rent_paise=rent_paise, deposit_paise=deposit_paise, from_date=from_date)
    return unit_type


def create_rate(
    unit_type: UnitType, *, rent_paise: int = 8_500_00, deposit_paise: int = 17_000_00, from_date: date = LONG_AGO
) -> Rate:
    """What a unit type costs from a day on, past days included."""
    return Rate.objects.create(
        unit_type=unit_type, rent_paise=rent_paise, deposit_paise=deposit_paise, from_date=from_date
    )


def picture_bytes(*, size: tuple[int, int] = (64, 48), kind: str = "PNG", **options: Any) -> bytes:
    """A small real picture of one colour."""
    written = BytesIO()
    Image.new("RGB", size, (11, 93, 102)).save(written, kind, **options)
    return written.getvalue()


def create_photo(title: str = "Front of the house", *, size: tuple[int, int] = (64, 48), **fields: Any) -> Photo:
    """A stored photo."""
    file = ContentFile(picture_bytes(size=size), name=f"{slugify(title)}.png")
    return Photo.objects.create(title=title, file=file, **fields)


def show_photo(house: Property, photo: Photo | None = None, **fields: Any) -> PropertyPhoto:
    """A photo in a house's gallery."""
    return PropertyPhoto.objects.create(property=house, photo=photo or create_photo(), **fields)


@transaction.atomic
def create_published_property(
    name: str = "Lotus House", *, rent_paise: int = 8_500_00, with_photo: bool = False, **fields: Any
) -> Property:
    """A house everybody sees, with one bed type to book. Ask for a photo only where the test looks at it."""
    house = create_property(name, **fields)
    create_unit_type(house, rent_paise=rent_paise)
    if with_photo:
        show_photo(house)
    house.is_published, house.published_at = True, clock.now()
    house.save(update_fields=["is_published", "published_at"])
    return house


def assign(worker: User, house: Property) -> Assignment:
    """Let a manager or mess staff work at a house of their landlord."""
    membership = Membership.objects.get(user=worker, landlord=house.landlord)
    return Assignment.objects.create(membership=membership, property=house)
