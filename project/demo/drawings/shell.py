"""The room itself: walls, floor, ceiling, its window and the sunlight that falls through it."""

from project.demo.drawings.canvas import Pen
from project.demo.drawings.colour import Colour, fade, mix, of, shade
from project.demo.drawings.space import Interior

FLOORS = ("planks", "tiles", "oxide", "terrazzo", "athangudi")
SHADOW = of("#3A2A3E")


def draw_shell(room: Interior, *, floor: str, feature: str, arch: float = 0) -> None:
    """Draw the empty room: five surfaces and the soft dark of its corners.

    `arch` is where, from the left, the middle of a painted arch would be.
    """
    _draw_walls(room)
    _draw_feature(room, feature, arch)
    _draw_floor(room, floor)
    _draw_corners(room)
    _draw_skirting(room)


def draw_window(room: Interior, left: float, right: float, low: float, high: float) -> None:
    """Draw a window in the back wall: the view, its frame, its curtains."""
    canvas = room.canvas
    box = room.on_back(left, low, right, high)
    x0, y0, x1, y1 = box
    unit = room.scale(room.depth)
    rim = 0.07 * unit
    canvas.box((x0 - rim, y0 - rim, x1 + rim, y1 + rim), room.ink(of("#FFFDF6")))
    canvas.gradient(box, *room.light.sky)
    _draw_view(room, box)
    canvas.polygon(
        [(x0, y0), (x1, y0), (x1, y0 + rim), (x0 + rim, y0 + rim), (x0 + rim, y1), (x0, y1)], fade(SHADOW, 0.22)
    )
    _draw_panes(room, box)
    canvas.box((x0 - rim * 1.8, y1 + rim * 0.4, x1 + rim * 1.8, y1 + rim * 1.5), room.ink(of("#F4ECDD")))
    _draw_curtains(room, box)


def draw_window_wash(room: Interior, middle: float) -> None:
    """Let the window brighten the wall and air around it."""
    x, y = room.place((middle, room.depth, 1.5))
    area = (x - 300, y - 260, x + 300, y + 260)
    strength = 0.30 if room.light.lamps else 0.46
    room.canvas.soft(area, lambda pen: pen.disc((x, y), 170, 255), room.light.beam, opacity=strength, blur=80)


def draw_sunlight(room: Interior, left: float, right: float, low: float, high: float, *, lean: float) -> None:
    """Lay the window's panes of light on the floor."""
    if not room.light.strength:
        return
    slope, panes = 1.28, 2
    wide = (right - left) / panes

    def paint(pen: Pen) -> None:
        for pane in range(panes):
            start, end = left + pane * wide + 0.05, left + (pane + 1) * wide - 0.05
            corners = [(start, high), (end, high), (end, low), (start, low)]
            pen.polygon([room.place((x + lean * z, room.depth - slope * z, 0)) for x, z in corners], 255)

    room.canvas.soft((0, 380, 1200, 800), paint, room.light.beam, opacity=room.light.strength, blur=4)


def draw_shadows(room: Interior, footprints: list[tuple[float, float, float, float]]) -> None:
    """Ground the furniture: one soft veil under everything that stands on the floor."""

    def paint(pen: Pen) -> None:
        for x0, y0, x1, y1 in footprints:
            pad = 0.07
            corners = [(x0 - pad, y0 - pad * 2.4), (x1 + pad, y0 - pad * 2.4), (x1 + pad, y1), (x0 - pad, y1)]
            pen.polygon([room.place((x, max(y, -1.6), 0)) for x, y in corners], 255)

    room.canvas.soft((0, 380, 1200, 800), paint, SHADOW, opacity=0.36, blur=9)


def _draw_walls(room: Interior) -> None:
    w, d, h, near = room.width, room.depth, room.height, -1.7
    wall = room.paint.wall
    room.face([(0, near, h), (w, near, h), (w, d, h), (0, d, h)], room.ink(mix(wall, (255, 255, 255), 0.55), 0.96))
    room.face([(0, near, 0), (0, d, 0), (0, d, h), (0, near, h)], room.ink(wall, 0.965))
    room.face([(w, near, 0), (w, d, 0), (w, d, h), (w, near, h)], room.ink(wall, 0.925))
    left, top, right, bottom = room.on_back(0, 0, w, h)
    room.canvas.gradient((left, top, right, bottom), room.ink(wall, 1.05), room.ink(wall, 0.97))


