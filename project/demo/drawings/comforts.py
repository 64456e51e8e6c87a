"""What makes a room somebody's: rug, pictures, shelves, plants, the fan overhead, the door to the bath."""

import math

from project.demo.drawings.canvas import Box
from project.demo.drawings.colour import fade, mix, of
from project.demo.drawings.foliage import LEAVES
from project.demo.drawings.furniture import Piece
from project.demo.drawings.space import Interior

BATH_TILE = of("#CFE3E1")


def draw_rug(room: Interior, left: float, near: float, right: float, far: float) -> None:
    """Lay a woven rug with a border."""
    outer, inner = room.ink(room.paint.spread), room.ink(mix(room.paint.spread, of("#FFF8EA"), 0.55))
    room.face([(left, near, 0), (right, near, 0), (right, far, 0), (left, far, 0)], outer)
    room.face(
        [
            (left + 0.1, near + 0.1, 0),
            (right - 0.1, near + 0.1, 0),
            (right - 0.1, far - 0.1, 0),
            (left + 0.1, far - 0.1, 0),
        ],
        inner,
    )
    step = (far - near - 0.3) / 5
    for number in range(5):
        y = near + 0.2 + step * number
        room.path([(left + 0.18, y, 0), (right - 0.18, y, 0)], room.ink(room.paint.cloth), 2.2)


def draw_picture(room: Interior, left: float, low: float, wide: float, high: float) -> None:
    """Hang a framed print of simple shapes on the back wall."""
    box = room.on_back(left, low, left + wide, low + high)
    x0, y0, x1, y1 = box
    room.canvas.box((x0 + 3, y0 + 4, x1 + 3, y1 + 4), fade(of("#3A2A3E"), 0.16))
    room.canvas.box(box, room.ink(room.paint.wood, 0.9))
    inner = (x0 + 3, y0 + 3, x1 - 3, y1 - 3)
    room.canvas.box(inner, room.ink(of("#FBF6EA")))
    _draw_print(room, (x0 + 7, y0 + 7, x1 - 7, y1 - 7))


def draw_shelf(room: Interior, left: float, low: float, wide: float) -> None:
    """Fix a shelf to the back wall and fill it with books, a pot and a frame."""
    depth = room.depth - 0.22
    room.block((left, depth, low), (left + wide, room.depth, low + 0.04), room.paint.wood)
    x = left + 0.06
    while x < left + wide * 0.55:
        thick, high = room.rng.uniform(0.03, 0.055), room.rng.uniform(0.16, 0.26)
        tone = room.rng.choice(
            (of("#B9472F"), of("#0F6570"), of("#E8BC63"), of("#6E5A86"), of("#F4ECDD"), of("#7C9A76"))
        )
        room.block((x, depth + 0.03, low + 0.04), (x + thick, depth + 0.17, low + 0.04 + high), tone)
        x += thick + 0.004
    draw_plant(room, (left + wide * 0.80, depth + 0.1), 0.30, base=low + 0.04)


def draw_plant(room: Interior, centre: tuple[float, float], high: float, *, base: float = 0.0) -> None:
    """Stand a potted plant anywhere in the room."""
    rng = room.rng
    pot = rng.choice((of("#C66B45"), of("#E9DFCC"), of("#2F6F75"), of("#D9A441")))
    leaves = [room.ink(tone) for tone in LEAVES[rng.choice(sorted(LEAVES))]]
    room.cylinder(centre, base, base + high * 0.32, high * 0.15, pot, top=high * 0.19)
    root, unit = room.place((*centre, base + high * 0.32)), room.scale(centre[1])
    for number in range(13):
        angle = math.radians(-172 + number * 13.6 + rng.uniform(-6, 6))
        reach = high * unit * rng.uniform(0.48, 0.72)
        tip = (root[0] + math.cos(angle) * reach * 0.75, root[1] + math.sin(angle) * reach)
        _draw_leaf(room, root, tip, max(3.0, high * unit * 0.085), leaves[number % 3])


