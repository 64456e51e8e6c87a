"""What a bedroom holds: beds, bunks, wardrobes, desks, chairs. Every piece says where it stands."""

from collections.abc import Callable
from dataclasses import dataclass

from project.demo.drawings.colour import mix, of
from project.demo.drawings.space import Interior, stripes

LINEN = of("#FBF5E9")
SCREEN = of("#2A3138")


@dataclass(frozen=True)
class Piece:
    """A thing on the floor: its footprint in metres (left, near, right, far) and how to draw it."""

    footprint: tuple[float, float, float, float]
    draw: Callable[[Interior], None]


def bed(left: float, near: float, *, wide: float = 0.98, long: float = 2.0, number: int = 0) -> Piece:
    """Make a single bed with its head at the far end."""
    right, far = left + wide, near + long

    def draw(room: Interior) -> None:
        _draw_bed_frame(room, left, right, near, far)
        _draw_bedding(room, (left + 0.03, near + 0.03, right - 0.03, far - 0.05), 0.34, number)

    return Piece((left, near, right, far), draw)


def bunk(left: float, near: float, *, wide: float = 0.98, long: float = 2.0, number: int = 0) -> Piece:
    """Make a bunk bed: two beds, four posts, a ladder at its foot."""
    right, far, upper = left + wide, near + long, 1.30

    def draw(room: Interior) -> None:
        metal = room.paint.metal
        for x in (left, right - 0.05):
            room.block((x, far - 0.05, 0), (x + 0.05, far, 1.85), metal)
        _draw_bedding(room, (left + 0.04, near + 0.04, right - 0.04, far - 0.06), 0.30, number)
        room.block((left, near, 0.22), (right, near + 0.05, 0.32), metal)
        room.block((left, near + 0.02, upper - 0.12), (right, far - 0.02, upper), metal)
        _draw_bedding(room, (left + 0.04, near + 0.04, right - 0.04, far - 0.06), upper, number + 1)
        for x in (left, right - 0.05):
            room.block((x, near, 0), (x + 0.05, near + 0.05, 1.85), metal)
        for z in (upper + 0.02, 1.62, 1.80):
            room.block((left, near, z), (right, near + 0.04, z + 0.04), metal)
        _draw_ladder(room, left + wide * 0.62, near, 1.62)

    return Piece((left, near, right, far), draw)


def wardrobe(left: float, near: float, *, doors: int, wide: float = 0.55, deep: float = 0.58) -> Piece:
    """Make a wardrobe with one door for each person who shares it."""
    right, far, high = left + wide * doors, near + deep, 2.12

    def draw(room: Interior) -> None:
        wood = room.paint.wood
        room.block((left, near, 0.06), (right, far, high), wood)
        for door in range(doors):
            x0, x1 = left + wide * door, left + wide * (door + 1)
            _draw_wardrobe_door(room, (x0, x1), near, high)
        room.block((left - 0.02, near - 0.02, high), (right + 0.02, far, high + 0.05), mix(wood, of("#FFFFFF"), 0.12))

    return Piece((left, near, right, far), draw)


def desk(left: float, near: float, *, wide: float = 1.15, deep: float = 0.55, chair: bool = True) -> Piece:
    """Make a desk with a lamp, a laptop and books, its chair pulled out a little."""
    right, far = left + wide, near + deep

    def draw(room: Interior) -> None:
        wood = room.paint.wood
        for x in (left + 0.03, right - 0.09):
            room.block((x, far - 0.08, 0), (x + 0.06, far - 0.02, 0.72), wood)
            room.block((x, near + 0.02, 0), (x + 0.06, near + 0.08, 0.72), wood)
        room.block((left + 0.02, near + 0.04, 0.58), (right - 0.02, near + 0.08, 0.72), mix(wood, of("#3A2A20"), 0.12))
        room.block((left, near, 0.72), (right, far, 0.76), mix(wood, of("#FFFFFF"), 0.10))
        _draw_books(room, left + 0.08, far - 0.12, 0.76)
        _draw_laptop(room, left + wide * 0.52, near + 0.20, 0.76)
        _draw_desk_lamp(room, right - 0.16, far - 0.14, 0.76)
        if chair:
            _draw_chair(room, left + wide * 0.46, near - 0.34)

    return Piece((left, near - (0.34 if chair else 0), right, far), draw)


def bedside(left: float, near: float) -> Piece:
    """Make a small cupboard with a lamp on it."""

    def draw(room: Interior) -> None:
        room.block((left, near, 0.05), (left + 0.42, near + 0.40, 0.50), room.paint.wood)
        for low in (0.10, 0.29):
            room.block(
                (left + 0.03, near - 0.012, low),
                (left + 0.39, near, low + 0.16),
                mix(room.paint.wood, of("#FFFFFF"), 0.14),
            )
            room.canvas.disc(room.place((left + 0.21, near - 0.02, low + 0.08)), 2.2, room.ink(of("#E6C077")))
        _draw_desk_lamp(room, left + 0.21, near + 0.22, 0.50)

    return Piece((left, near, left + 0.42, near + 0.40), draw)


def _draw_bed_frame(room: Interior, left: float, right: float, near: float, far: float) -> None:
    wood = room.paint.wood
    room.block((left, far - 0.05, 0), (right, far, 1.02), wood)
    for x in (left + 0.02, right - 0.10):
        room.block((x, near + 0.02, 0), (x + 0.08, near + 0.10, 0.22), wood)
    room.block((left, near, 0.18), (right, far, 0.34), wood)


