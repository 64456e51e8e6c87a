"""A locality as a small map motif: a lake or a park, roads of three widths, a metro line. No names, no scale."""

import math
from dataclasses import dataclass

from PIL import Image

from project.demo.dice import Dice, dice_for
from project.demo.drawings.canvas import Box, Canvas, Pen, Point
from project.demo.drawings.colour import Colour, fade, mix, of

SIZE = (800, 600)
CENTRE = (400.0, 300.0)
SHADOW = of("#5B4A52")


@dataclass(frozen=True)
class MapPalette:
    """The colours one map is printed in."""

    ground: Colour
    block: Colour
    road: Colour
    park: Colour
    water: Colour
    metro: Colour


PALETTES = (
    MapPalette(of("#F1EADC"), of("#E7DCC8"), of("#FFFDF8"), of("#BFD6B0"), of("#A9D3D4"), of("#7A5AA6")),
    MapPalette(of("#EFE9E1"), of("#E9D6C6"), of("#FFFEFA"), of("#C6D8A8"), of("#9CCBD3"), of("#2F8F5B")),
    MapPalette(of("#ECEDE2"), of("#DDE1CF"), of("#FFFFFA"), of("#A9CBA3"), of("#A2D0DA"), of("#7A5AA6")),
    MapPalette(of("#F6EBDA"), of("#EED9B8"), of("#FFFCF4"), of("#C3D3A2"), of("#93C7C9"), of("#2F8F5B")),
)


def draw_locality(seed: str) -> tuple[Image.Image, Box]:
    """Draw one map motif; what matters in it is its middle."""
    rng = dice_for("locality", seed)
    paint = rng.choice(PALETTES)
    canvas = Canvas(SIZE, paint.ground)
    grain = rng.uniform(-0.5, 0.5)
    _draw_blocks(canvas, rng, paint, grain)
    water = _draw_lake(canvas, rng, paint) if rng.random() < 0.6 else None
    _draw_park(canvas, rng, paint, away_from=water)
    _draw_main_roads(canvas, rng, paint, grain)
    _draw_metro(canvas, rng, paint, grain)
    _draw_marker(canvas)
    canvas.settle()
    canvas.grain(rng, 0.03)
    return canvas.image, (280, 200, 520, 400)


def _turned(point: Point, angle: float) -> Point:
    x, y = point
    return CENTRE[0] + x * math.cos(angle) - y * math.sin(angle), CENTRE[1] + x * math.sin(angle) + y * math.cos(angle)


def _draw_blocks(canvas: Canvas, rng: Dice, paint: MapPalette, angle: float) -> None:
    """Streets are what is left between the blocks of houses."""
    y = -560.0
    while y < 560:
        high = rng.uniform(44, 86)
        x = -560 + rng.uniform(0, 60)
        while x < 560:
            wide = rng.uniform(52, 132)
            tone = mix(paint.block, paint.ground, rng.uniform(0, 0.6))
            canvas.polygon(
                [_turned(p, angle) for p in ((x, y), (x + wide, y), (x + wide, y + high), (x, y + high))], tone
            )
            _draw_houses(canvas, rng, paint, angle, (x, y, x + wide, y + high))
            x += wide + 9
        y += high + 9


def _draw_houses(canvas: Canvas, rng: Dice, paint: MapPalette, angle: float, block: Box) -> None:
    left, top, right, bottom = block
    roof = mix(paint.block, of("#8E6B52"), 0.26)
    x = left + 5
    while x < right - 13:
        wide = rng.uniform(9, 19)
        for edge in (top + 5, bottom - 5 - 13):
            if rng.random() < 0.72 and x + wide < right - 3:
                deep = rng.uniform(9, 13)
                shape = [(x, edge), (x + wide, edge), (x + wide, edge + deep), (x, edge + deep)]
                canvas.polygon([_turned((px + 1.6, py + 2), angle) for px, py in shape], fade(SHADOW, 0.16))
                canvas.polygon([_turned(p, angle) for p in shape], mix(roof, (255, 252, 244), rng.uniform(0.1, 0.6)))
        x += wide + 5


def _blob(rng: Dice, centre: Point, wide: float, high: float) -> list[Point]:
    """A smooth, lopsided outline: a circle whose radius wanders with three slow waves."""
    waves = [(number, rng.uniform(0.04, 0.17) / number**0.4, rng.uniform(0, math.tau)) for number in (2, 3, 5)]
    outline = []
    for step in range(90):
        angle = step * math.tau / 90
        far = 1 + sum(size * math.sin(number * angle + start) for number, size, start in waves)
        outline.append((centre[0] + math.cos(angle) * wide * far, centre[1] + math.sin(angle) * high * far))
    return outline


def _grown(outline: list[Point], centre: Point, factor: float) -> list[Point]:
    return [(centre[0] + (x - centre[0]) * factor, centre[1] + (y - centre[1]) * factor) for x, y in outline]