def _draw_feature(room: Interior, feature: str, centre: float) -> None:
    """Paint on the back wall: all of it, its lower half, or an arch."""
    accent = room.paint.accent
    left, top, right, bottom = room.on_back(0, 0, room.width, room.height)
    unit = room.scale(room.depth)
    if feature == "full":
        room.canvas.gradient((left, top, right, bottom), room.ink(accent, 1.06), room.ink(accent, 0.92))
    elif feature == "dado":
        for wall, factor in (
            ([(0, -1.7), (0, room.depth)], 0.92),
            ([(room.width, -1.7), (room.width, room.depth)], 0.84),
        ):
            (x, near), (_, far) = wall
            room.face([(x, near, 0), (x, far, 0), (x, far, 1.1), (x, near, 1.1)], room.ink(accent, factor))
            room.path([(x, near, 1.1), (x, far, 1.1)], room.ink(of("#FFFDF6"), factor), 2.4)
        line = bottom - 1.1 * unit
        room.canvas.gradient((left, line, right, bottom), room.ink(accent, 1.02), room.ink(accent, 0.94))
        room.canvas.box((left, line - 2, right, line + 1), room.ink(of("#FFFDF6")))
    elif feature == "arch":
        half = 0.72
        x0, y0, x1, y1 = room.on_back(centre - half, 0, centre + half, 1.5)
        room.canvas.box((x0, y0, x1, y1), room.ink(accent))
        room.canvas.ellipse((x0, y0 - (x1 - x0) / 2, x1, y0 + (x1 - x0) / 2), room.ink(accent))


def _draw_floor(room: Interior, kind: str) -> None:
    w, d, near = room.width, room.depth, -1.7
    floor = room.paint.floor if kind != "oxide" else of("#A2503C")
    room.face([(0, near, 0), (w, near, 0), (w, d, 0), (0, d, 0)], room.ink(floor))
    {
        "planks": _draw_planks,
        "tiles": _draw_tiles,
        "oxide": _draw_polish,
        "terrazzo": _draw_chips,
        "athangudi": _draw_pattern,
    }[kind](room, floor)


def _draw_planks(room: Interior, floor: Colour) -> None:
    wide, x = 0.20, 0.0
    while x < room.width:
        y = -1.7 - room.rng.random()
        while y < room.depth:
            end = y + room.rng.uniform(0.8, 1.6)
            tone = room.ink(floor, room.rng.choice((0.93, 0.97, 1.0, 1.03, 1.06)))
            x1, y0, y1 = min(x + wide, room.width), max(y, -1.7), min(end, room.depth)
            room.face([(x, y0, 0), (x1, y0, 0), (x1, y1, 0), (x, y1, 0)], tone)
            y = end
        room.path([(x, -1.7, 0), (x, room.depth, 0)], room.ink(floor, 0.84), 0.8)
        x += wide


def _draw_tiles(room: Interior, floor: Colour) -> None:
    line, step = room.ink(floor, 0.88), 0.6
    for number in range(int(room.width / step) + 1):
        room.path([(number * step, -1.7, 0), (number * step, room.depth, 0)], line, 1)
    y = room.depth
    while y > -1.7:
        room.path([(0, y, 0), (room.width, y, 0)], line, 1)
        y -= step
    _draw_polish(room, floor)


def _draw_polish(room: Interior, floor: Colour) -> None:
    """A polished floor gives back a little of the back wall."""
    shine = room.ink(mix(floor, room.paint.wall, 0.5), 1.1)

    def paint(pen: Pen) -> None:
        pen.polygon(
            [
                room.place(spot)
                for spot in (
                    (0.6, room.depth, 0),
                    (room.width - 0.6, room.depth, 0),
                    (room.width - 1.2, 0.4, 0),
                    (1.2, 0.4, 0),
                )
            ],
            200,
        )

    room.canvas.soft((0, 380, 1200, 800), paint, shine, opacity=0.34, blur=30)


def _draw_chips(room: Interior, floor: Colour) -> None:
    tones = [room.ink(tone) for tone in (room.paint.accent, room.paint.spread, shade(floor, 0.72), of("#FFFDF6"))]
    for _ in range(620):
        x, y = room.rng.uniform(0, room.width), room.rng.uniform(-1.5, room.depth)
        place, size = room.place((x, y, 0)), room.scale(y) * room.rng.uniform(0.008, 0.022)
        room.canvas.ellipse(
            (place[0] - size, place[1] - size * 0.42, place[0] + size, place[1] + size * 0.42), room.rng.choice(tones)
        )


