"""The rooms people share: a living room, a kitchen, and the mess with its long tables."""

from project.demo.drawings.colour import mix, of
from project.demo.drawings.comforts import draw_plant
from project.demo.drawings.furniture import Piece
from project.demo.drawings.space import Interior

STEEL = of("#C9CDCE")


def sofa(left: float, near: float, *, seats: int = 3) -> Piece:
    """Make a sofa against the back wall, with two loose cushions."""
    wide, right, far = 0.66, left + 0.66 * seats + 0.36, near + 0.88

    def draw(room: Interior) -> None:
        cloth = room.paint.cloth
        room.cushion((left, far - 0.24, 0.12), (right, far, 0.86), cloth, round_by=0.08)
        room.block((left + 0.08, near + 0.06, 0.06), (right - 0.08, far - 0.1, 0.24), mix(cloth, of("#1D1B20"), 0.2))
        for seat in range(seats):
            x = left + 0.18 + wide * seat
            room.cushion(
                (x + 0.01, near + 0.02, 0.24),
                (x + wide - 0.01, far - 0.20, 0.46),
                mix(cloth, of("#FFFFFF"), 0.06),
                round_by=0.08,
            )
        for x in (left, right - 0.18):
            room.cushion((x, near, 0.10), (x + 0.18, far, 0.62), mix(cloth, of("#1D1B20"), 0.07), round_by=0.08)
        for x, tone in ((left + 0.22, room.paint.spread), (right - 0.66, mix(room.paint.accent, of("#FFF8EA"), 0.5))):
            room.cushion((x, far - 0.36, 0.46), (x + 0.44, far - 0.22, 0.80), tone, round_by=0.07)

    return Piece((left, near, right, far), draw)


def low_table(left: float, near: float) -> Piece:
    """Make a coffee table with a tray of tea on it."""

    def draw(room: Interior) -> None:
        centre = (left + 0.5, near + 0.32)
        for x, y in ((left + 0.2, near + 0.14), (left + 0.8, near + 0.14), (left + 0.5, near + 0.54)):
            room.cylinder((x, y), 0, 0.36, 0.03, room.paint.wood)
        room.cylinder(centre, 0.36, 0.41, 0.48, mix(room.paint.wood, of("#FFFFFF"), 0.08))
        room.cylinder((centre[0] - 0.12, centre[1]), 0.41, 0.43, 0.17, STEEL)
        for x in (centre[0] - 0.18, centre[0] - 0.06):
            room.cylinder((x, centre[1]), 0.43, 0.52, 0.035, of("#E8DFCF"), top=0.042)
        draw_plant(room, (centre[0] + 0.24, centre[1] + 0.06), 0.26, base=0.41)

    return Piece((left, near, left + 1.0, near + 0.66), draw)


def television(left: float, near: float) -> Piece:
    """Make a low unit with a television on it."""

    def draw(room: Interior) -> None:
        room.block((left, near, 0.08), (left + 1.5, near + 0.38, 0.46), room.paint.wood)
        for door in range(3):
            room.block(
                (left + 0.03 + door * 0.49, near - 0.01, 0.12),
                (left + 0.49 + door * 0.49, near, 0.43),
                mix(room.paint.wood, of("#FFFFFF"), 0.12),
            )
        box = room.on_back(left + 0.18, 0.54, left + 1.32, 1.20, near + 0.2)
        room.canvas.box(box, room.ink(of("#22252B")), radius=4)
        room.canvas.gradient((box[0] + 4, box[1] + 4, box[2] - 4, box[3] - 4), of("#2E3B49"), of("#4E6472"))
        room.block((left + 0.6, near + 0.12, 0.46), (left + 0.9, near + 0.26, 0.54), of("#22252B"))

    return Piece((left, near, left + 1.5, near + 0.38), draw)


def kitchen_counter(left: float, right: float, near: float, *, shelves: float) -> Piece:
    """Make a counter along the back wall: cupboards, hob, sink, and shelves of steel tins."""
    high, far = 0.88, near + 0.60

    def draw(room: Interior) -> None:
        _draw_splashback(room, left, right, high)
        room.block((left, near, 0.08), (right, far, high - 0.04), mix(room.paint.accent, of("#FFFFFF"), 0.08))
        _draw_cupboards(room, left, right, near, high)
        room.block((left - 0.02, near - 0.03, high - 0.04), (right + 0.02, far, high), of("#4C4A50"))
        _draw_hob(room, left + 0.5, near + 0.14, high)
        _draw_sink(room, right - 0.9, near + 0.12, high)
        _draw_tins(room, left + 0.15, left + 0.15 + shelves)

    return Piece((left, near, right, far), draw)


def fridge(left: float, near: float) -> Piece:
    """Make a two-door fridge with a few notes on it."""

    def draw(room: Interior) -> None:
        room.block((left, near, 0.05), (left + 0.66, near + 0.62, 1.72), of("#E3E4E0"))
        for low, high in ((0.08, 1.12), (1.15, 1.70)):
            room.canvas.box(
                room.on_back(left + 0.015, low, left + 0.645, high, near), room.ink(of("#F0F0EC")), radius=3
            )
            room.canvas.box(
                room.on_back(left + 0.05, low + (high - low) * 0.4, left + 0.08, high - 0.08, near),
                room.ink(of("#A6AAAA")),
            )
        for x, z, tone in (
            (0.28, 0.86, room.paint.spread),
            (0.42, 0.94, room.paint.cloth),
            (0.34, 1.34, of("#F1DCA2")),
        ):
            room.canvas.box(room.on_back(left + x, z, left + x + 0.09, z + 0.10, near), room.ink(tone))

    return Piece((left, near, left + 0.66, near + 0.62), draw)