def draw_fan(room: Interior) -> None:
    """Hang a ceiling fan in the middle of the room."""
    x, y, high = room.width / 2, room.depth * 0.46, room.height - 0.42
    metal, blade = room.ink(room.paint.metal), room.ink(mix(room.paint.wood, of("#FFFFFF"), 0.15), 0.8)
    room.path([(x, y, room.height), (x, y, high)], metal, 3)
    turn = room.rng.uniform(0, 120)
    for number in range(3):
        angle = math.radians(turn + number * 120)
        across = (-math.sin(angle) * 0.07, math.cos(angle) * 0.07)
        near, far = (math.cos(angle) * 0.12, math.sin(angle) * 0.12), (math.cos(angle) * 0.68, math.sin(angle) * 0.68)
        room.canvas.polygon(
            [
                room.place((x + end[0] + side * across[0], y + end[1] + side * across[1], high))
                for end, side in ((near, 0.7), (far, 1.2), (far, -1.2), (near, -0.7))
            ],
            blade,
        )
    hub, unit = room.place((x, y, high)), room.scale(y)
    room.canvas.ellipse((hub[0] - 0.13 * unit, hub[1] - 0.06 * unit, hub[0] + 0.13 * unit, hub[1] + 0.05 * unit), metal)


def draw_bath_door(room: Interior, left: float) -> None:
    """Open the bathroom in the back wall: tiles, basin, mirror, towel."""
    right, high = left + 0.80, 2.08
    x0, y0, x1, y1 = box = room.on_back(left, 0, right, high)
    rim = 0.07 * room.scale(room.depth)
    room.canvas.box((x0 - rim, y0 - rim, x1 + rim, y1), room.ink(room.paint.wood, 0.92))
    room.canvas.gradient(box, room.ink(BATH_TILE, 0.96), room.ink(BATH_TILE, 0.86))
    line = room.ink(BATH_TILE, 0.78)
    for number in range(1, 7):
        room.canvas.line([(x0 + (x1 - x0) * number / 7, y0), (x0 + (x1 - x0) * number / 7, y1)], line, 0.8)
    for number in range(1, 17):
        room.canvas.line([(x0, y0 + (y1 - y0) * number / 17), (x1, y0 + (y1 - y0) * number / 17)], line, 0.8)
    _draw_basin(room, box)
    room.canvas.polygon(
        [(x0, y0), (x0 + (x1 - x0) * 0.20, y0 + 8), (x0 + (x1 - x0) * 0.20, y1 - 7), (x0, y1)],
        room.ink(room.paint.wood, 0.82),
    )
    room.canvas.disc((x0 + (x1 - x0) * 0.165, (y0 + y1) / 2 + 8), 2.4, room.ink(of("#E2B765")))


def draw_side_mirror(room: Interior, *, right: bool) -> None:
    """Hang a tall mirror on a side wall."""
    x, near, far = (room.width, 1.5, 2.0) if right else (0.0, 1.5, 2.0)
    room.face([(x, near, 0.7), (x, far, 0.7), (x, far, 1.85), (x, near, 1.85)], room.ink(room.paint.wood))
    room.face(
        [(x, near + 0.05, 0.76), (x, far - 0.05, 0.76), (x, far - 0.05, 1.79), (x, near + 0.05, 1.79)],
        room.ink(of("#DCE8E6")),
    )
    room.face(
        [(x, near + 0.12, 0.76), (x, near + 0.22, 0.76), (x, near + 0.36, 1.79), (x, near + 0.26, 1.79)],
        of("#FFFFFF"),
        opacity=0.35,
    )


def draw_string_lights(room: Interior) -> None:
    """String small bulbs along the back wall."""
    left, top, right, _ = room.on_back(0.3, 0, room.width - 0.3, 2.45)
    bulbs = 22
    points = [
        (left + (right - left) * n / bulbs, top + 12 * math.sin(math.pi * (n % 5.5) / 5.5)) for n in range(bulbs + 1)
    ]
    room.canvas.line(points, room.ink(of("#5B5048")), 1)
    for point in points:
        room.canvas.disc((point[0], point[1] + 4), 2.8, of("#FFE3A1") if room.light.lamps else room.ink(of("#F3E2B8")))
        if room.light.lamps:
            room.light_up((point[0], point[1] + 4), 9)


