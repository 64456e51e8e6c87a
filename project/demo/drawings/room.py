"""The inside of a house, by what the room is for: beds to share, a single room, a flat's living room, kitchen, mess."""

from collections.abc import Callable

from PIL import Image

from project.demo.dice import Dice, dice_for
from project.demo.drawings.canvas import Box, Canvas, Pen
from project.demo.drawings.colour import of
from project.demo.drawings.comforts import (
    draw_bath_door,
    draw_fan,
    draw_pendant,
    draw_picture,
    draw_rug,
    draw_shelf,
    draw_side_mirror,
    draw_string_lights,
    floor_plant,
)
from project.demo.drawings.common_rooms import fridge, kitchen_counter, low_table, mess_table, sofa, television
from project.demo.drawings.furniture import Piece, bed, bedside, bunk, desk, wardrobe
from project.demo.drawings.shell import (
    FLOORS,
    SHADOW,
    draw_shadows,
    draw_shell,
    draw_sunlight,
    draw_window,
    draw_window_wash,
)
from project.demo.drawings.space import Daylight, Interior, RoomPalette

SIZE = (1200, 800)
VIEW: Box = (110.0, 116.0, 1090.0, 769.0)

PALETTES = (
    RoomPalette(
        of("#F5EEE1"), of("#2F7F86"), of("#C9A27A"), of("#A8703F"), of("#12666F"), of("#EDB44C"), of("#3A4A50")
    ),
    RoomPalette(
        of("#F6E4D8"), of("#D0785A"), of("#D9C3A5"), of("#8E5836"), of("#B9472F"), of("#F0CFA0"), of("#4A3733")
    ),
    RoomPalette(
        of("#EBEEDF"), of("#86A37E"), of("#D6C7AC"), of("#A9784A"), of("#2F6A4A"), of("#E9C46A"), of("#37453C")
    ),
    RoomPalette(
        of("#EEE9F1"), of("#8F80AE"), of("#CDB79C"), of("#8C6246"), of("#5D4E86"), of("#F0B9A0"), of("#453B57")
    ),
    RoomPalette(
        of("#FAF0D6"), of("#E3B24F"), of("#C79B6E"), of("#9A5F35"), of("#2E6F75"), of("#D9674A"), of("#42382F")
    ),
    RoomPalette(
        of("#E5F0EF"), of("#6BA3A8"), of("#D3C0A3"), of("#B17B4A"), of("#C9694B"), of("#F2DFB8"), of("#2F4C52")
    ),
    RoomPalette(
        of("#F6F3ED"), of("#BDA98F"), of("#C6AD8D"), of("#9C7048"), of("#3C4E63"), of("#D99E60"), of("#36353B")
    ),
    RoomPalette(
        of("#F3ECDD"), of("#1F666D"), of("#BE9468"), of("#B47B45"), of("#D9573C"), of("#F0C979"), of("#27343A")
    ),
)
DAYLIGHTS = (
    Daylight("morning", (of("#BFDDE0"), of("#FBEBCF")), of("#FFFAF0"), of("#FFF3C9"), 0.42, lamps=False),
    Daylight("noon", (of("#8CC6D8"), of("#E4F1EC")), of("#FFFFFC"), of("#FFFBE6"), 0.36, lamps=False),
    Daylight("evening", (of("#6B6C9A"), of("#F6B98C")), of("#F6DFCB"), of("#FFC98A"), 0.30, lamps=True),
)
BED_KINDS = ("share-1", "share-2", "share-3", "share-4")
COMMON_KINDS = ("living", "kitchen", "mess", "studio")
KINDS = BED_KINDS + COMMON_KINDS


