"""Pages of houses: each function makes the smallest valid thing, through the operations."""

from typing import Any

from project.catalog.models import Property
from project.content.models import HousePage
from project.content.operations import open_landlord_space, write_house_page
from tests.factories.catalog import create_photo
from tests.factories.identity import create_administrator


def create_house_page(house: Property, *, live: bool = True, body: list[tuple[str, Any]] | None = None) -> HousePage:
    """A page in the landlord's own subtree; live unless it is a draft."""
    open_landlord_space(landlord=house.landlord)
    story = body or [("story", {"heading": "Mornings", "text": "<p>The terrace gets the first sun.</p>"})]
    return write_house_page(house=house, body=story, by=create_administrator(), live=live)


def full_body() -> list[tuple[str, Any]]:
    """One of every block."""
    return [
        ("story", {"heading": "Mornings", "text": "<p>The terrace gets the first sun.</p>"}),
        ("gallery", [{"photo": create_photo("Terrace"), "caption": "From the terrace"}]),
        ("rules", {"rules": ["Shoes stay at the door."]}),
        (
            "neighbourhood",
            {"text": "<p>Under rain trees.</p>", "nearby": [{"name": "Metro", "minutes": 9, "by": "walk"}]},
        ),
    ]