def draw_pendant(room: Interior, x: float, y: float, drop: float = 0.75) -> None:
    """Hang a lamp of woven cane."""
    low = room.height - drop
    room.path([(x, y, room.height), (x, y, low + 0.24)], room.ink(of("#4A423C")), 1.6)
    (px, py), unit = room.place((x, y, low)), room.scale(y)
    cane = of("#FFDFA0") if room.light.lamps else room.ink(of("#D9B17A"))
    room.canvas.slice((px - 0.24 * unit, py - 0.26 * unit, px + 0.24 * unit, py + 0.24 * unit), 180, 360, cane)
    if room.light.lamps:
        room.light_up((px, py), 0.5 * unit)


def floor_plant(x: float, y: float, high: float) -> Piece:
    """Make a large plant standing on the floor."""
    return Piece((x - 0.2, y - 0.2, x + 0.2, y + 0.2), lambda room: draw_plant(room, (x, y), high))


def _draw_print(room: Interior, box: Box) -> None:
    left, top, right, bottom = box
    wide, high = right - left, bottom - top
    first, second, third = (room.ink(tone) for tone in (room.paint.cloth, room.paint.spread, room.paint.accent))
    style = room.rng.randrange(3)
    if style == 0:
        size = min(wide, high) * 0.26
        room.canvas.disc((left + wide * 0.62, top + high * 0.32), size, second)
        room.canvas.slice((left, top + high * 0.45, right, bottom + high * 0.55), 180, 360, first)
    elif style == 1:
        for number, tone in enumerate((first, second, third)):
            room.canvas.box(
                (left, top + high * number / 3, right, top + high * (number + 0.8) / 3), tone, radius=wide * 0.12
            )
    else:
        room.canvas.slice((left, top, right, bottom + high * 0.2), 180, 360, third)
        room.canvas.slice(
            (left + wide * 0.2, top + high * 0.24, right - wide * 0.2, bottom + high * 0.1), 180, 360, second
        )
        room.canvas.disc((left + wide * 0.5, top + high * 0.70), wide * 0.11, first)


def _draw_leaf(
    room: Interior, root: tuple[float, float], tip: tuple[float, float], wide: float, tone: tuple[int, int, int]
) -> None:
    mid = (root[0] * 0.42 + tip[0] * 0.58, root[1] * 0.42 + tip[1] * 0.58)
    length = math.hypot(tip[0] - root[0], tip[1] - root[1]) or 1
    aside = ((tip[1] - root[1]) / length * wide, -(tip[0] - root[0]) / length * wide)
    room.canvas.polygon(
        [root, (mid[0] + aside[0], mid[1] + aside[1]), tip, (mid[0] - aside[0], mid[1] - aside[1])], tone
    )


def _draw_basin(room: Interior, box: Box) -> None:
    left, top, right, bottom = box
    wide, high = right - left, bottom - top
    centre = left + wide * 0.60
    room.canvas.ellipse(
        (centre - wide * 0.20, top + high * 0.17, centre + wide * 0.20, top + high * 0.17 + wide * 0.46),
        room.ink(room.paint.wood),
    )
    room.canvas.ellipse(
        (centre - wide * 0.17, top + high * 0.185, centre + wide * 0.17, top + high * 0.185 + wide * 0.40),
        room.ink(of("#EFF6F4")),
    )
    shelf = top + high * 0.55
    room.canvas.box(
        (centre - wide * 0.24, shelf, centre + wide * 0.24, shelf + high * 0.055), room.ink(of("#FFFFFF")), radius=4
    )
    room.canvas.box(
        (centre - wide * 0.06, shelf + high * 0.05, centre + wide * 0.06, bottom - 3), room.ink(of("#EDF1EE"))
    )
    room.canvas.line(
        [(centre, shelf), (centre, shelf - high * 0.05), (centre - wide * 0.07, shelf - high * 0.05)],
        room.ink(of("#8D979A")),
        2.4,
    )
    room.canvas.box(
        (right - wide * 0.15, top + high * 0.36, right - wide * 0.03, top + high * 0.60), room.ink(room.paint.spread)
    )