def draw_room(seed: str, kind: str) -> tuple[Image.Image, Box]:
    """Draw one room of the given kind and say where its furniture is in the picture."""
    rng = dice_for("room", kind, seed)
    wide = {"share-1": 5.7, "share-2": 5.4, "share-3": 6.5, "share-4": 6.1, "mess": 6.0, "studio": 6.2}.get(kind, 5.0)
    light = rng.choice(DAYLIGHTS)
    paint = rng.choice(PALETTES)
    room = Interior(
        Canvas(SIZE, paint.wall, view=VIEW), rng, paint, light, wide, 3.9, 2.85, eye=_stand(rng, kind, wide)
    )
    pieces = _FURNISH[kind](room)
    for piece in sorted(pieces, key=lambda piece: -piece.footprint[1]):
        piece.draw(room)
    if kind in BED_KINDS:
        draw_fan(room)
    room.canvas.settle()
    _soften_edges(room)
    room.glow()
    room.canvas.grain(rng, 0.022)
    return room.canvas.image, room.canvas.focus((190, 330, 1010, 740))


def _stand(rng: Dice, kind: str, wide: float) -> float:
    """Where the eye stands: off the middle in a small room, in the middle of a wide one."""
    return wide * rng.choice((0.42, 0.5, 0.56) if kind in COMMON_KINDS[:2] else (0.48, 0.5, 0.52))


def _soften_edges(room: Interior) -> None:
    """The eye rests in the middle: the rim of the picture goes a shade darker."""
    left, top, right, bottom = VIEW

    def paint(pen: Pen) -> None:
        pen.box(VIEW, 255)
        pen.ellipse((left + 20, top + 10, right - 20, bottom - 10), 0)

    room.canvas.soft(VIEW, paint, SHADOW, opacity=0.13, blur=110)


def _prepare(
    room: Interior,
    pieces: list[Piece],
    window: tuple[float, float],
    *,
    low: float = 0.95,
    bath: float | None = None,
    arch: float | None = None,
) -> None:
    """Draws everything that lies behind the furniture, in the order light meets it."""
    feature = room.rng.choice(("plain", "full", "dado") + (("arch", "arch") if arch else ("dado",)))
    floors = FLOORS if feature != "dado" else ("planks", "tiles", "terrazzo", "oxide")
    draw_shell(room, floor=room.rng.choice(floors), feature=feature, arch=arch or 0)
    if bath is not None:
        draw_bath_door(room, bath)
    draw_window(room, *window, low, 2.15)
    draw_window_wash(room, sum(window) / 2)
    draw_sunlight(room, *window, low, 2.15, lean=room.rng.choice((-0.5, 0.5)))
    draw_shadows(room, [piece.footprint for piece in pieces])


def _furnish_single(room: Interior) -> list[Piece]:
    """One bed, a desk under the window, a wardrobe, a bath of its own."""
    d, w = room.depth, room.width
    pieces = [
        bed(0.35, d - 2.1, wide=1.2),
        bedside(1.62, d - 0.46),
        desk(2.35, d - 0.58),
        wardrobe(w - 0.62, d - 1.35, doors=1, wide=0.6, deep=0.9),
    ]
    _prepare(room, pieces, (2.3, 3.5), bath=3.95, arch=0.95)
    draw_picture(room, 0.66, 1.4, 0.5, 0.62)
    draw_side_mirror(room, right=False)
    draw_rug(room, 1.8, 0.75, 3.6, 1.95)
    return pieces


def _furnish_two(room: Interior) -> list[Piece]:
    """A bed on either side; a desk under the window and a wardrobe between them."""
    d, w = room.depth, room.width
    pieces = [
        bed(0.25, d - 2.1),
        bed(w - 1.23, d - 2.1, number=room.rng.randint(0, 1)),
        desk(2.85, d - 0.58),
        wardrobe(1.48, d - 0.6, doors=2, wide=0.5),
    ]
    _prepare(room, pieces, (2.78, 3.98), arch=0.74)
    draw_picture(room, 0.52, 1.4, 0.48, 0.6)
    draw_picture(room, w - 1.0, 1.4, 0.5, 0.62)
    draw_rug(room, w / 2 - 0.95, 0.75, w / 2 + 0.85, 1.95)
    return pieces