def _draw_bedding(room: Interior, area: tuple[float, float, float, float], base: float, number: int) -> None:
    left, near, right, far = area
    cloth, other = (room.paint.cloth, room.paint.spread) if number % 2 == 0 else (room.paint.spread, room.paint.cloth)
    top = base + 0.20
    room.cushion((left, near, base), (right, far, top), LINEN, round_by=0.07)
    if top < room.eye_height:
        room.cushion(
            (left + 0.12, far - 0.50, top),
            (right - 0.12, far - 0.10, top + 0.12),
            mix(LINEN, other, 0.12),
            round_by=0.14,
        )
    turned = near + (far - near) * 0.62
    room.cushion((left - 0.02, near - 0.02, base + 0.02), (right + 0.02, turned, top + 0.035), cloth, round_by=0.05)
    if top < room.eye_height:
        room.cushion(
            (left - 0.02, turned - 0.20, top + 0.02),
            (right + 0.02, turned, top + 0.05),
            mix(cloth, LINEN, 0.72),
            round_by=0.03,
        )
        stripes(
            room,
            (left, near + 0.10, top + 0.036),
            (right, near + 0.62, top + 0.036),
            mix(cloth, other, 0.72),
            count=3,
            share=0.34,
        )


def _draw_ladder(room: Interior, x: float, near: float, high: float) -> None:
    metal = room.paint.metal
    for rung in (0.36, 0.66, 0.96, 1.26):
        room.block((x, near - 0.05, rung), (x + 0.30, near, rung + 0.035), metal)
    for side in (x - 0.03, x + 0.30):
        room.block((side, near - 0.06, 0), (side + 0.035, near, high), metal)


def _draw_wardrobe_door(room: Interior, span: tuple[float, float], near: float, high: float) -> None:
    x0, x1 = span
    wood = room.paint.wood
    room.canvas.box(room.on_back(x0 + 0.02, 0.10, x1 - 0.02, high - 0.03, near), room.ink(wood, 1.06))
    left, top, right, bottom = room.on_back(x0 + 0.07, 0.16, x1 - 0.07, high - 0.09, near)
    room.canvas.box((left, top, right, bottom), room.ink(wood, 0.90))
    room.canvas.gradient((left + 1.5, top + 1.5, right, bottom), room.ink(wood, 1.08), room.ink(wood, 0.98))
    slats = 9
    for number in range(1, slats):
        y = top + (bottom - top) * 0.40 * number / slats
        room.canvas.line([(left + 3, y), (right - 3, y)], room.ink(wood, 0.84), 1)
    room.canvas.box(room.on_back(x1 - 0.055, 0.98, x1 - 0.03, 1.16, near), room.ink(of("#E2B765")))


def _draw_books(room: Interior, x: float, y: float, z: float) -> None:
    for tone in (of("#B9472F"), of("#0F6570"), of("#E8BC63"), of("#6E5A86"), of("#F1E4CC"))[: room.rng.randint(3, 5)]:
        wide, high = room.rng.uniform(0.03, 0.05), room.rng.uniform(0.19, 0.27)
        room.block((x, y - 0.05, z), (x + wide, y + 0.1, z + high), tone)
        x += wide + 0.004


def _draw_laptop(room: Interior, x: float, y: float, z: float) -> None:
    room.block((x - 0.15, y - 0.08, z), (x + 0.15, y + 0.12, z + 0.015), of("#B8BCC0"))
    box = room.on_back(x - 0.15, z + 0.015, x + 0.15, z + 0.215, y + 0.12)
    room.canvas.box(box, room.ink(SCREEN), radius=2)
    room.canvas.gradient(
        (box[0] + 2, box[1] + 2, box[2] - 2, box[3] - 2),
        mix(room.paint.accent, of("#FFFFFF"), 0.55),
        mix(room.paint.spread, of("#FFFFFF"), 0.5),
    )


def _draw_desk_lamp(room: Interior, x: float, y: float, z: float) -> None:
    metal = room.paint.metal
    room.cylinder((x, y), z, z + 0.02, 0.07, metal)
    room.path([(x, y, z), (x, y, z + 0.30)], room.ink(metal), 2.4)
    shade_colour = of("#FFE2A4") if room.light.lamps else room.paint.spread
    (left, low), (right, high), unit = room.place((x, y, z + 0.24)), room.place((x, y, z + 0.42)), room.scale(y)
    colour = shade_colour if room.light.lamps else room.ink(shade_colour)
    room.canvas.polygon(
        [
            (left - 0.11 * unit, low),
            (left + 0.11 * unit, low),
            (right + 0.065 * unit, high),
            (right - 0.065 * unit, high),
        ],
        colour,
    )
    if room.light.lamps:
        room.light_up((left, (low + high) / 2), 0.36 * unit)


def _draw_chair(room: Interior, x: float, y: float) -> None:
    wood, seat = mix(room.paint.wood, of("#3A2A20"), 0.18), room.paint.cloth
    for leg_x in (x - 0.20, x + 0.16):
        for leg_y in (y + 0.36, y):
            room.block((leg_x, leg_y, 0), (leg_x + 0.04, leg_y + 0.04, 0.44), wood)
    room.cushion((x - 0.21, y, 0.43), (x + 0.21, y + 0.40, 0.49), seat, round_by=0.06)
    for post in (x - 0.20, x + 0.16):
        room.block((post, y, 0.46), (post + 0.04, y + 0.04, 0.88), wood)
    room.block((x - 0.20, y, 0.68), (x + 0.20, y + 0.03, 0.86), mix(seat, wood, 0.25))