def _draw_pattern(room: Interior, floor: Colour) -> None:
    """Hand-made cement tiles: a diamond in each square, in the room's own colours."""
    step, y = 0.42, room.depth
    first, second = room.ink(mix(floor, room.paint.accent, 0.55)), room.ink(mix(floor, room.paint.spread, 0.6))
    while y > -1.6:
        x = 0.0
        while x < room.width:
            mid_x, mid_y, half = x + step / 2, y - step / 2, step * 0.44
            if x + step <= room.width:
                room.face(
                    [
                        (mid_x, mid_y - half, 0),
                        (mid_x + half, mid_y, 0),
                        (mid_x, mid_y + half, 0),
                        (mid_x - half, mid_y, 0),
                    ],
                    first,
                )
                inner = half * 0.46
                room.face(
                    [
                        (mid_x, mid_y - inner, 0),
                        (mid_x + inner, mid_y, 0),
                        (mid_x, mid_y + inner, 0),
                        (mid_x - inner, mid_y, 0),
                    ],
                    second,
                )
            x += step
        room.path([(0, y, 0), (room.width, y, 0)], room.ink(floor, 0.86), 0.8)
        y -= step


def _draw_corners(room: Interior) -> None:
    """Where two surfaces meet, less light arrives."""
    w, d, h, near = room.width, room.depth, room.height, -1.7
    seams = [
        ((0, d, 0), (0, d, h)),
        ((w, d, 0), (w, d, h)),
        ((0, d, h), (w, d, h)),
        ((0, d, 0), (w, d, 0)),
        ((0, near, 0), (0, d, 0)),
        ((w, near, 0), (w, d, 0)),
        ((0, near, h), (0, d, h)),
        ((w, near, h), (w, d, h)),
    ]

    def paint(pen: Pen) -> None:
        for start, end in seams:
            pen.line([room.place(start), room.place(end)], 255, width=26)

    room.canvas.soft((0, 0, 1200, 800), paint, SHADOW, opacity=0.15, blur=20)


def _draw_skirting(room: Interior) -> None:
    w, d, near, high = room.width, room.depth, -1.7, 0.09
    white = of("#FBF6EB")
    for x, factor in ((0, 0.9), (w, 0.84)):
        room.face([(x, near, 0), (x, d, 0), (x, d, high), (x, near, high)], room.ink(white, factor))
    room.canvas.box(room.on_back(0, 0, w, high), room.ink(white, 0.97))


def _draw_view(room: Interior, box: tuple[float, float, float, float]) -> None:
    """Outside the window: roofs far away and the head of a tree."""
    left, top, right, bottom = box
    rng, canvas = room.rng, room.canvas
    far = mix(room.light.sky[1], of("#6F7F8C"), 0.35)
    x = left
    while x < right:
        wide, high = rng.uniform(16, 40), rng.uniform(0.16, 0.42) * (bottom - top)
        canvas.box((x, bottom - high, min(x + wide, right), bottom), mix(far, room.light.sky[1], rng.uniform(0, 0.4)))
        x += wide
    green = mix(of("#5E8F5C"), room.light.sky[1], 0.12 if not room.light.lamps else 0.45)
    for _ in range(26):
        size = rng.uniform(6, 15)
        spot_x = rng.uniform(left + size, right - size)
        spot_y = bottom - size - rng.random() ** 2 * (bottom - top) * 0.34
        canvas.disc((spot_x, spot_y), size, mix(green, of("#B9D08A"), rng.uniform(0, 0.5)))


def _draw_panes(room: Interior, box: tuple[float, float, float, float]) -> None:
    left, top, right, bottom = box
    frame = room.ink(room.paint.wood, 1.02)
    middle = (left + right) / 2
    for x in (left + 2, middle, right - 2):
        room.canvas.line([(x, top), (x, bottom)], frame, 4)
    for y in (top + 2, top + (bottom - top) * 0.3, bottom - 2):
        room.canvas.line([(left, y), (right, y)], frame, 3.4)


def _draw_curtains(room: Interior, box: tuple[float, float, float, float]) -> None:
    left, top, right, bottom = box
    unit = room.scale(room.depth)
    rail, drop, wide = top - 0.16 * unit, bottom + 0.42 * unit, (right - left) * 0.26
    cloth = mix(room.paint.spread, of("#FFF8EA"), 0.35)
    for start in (left - wide * 0.75, right - wide * 0.25):
        folds = 6
        for fold in range(folds):
            x0 = start + wide * fold / folds
            light, dark = (1.08, 0.88) if fold % 2 else (0.90, 1.04)
            room.canvas.gradient(
                (x0, rail, x0 + wide / folds + 1, drop - (fold % 2) * 3),
                room.ink(cloth, light),
                room.ink(cloth, dark),
                sideways=True,
            )
    room.canvas.line([(left - wide, rail), (right + wide, rail)], room.ink(room.paint.metal), 3)
    for x in (left - wide, right + wide):
        room.canvas.disc((x, rail), 4, room.ink(room.paint.metal))