def _furnish_three(room: Interior) -> list[Piece]:
    """Three beds in a row, heads to the wall; a cupboard with three doors and the bath on the right."""
    d = room.depth
    pieces = [bed(0.2 + number * 1.36, d - 2.1, wide=0.92, number=number) for number in range(3)]
    pieces += [
        bedside(0.2 + 0.93, d - 0.44),
        bedside(0.2 + 1.36 + 0.93, d - 0.44),
        wardrobe(4.02, d - 0.6, doors=3, wide=0.40),
    ]
    _prepare(room, pieces, (1.42, 2.62), low=1.2, bath=5.46)
    draw_picture(room, 0.42, 1.45, 0.46, 0.56)
    draw_shelf(room, 2.98, 1.5, 0.8)
    draw_string_lights(room)
    draw_rug(room, 1.7, 0.35, 4.4, 1.45)
    return pieces


def _furnish_four(room: Interior) -> list[Piece]:
    """Two bunks against the side walls; between them a window with a desk, and four cupboard doors."""
    d, w = room.depth, room.width
    pieces = [
        bunk(0.18, d - 2.1),
        bunk(w - 1.18, d - 2.1),
        desk(3.36, d - 0.58),
        wardrobe(1.5, d - 0.6, doors=4, wide=0.40),
    ]
    _prepare(room, pieces, (3.3, 4.6))
    draw_rug(room, w / 2 - 1.1, 0.7, w / 2 + 1.0, 1.9)
    return pieces


def _furnish_living(room: Interior) -> list[Piece]:
    d, w = room.depth, room.width
    pieces = [
        sofa(0.45, d - 0.95),
        low_table(1.1, d - 2.2),
        floor_plant(3.05, d - 0.32, 1.25),
        television(w - 1.55, d - 0.42),
    ]
    _prepare(room, pieces, (w - 1.55, w - 0.4), low=1.28, arch=1.62)
    for left, high in ((0.85, 0.62), (1.5, 0.72)):
        draw_picture(room, left, 1.36, 0.5, high)
    draw_rug(room, 0.5, d - 2.6, 2.8, d - 1.0)
    draw_pendant(room, 1.6, d - 1.6)
    return pieces


def _furnish_kitchen(room: Interior) -> list[Piece]:
    d, w = room.depth, room.width
    pieces = [
        kitchen_counter(0.0, w - 0.95, d - 0.60, shelves=2.0),
        fridge(w - 0.82, d - 0.64),
        low_table(w / 2 - 0.4, 1.2),
    ]
    _prepare(room, pieces, (2.5, 3.7), low=1.45)
    draw_pendant(room, w / 2 + 0.1, 1.6, 0.8)
    return pieces


def _furnish_mess(room: Interior) -> list[Piece]:
    d, w = room.depth, room.width
    pieces = [mess_table(0.75, 0.5, long=2.9), mess_table(w - 1.55, 0.5, long=2.9), floor_plant(w / 2, d - 0.3, 1.2)]
    _prepare(room, pieces, (w / 2 - 0.7, w / 2 + 0.7))
    for x in (1.15, w - 1.15):
        draw_picture(room, x - 0.3, 1.4, 0.6, 0.7)
        draw_pendant(room, x, 2.0, 0.85)
    return pieces


def _furnish_studio(room: Interior) -> list[Piece]:
    """One room for everything: a wide bed, a table by the window, a small kitchen."""
    d, w = room.depth, room.width
    pieces = [
        bed(0.3, d - 2.1, wide=1.45),
        bedside(1.82, d - 0.46),
        kitchen_counter(w - 2.75, w - 0.85, d - 0.6, shelves=1.5),
        fridge(w - 0.75, d - 0.64),
    ]
    pieces += [low_table(2.6, 1.0), floor_plant(w - 3.0, d - 0.3, 1.1)]
    _prepare(room, pieces, (2.05, 3.0), low=1.05, arch=1.02)
    draw_picture(room, 0.72, 1.4, 0.56, 0.66)
    draw_pendant(room, 3.1, 1.3, 0.8)
    return pieces


_FURNISH: dict[str, Callable[[Interior], list[Piece]]] = {
    "share-1": _furnish_single,
    "share-2": _furnish_two,
    "share-3": _furnish_three,
    "share-4": _furnish_four,
    "living": _furnish_living,
    "kitchen": _furnish_kitchen,
    "mess": _furnish_mess,
    "studio": _furnish_studio,
}
