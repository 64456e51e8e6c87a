"""A small map drawn by ourselves: no tiles, no strangers told where people look."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians

from portal.catalog.bengaluru import LAKES, METRO, OUTER_RING, PARKS, ROADS, Point
from portal.catalog.cards import HouseCard
from portal.templatetags.nivas import money
from project.catalog.models import Locality, Property

WIDTH, HEIGHT = 480, 560
# Degrees of latitude: closer than this, streets would be needed to make sense of it.
LEAST_SPAN = 0.045
MARGIN = 0.16
PIN_HEIGHT = 30
LEAST_PIN = 30
LABEL_DROP = 18
LETTER = 8
CITY: Point = (12.9600, 77.6200)


@dataclass(frozen=True, slots=True)
class Blob:
    """A lake or a park."""

    x: float
    y: float
    rx: float
    ry: float


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a locality where it lies."""

    x: float
    y: float
    text: str

    def is_under(self, pin: "Pin") -> bool:
        """True when the flag would cover part of the name."""
        half = LETTER * len(self.text) / 2 + (pin.width or LEAST_PIN) / 2
        return abs(self.x - pin.x) < half and pin.top - 4 < self.y < pin.y + 14


@dataclass(slots=True)
class Pin:
    """A house's price where the house stands, or a little higher when another stands there."""

    x: float
    y: float
    width: float
    text: str
    name: str
    anchor: str

    @property
    def left(self) -> float:
        """The left edge of the flag."""
        return round(self.x - self.width / 2, 1)

    @property
    def top(self) -> float:
        """The upper edge of the flag."""
        return round(self.y - PIN_HEIGHT - 6, 1)

    def covers(self, other: "Pin") -> bool:
        """True when two flags would lie on each other."""
        near = abs(self.x - other.x) < (self.width + other.width) / 2 + 3
        return near and abs(self.y - other.y) < PIN_HEIGHT + 3


@dataclass(frozen=True, slots=True)
class CityMap:
    """Everything `_map.html` draws."""

    width: int
    height: int
    ring: str
    roads: list[str]
    metro: list[str]
    lakes: list[Blob]
    parks: list[Blob]
    labels: list[Label]
    pins: list[Pin]


@dataclass(frozen=True, slots=True)
class View:
    """The part of the city that is shown, and how it comes onto the paper."""

    centre: Point
    scale: float

    @classmethod
    def around(cls, points: Sequence[Point], width: int, height: int) -> "View":
        """Show all points with room around them."""
        if not points:
            return cls(CITY, height / 0.2)
        south, north = min(p[0] for p in points), max(p[0] for p in points)
        west, east = min(p[1] for p in points), max(p[1] for p in points)
        centre = ((south + north) / 2, (west + east) / 2)
        tall = max(north - south, LEAST_SPAN) * (1 + 2 * MARGIN)
        wide = max((east - west) * shrink(centre), LEAST_SPAN * width / height) * (1 + 2 * MARGIN)
        return cls(centre, min(height / tall, width / wide))

    def place(self, point: Point, width: int, height: int) -> tuple[float, float]:
        """Where a point falls on the paper."""
        x = width / 2 + (point[1] - self.centre[1]) * shrink(self.centre) * self.scale
        y = height / 2 - (point[0] - self.centre[0]) * self.scale
        return round(x, 1), round(y, 1)


def shrink(centre: Point) -> float:
    """How much shorter a degree of longitude is here than one of latitude."""
    return cos(radians(centre[0]))


def draw_map(cards: Iterable[HouseCard]) -> CityMap:
    """The map beside search results: every house with its lowest rent."""
    shown = [card for card in cards if card.house.latitude is not None]
    view = View.around([point_of(card.house) for card in shown], WIDTH, HEIGHT)
    pins = spread([pin(view, card) for card in shown])
    return sheet(view, WIDTH, HEIGHT, {card.house.locality for card in shown}, pins)


def draw_neighbourhood(house: Property, width: int = 640, height: int = 320) -> CityMap:
    """The map on a house's own page: one pin, and what lies around it."""
    view = View.around([point_of(house)], width, height)
    x, y = view.place(point_of(house), width, height)
    return sheet(view, width, height, {house.locality}, [Pin(x, y, 0, "", house.name, "")])


def sheet(view: View, width: int, height: int, localities: Iterable[Locality], pins: list[Pin]) -> CityMap:
    """Put city, names and pins onto paper of this size."""
    return CityMap(
        width=width,
        height=height,
        ring=path(view, OUTER_RING, width, height),
        roads=[path(view, road, width, height) for road in ROADS],
        metro=[path(view, line, width, height) for line in METRO],
        lakes=[blob(view, lake, width, height) for lake in LAKES],
        parks=[blob(view, park, width, height) for park in PARKS],
        labels=free_labels(view, width, height, localities, pins),
        pins=pins,
    )


def free_labels(view: View, width: int, height: int, localities: Iterable[Locality], pins: list[Pin]) -> list[Label]:
    """The names that no flag would cover, a little below where the locality lies."""
    labels = []
    for place in localities:
        x, y = view.place(point_of(place), width, height)
        label = Label(x, round(y + LABEL_DROP, 1), place.name)
        if not any(label.is_under(pin) for pin in pins):
            labels.append(label)
    return labels


def point_of(thing: Property | Locality) -> Point:
    """Latitude and longitude as numbers to draw with. What is published has both: the database sees to it."""
    if thing.latitude is None or thing.longitude is None:
        raise ValueError(f"{thing} is nowhere on the map.")
    return float(thing.latitude), float(thing.longitude)


def path(view: View, points: Sequence[Point], width: int, height: int) -> str:
    """A road as the `d` of a path: straight in the middle of each piece, bent around the corners."""
    placed = [view.place(point, width, height) for point in points]
    bends = [f"Q{x} {y} {middle((x, y), after)}" for (x, y), after in pairwise(placed[1:])]
    return f"M{placed[0][0]} {placed[0][1]}L{middle(*placed[:2])}{''.join(bends)}L{placed[-1][0]} {placed[-1][1]}"


def middle(one: tuple[float, float], other: tuple[float, float]) -> str:
    """Half-way between two places."""
    return f"{(one[0] + other[0]) / 2:.1f} {(one[1] + other[1]) / 2:.1f}"


def blob(view: View, shape: tuple[Point, Point], width: int, height: int) -> Blob:
    """A lake or park as an ellipse."""
    centre, (half_height, half_width) = shape
    x, y = view.place(centre, width, height)
    return Blob(x, y, round(half_width * shrink(centre) * view.scale, 1), round(half_height * view.scale, 1))


def pin(view: View, card: HouseCard) -> Pin:
    """One house's flag."""
    x, y = view.place(point_of(card.house), WIDTH, HEIGHT)
    text = money(card.from_rent_paise)
    return Pin(x, y, 18 + 8.2 * len(text), text, card.house.name, f"house-{card.house.public_id}")


def spread(pins: list[Pin]) -> list[Pin]:
    """Lift flags that would cover each other, the northern ones first, and keep all on the paper."""
    placed: list[Pin] = []
    for flag in sorted(pins, key=lambda flag: flag.y):
        flag.x = min(max(flag.x, flag.width / 2 + 4), WIDTH - flag.width / 2 - 4)
        for _attempt in range(len(pins)):
            other = next((other for other in placed if flag.covers(other)), None)
            if other is None:
                break
            flag.y = other.y + PIN_HEIGHT + 4
        placed.append(flag)
    return placed
