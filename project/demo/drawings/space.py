"""A room as the eye sees it from its open end: metres in, picture points out, solids shaded by where they face."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from project.demo.dice import Dice
from project.demo.drawings import colour as colours
from project.demo.drawings.canvas import Box, Canvas, Pen, Point
from project.demo.drawings.colour import Colour, fade

Spot = tuple[float, float, float]  # metres: right, away from the eye, up

FOCUS, DISTANCE = 850.0, 2.75
HORIZON, MIDDLE = 372.0, 600.0


@dataclass(frozen=True)
class RoomPalette:
    """The colours one room is furnished in."""

    wall: Colour
    accent: Colour
    floor: Colour
    wood: Colour
    cloth: Colour
    spread: Colour
    metal: Colour


@dataclass(frozen=True)
class Daylight:
    """What comes in at the window, and what it does to the colours inside."""

    name: str
    sky: tuple[Colour, Colour]
    tint: Colour
    beam: Colour
    strength: float
    lamps: bool


@dataclass
class Interior:
    """One room being drawn."""

    canvas: Canvas
    rng: Dice
    paint: RoomPalette
    light: Daylight
    width: float
    depth: float
    height: float
    eye: float  # how far right the eye stands, in metres
    eye_height: float = 1.62
    lamps: list[tuple[Point, float]] = field(default_factory=list)

    def place(self, spot: Spot) -> Point:
        """Where a point of the room falls in the picture."""
        x, y, z = spot
        scale = FOCUS / (y + DISTANCE)
        return MIDDLE + (x - self.eye) * scale, HORIZON - (z - self.eye_height) * scale

    def scale(self, depth: float) -> float:
        """How many picture points a metre takes at this depth."""
        return FOCUS / (depth + DISTANCE)

    def ink(self, colour: Colour, factor: float = 1.0) -> Colour:
        """The colour as this light shows it, darker or lighter by `factor`."""
        return colours.tint(colours.shade(colour, factor), self.light.tint)

    def face(self, spots: Sequence[Spot], colour: Colour, *, opacity: float = 1.0) -> None:
        """Fills a flat shape given by its corners in the room."""
        self.canvas.polygon([self.place(spot) for spot in spots], fade(colour, opacity))

    def path(self, spots: Sequence[Spot], colour: Colour, width: float) -> None:
        """Draws a line through points of the room."""
        self.canvas.line([self.place(spot) for spot in spots], colour, width)

    def block(self, near: Spot, far: Spot, colour: Colour) -> None:
        """Draws a box given by its near-left-bottom and far-right-top corners."""
        (x0, y0, z0), (x1, y1, z1) = near, far
        if x0 > self.eye:
            self.face([(x0, y0, z0), (x0, y1, z0), (x0, y1, z1), (x0, y0, z1)], self.ink(colour, 0.80))
        if x1 < self.eye:
            self.face([(x1, y0, z0), (x1, y1, z0), (x1, y1, z1), (x1, y0, z1)], self.ink(colour, 0.80))
        if z1 < self.eye_height:
            self.face([(x0, y0, z1), (x1, y0, z1), (x1, y1, z1), (x0, y1, z1)], self.ink(colour, 1.10))
        elif z0 > self.eye_height:
            self.face([(x0, y0, z0), (x1, y0, z0), (x1, y1, z0), (x0, y1, z0)], self.ink(colour, 0.66))
        self.face([(x0, y0, z0), (x1, y0, z0), (x1, y0, z1), (x0, y0, z1)], self.ink(colour, 0.94))

    def cushion(self, near: Spot, far: Spot, colour: Colour, *, round_by: float = 0.12) -> None:
        """Draws a soft box with rounded corners: a mattress, a pillow, a seat."""
        (x0, y0, z0), (x1, y1, z1) = near, far
        outline = _rounded(x0, y0, x1, y1, round_by)
        lower = [self.place((x, y, z0)) for x, y in outline]
        upper = [self.place((x, y, z1)) for x, y in outline]
        self.canvas.polygon(_hull(lower + upper), self.ink(colour, 0.86))
        if z1 < self.eye_height:
            self.canvas.polygon(upper, self.ink(colour, 1.08))

    def cylinder(
        self, centre: Point, low: float, high: float, radius: float, colour: Colour, *, top: float | None = None
    ) -> None:
        """Draws a round thing standing up; `top` is its radius at the top when it tapers."""
        lower = [self.place((x, y, low)) for x, y in _circle(centre, radius)]
        upper = [self.place((x, y, high)) for x, y in _circle(centre, radius if top is None else top)]
        self.canvas.polygon(_hull(lower + upper), self.ink(colour, 0.90))
        if high < self.eye_height:
            self.canvas.polygon(upper, self.ink(colour, 1.10))

    def on_back(self, left: float, low: float, right: float, high: float, depth: float | None = None) -> Box:
        """The picture rectangle of something flat on the back wall (or standing parallel to it)."""
        depth = self.depth if depth is None else depth
        (x0, y1), (x1, y0) = self.place((left, depth, low)), self.place((right, depth, high))
        return x0, y0, x1, y1

    def light_up(self, spot: Point, radius: float) -> None:
        """Remembers a lamp, so that its glow can be laid over everything at the end."""
        self.lamps.append((spot, radius))

    def glow(self) -> None:
        """Lets each lamp that is on shine into the room."""
        if not self.lamps:
            return

        def shine(pen: Pen) -> None:
            for spot, radius in self.lamps:
                pen.disc(spot, radius, (96, 66, 30))
                pen.disc(spot, radius * 0.45, (130, 96, 52))

        self.canvas.glow(self.canvas.view, shine, blur=26)


def stripes(room: Interior, near: Spot, far: Spot, colour: Colour, *, count: int, share: float = 0.3) -> None:
    """Lay stripes across a flat top, as on a woven bedspread."""
    (x0, y0, z), (x1, y1, _) = near, far
    step = (y1 - y0) / count
    for number in range(count):
        start = y0 + step * number
        end = start + step * share
        room.face([(x0, start, z), (x1, start, z), (x1, end, z), (x0, end, z)], room.ink(colour))


def _rounded(x0: float, y0: float, x1: float, y1: float, radius: float) -> list[Point]:
    radius = min(radius, (x1 - x0) / 2, (y1 - y0) / 2)
    corners = (
        (x1 - radius, y1 - radius, 0),
        (x0 + radius, y1 - radius, 90),
        (x0 + radius, y0 + radius, 180),
        (x1 - radius, y0 + radius, 270),
    )
    return [
        (x + radius * math.cos(math.radians(start + turn)), y + radius * math.sin(math.radians(start + turn)))
        for x, y, start in corners
        for turn in (0, 18, 36, 54, 72, 90)
    ]


def _circle(centre: Point, radius: float) -> list[Point]:
    return [
        (centre[0] + radius * math.cos(turn * math.tau / 28), centre[1] + radius * math.sin(turn * math.tau / 28))
        for turn in range(28)
    ]


def _hull(points: list[Point]) -> list[Point]:
    """The outline of a set of points (Andrew's monotone chain)."""
    ordered = sorted(set(points))
    return _half_hull(ordered)[:-1] + _half_hull(ordered[::-1])[:-1]


def _half_hull(points: list[Point]) -> list[Point]:
    kept: list[Point] = []
    for x, y in points:
        while len(kept) > 1 and (kept[-1][0] - kept[-2][0]) * (y - kept[-2][1]) <= (kept[-1][1] - kept[-2][1]) * (
            x - kept[-2][0]
        ):
            kept.pop()
        kept.append((x, y))
    return kept
