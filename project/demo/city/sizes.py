"""How large a city to build."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CitySize:
    """The numbers behind one size.

    `units_each` is the mean; houses come in pairs above and below it, so that the total is exact.
    """

    name: str
    houses: int
    units_each: int
    landlords: int
    months: int
    facades: int  # how many façades are drawn; beyond that houses share them
    interiors: int  # how many drawings of each kind of room
    stories: int  # so many houses have a page of their own words, and their landlords a space
    own_pictures: bool  # every house has pictures of its own, in its landlord's collection

    @property
    def units(self) -> int:
        """How many units the whole city has, exactly."""
        return self.houses * self.units_each


SMALL = CitySize(
    "small", houses=12, units_each=23, landlords=5, months=14, facades=0, interiors=0, stories=12, own_pictures=True
)
CITY = CitySize(
    "city", houses=200, units_each=30, landlords=48, months=10, facades=60, interiors=5, stories=48, own_pictures=False
)
LARGE = CitySize(
    "large",
    houses=2_000,
    units_each=30,
    landlords=400,
    months=6,
    facades=60,
    interiors=5,
    stories=24,
    own_pictures=False,
)

SIZES = {size.name: size for size in (SMALL, CITY, LARGE)}