def _draw_lake(canvas: Canvas, rng: Dice, paint: MapPalette) -> Point:
    centre = rng.choice(((170.0, 180.0), (640.0, 170.0), (180.0, 450.0), (630.0, 440.0)))
    outline = _blob(rng, centre, rng.uniform(95, 140), rng.uniform(70, 105))
    canvas.polygon(_grown(outline, centre, 1.14), mix(paint.park, paint.ground, 0.15))
    _draw_trees(canvas, rng, paint, _grown(outline, centre, 1.08)[::3], spread=5)
    canvas.polygon(_grown(outline, centre, 1.02), mix(paint.water, (255, 255, 255), 0.55))
    canvas.polygon(outline, paint.water)
    canvas.soft(
        (0, 0, *SIZE),
        lambda pen: pen.polygon(_grown(outline, centre, 0.66), 255),
        mix(paint.water, of("#2F7F8C"), 0.45),
        opacity=0.5,
        blur=14,
    )
    for _ in range(7):
        x, y = centre[0] + rng.uniform(-60, 50), centre[1] + rng.uniform(-44, 44)
        canvas.line([(x, y), (x + 9, y - 2.5), (x + 18, y)], (255, 255, 255, 130), 1.4)
    return centre


def _draw_park(canvas: Canvas, rng: Dice, paint: MapPalette, *, away_from: Point | None) -> None:
    spots = [
        spot
        for spot in ((610.0, 170.0), (200.0, 440.0), (190.0, 160.0), (600.0, 455.0))
        if not away_from or math.dist(spot, away_from) > 200
    ]
    centre = rng.choice(spots)
    outline = _blob(rng, centre, rng.uniform(72, 104), rng.uniform(58, 80))
    canvas.polygon(outline, paint.park)
    inner = _grown(outline, centre, 0.62)
    canvas.line([*inner, inner[0]], fade((255, 253, 246), 0.9), 3)
    _draw_trees(
        canvas,
        rng,
        paint,
        [(centre[0] + rng.uniform(-72, 72), centre[1] + rng.uniform(-52, 52)) for _ in range(34)],
        spread=4,
    )


def _draw_trees(canvas: Canvas, rng: Dice, paint: MapPalette, spots: list[Point], *, spread: float) -> None:
    deep = mix(paint.park, of("#2F6A4A"), 0.55)
    for spot in spots:
        x, y = spot[0] + rng.uniform(-spread, spread), spot[1] + rng.uniform(-spread, spread)
        size = rng.uniform(4.5, 8)
        canvas.disc((x + 2, y + 2.6), size, fade(SHADOW, 0.22))
        canvas.disc((x, y), size, mix(deep, paint.park, rng.uniform(0.05, 0.45)))
        canvas.disc((x - size * 0.28, y - size * 0.3), size * 0.5, mix(paint.park, (255, 255, 240), 0.18))


def _draw_main_roads(canvas: Canvas, rng: Dice, paint: MapPalette, angle: float) -> None:
    roads = [
        _bending(rng, angle + turn, shift)
        for turn, shift in (
            (0.02, rng.uniform(-40, 40)),
            (math.pi / 2 + rng.uniform(-0.35, 0.35), rng.uniform(-60, 60)),
            (rng.uniform(0.6, 1.0), 150),
        )
    ]
    for extra, colour in ((5.0, mix(paint.block, SHADOW, 0.22)), (0.0, paint.road)):
        for number, road in enumerate(roads):
            canvas.line(road, colour, (23, 19, 12)[number] + extra)
    for road in roads[:2]:
        for start, end in zip(road[::2], road[1::2], strict=False):
            canvas.line([start, end], of("#F0D08A"), 1.6)
    x, y = CENTRE
    canvas.disc((x, y), 3, paint.road)


def _bending(rng: Dice, angle: float, shift: float) -> list[Point]:
    sway, start = rng.uniform(14, 46), rng.uniform(0, math.tau)
    return [_turned((along, shift + sway * math.sin(start + along / 210)), angle) for along in range(-620, 621, 16)]


def _draw_metro(canvas: Canvas, rng: Dice, paint: MapPalette, angle: float) -> None:
    line = _bending(rng, angle + rng.uniform(-0.9, 0.9), rng.uniform(-110, 110))
    canvas.soft(
        (0, 0, *SIZE), lambda pen: pen.line([(x + 2, y + 4) for x, y in line], 255, 8), SHADOW, opacity=0.3, blur=3
    )
    canvas.line(line, paint.metro, 7)
    for x, y in line[8::19]:
        canvas.disc((x, y), 10.5, paint.metro)
        canvas.disc((x, y), 7, (255, 255, 255))


def _draw_marker(canvas: Canvas) -> None:
    """A soft ring of peacock where the locality's heart is."""
    x, y = CENTRE
    peacock = of("#0B5D66")
    canvas.soft(
        (x - 120, y - 120, x + 120, y + 120), lambda pen: pen.disc((x, y), 88, 255), peacock, opacity=0.16, blur=12
    )
    canvas.ring((x - 92, y - 92, x + 92, y + 92), fade(peacock, 0.55), 2.4)
    _draw_pin(canvas, (x, y), peacock)


def _draw_pin(pen: Pen, tip: Point, colour: Colour) -> None:
    x, y = tip
    pen.ellipse((x - 13, y - 4, x + 13, y + 5), fade(SHADOW, 0.3))
    pen.polygon([(x - 18.5, y - 40), (x + 18.5, y - 40), (x, y)], colour)
    pen.disc((x, y - 46), 22, colour)
    pen.polygon([(x - 11, y - 46), (x, y - 56), (x + 11, y - 46)], (255, 255, 255))
    pen.box((x - 8, y - 47, x + 8, y - 37), (255, 255, 255))
    pen.box((x - 2.5, y - 43, x + 2.5, y - 37), colour)