def mess_table(left: float, near: float, *, long: float) -> Piece:
    """Make a long table with benches on both sides and steel plates laid."""
    right, far = left + 0.80, near + long

    def draw(room: Interior) -> None:
        wood = room.paint.wood
        for x in (left - 0.42, right + 0.14):
            for y in (far - 0.25, near + 0.15):
                for leg in (x + 0.03, x + 0.20):
                    room.block((leg, y, 0), (leg + 0.05, y + 0.05, 0.42), room.paint.metal)
            room.block((x, near, 0.42), (x + 0.28, far, 0.47), mix(wood, of("#FFFFFF"), 0.05))
        for y in (far - 0.2, near + 0.12):
            for leg in (left + 0.06, right - 0.12):
                room.block((leg, y, 0), (leg + 0.06, y + 0.06, 0.72), room.paint.metal)
        room.block((left, near, 0.72), (right, far, 0.77), mix(wood, of("#FFFFFF"), 0.12))
        _draw_plates(room, left, right, near, far)

    return Piece((left - 0.42, near, right + 0.42, far), draw)


def _draw_plates(room: Interior, left: float, right: float, near: float, far: float) -> None:
    y = far - 0.35
    while y > near + 0.2:
        for x in (left + 0.2, right - 0.2):
            room.cylinder((x, y), 0.77, 0.785, 0.14, STEEL)
            for dx, dy, tone in (
                (-0.04, 0.03, of("#F4EFE2")),
                (0.05, 0.03, of("#D9932F")),
                (0.0, -0.06, of("#6C8F4E")),
            ):
                room.cylinder((x + dx, y + dy), 0.785, 0.80, 0.042, tone)
            room.cylinder((x + (0.19 if x < (left + right) / 2 else -0.19), y + 0.1), 0.77, 0.88, 0.035, STEEL)
        y -= 0.62


def _draw_splashback(room: Interior, left: float, right: float, high: float) -> None:
    x0, y0, x1, y1 = room.on_back(left, high, right, high + 0.56)
    tile = mix(room.paint.wall, of("#FFFFFF"), 0.4)
    room.canvas.box((x0, y0, x1, y1), room.ink(tile))
    step = (y1 - y0) / 4
    row, y = 0, y0
    while y < y1 - 1:
        room.canvas.line([(x0, y), (x1, y)], room.ink(tile, 0.86), 1)
        x = x0 + (row % 2) * step
        while x < x1:
            room.canvas.line([(x, y), (x, min(y + step, y1))], room.ink(tile, 0.86), 1)
            x += step * 2
        row, y = row + 1, y + step


def _draw_cupboards(room: Interior, left: float, right: float, near: float, high: float) -> None:
    count = max(3, round((right - left) / 0.55))
    wide = (right - left) / count
    for number in range(count):
        x = left + wide * number
        room.canvas.box(
            room.on_back(x + 0.02, 0.12, x + wide - 0.02, high - 0.08, near),
            room.ink(room.paint.accent, 1.08),
            radius=2,
        )
        room.canvas.box(
            room.on_back(x + wide * 0.36, high - 0.17, x + wide * 0.64, high - 0.145, near), room.ink(of("#E2B765"))
        )


def _draw_hob(room: Interior, x: float, y: float, z: float) -> None:
    room.block((x, y, z), (x + 0.62, y + 0.34, z + 0.04), of("#2C2A30"))
    for burner, pot in ((x + 0.16, of("#C9CDCE")), (x + 0.46, of("#B4653F"))):
        room.cylinder((burner, y + 0.17), z + 0.05, z + 0.19, 0.12, pot)
        room.cylinder((burner, y + 0.17), z + 0.19, z + 0.21, 0.125, mix(pot, of("#FFFFFF"), 0.25))


def _draw_sink(room: Interior, x: float, y: float, z: float) -> None:
    room.face(
        [(x, y, z + 0.002), (x + 0.6, y, z + 0.002), (x + 0.6, y + 0.36, z + 0.002), (x, y + 0.36, z + 0.002)],
        room.ink(of("#9EA4A6")),
    )
    room.path(
        [
            (x + 0.3, y + 0.4, z),
            (x + 0.3, y + 0.4, z + 0.3),
            (x + 0.3, y + 0.24, z + 0.3),
            (x + 0.3, y + 0.24, z + 0.24),
        ],
        room.ink(of("#DDE1E1")),
        3,
    )


def _draw_tins(room: Interior, left: float, right: float) -> None:
    """Two open shelves with the steel tins every kitchen here has."""
    for low in (1.56, 1.94):
        depth = room.depth - 0.24
        room.block((left, depth, low), (right, room.depth, low + 0.035), room.paint.wood)
        x = left + 0.1
        while x < right - 0.14:
            size, high = room.rng.uniform(0.055, 0.085), room.rng.uniform(0.12, 0.22)
            tone = room.rng.choice((STEEL, STEEL, of("#B4653F"), of("#E3B65A"), room.paint.spread, of("#F2ECDF")))
            room.cylinder((x + size, depth + 0.11), low + 0.035, low + 0.035 + high, size, tone)
            x += size * 2 + room.rng.uniform(0.03, 0.12)
