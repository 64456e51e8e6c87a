"""What search engines read about a house (schema.org)."""

import json
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from portal.catalog.city_map import point_of
from portal.catalog.house_page import HousePage, Offer


def structured_data(request: HttpRequest, page: HousePage) -> SafeString:
    """The description as it stands in a script element: no character in it can end the element."""
    text = json.dumps(describe_house(request, page), ensure_ascii=False)
    for character in "<>&":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return mark_safe(text)


def describe_house(request: HttpRequest, page: HousePage) -> dict[str, Any]:
    """A house as schema.org's LodgingBusiness, with the rent of each room type."""
    house = page.house
    address = request.build_absolute_uri(request.path)
    latitude, longitude = point_of(house)
    return {
        "@context": "https://schema.org",
        "@type": "LodgingBusiness",
        "@id": address,
        "url": address,
        "name": house.name,
        "description": house.summary,
        "address": {
            "@type": "PostalAddress",
            "streetAddress": house.address,
            "addressLocality": f"{house.locality.name}, {house.locality.city}",
            "postalCode": house.pin_code,
            "addressCountry": "IN",
        },
        "geo": {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude},
        "image": [request.build_absolute_uri(picture.full_url) for picture in page.pictures[:3]],
        "makesOffer": [describe_offer(offer) for offer in page.offers],
    }


def describe_offer(offer: Offer) -> dict[str, Any]:
    """One room type with its rent a month."""
    rupees = f"{offer.unit_type.rent_paise / 100:.2f}"
    return {
        "@type": "Offer",
        "name": offer.unit_type.name,
        "availability": f"https://schema.org/{'InStock' if offer.free else 'SoldOut'}",
        "priceSpecification": {
            "@type": "UnitPriceSpecification",
            "price": rupees,
            "priceCurrency": "INR",
            "unitCode": "MON",
        },
    }
