"""What stands in each column of a front: windows, balconies with their railings, louvres, pierced screens."""

from project.demo.drawings.canvas import Box
from project.demo.drawings.colour import Colour, fade, mix, of
from project.demo.drawings.foliage import draw_creeper, draw_pot
from project.demo.drawings.openings import draw_glass, draw_sunshade, draw_window
from project.demo.drawings.plan import EYE_LEVEL, Column, HousePlan
from project.demo.drawings.scene import LAMP, Scene

CLOTHES = (of("#D9573C"), of("#F2EEE3"), of("#2F7F86"), of("#E9B13F"), of("#8C6FA8"), of("#6E8FB5"))
SLAB = 9.0


def draw_bay(scene: Scene, plan: HousePlan, column: Column, storey: int) -> None:
    """Draw one column's part of one storey."""
    floor, ceiling = plan.floor(storey), plan.floor(storey + 1)
    box = (column.left, ceiling, column.right, floor)
    if column.kind == "balcony" and storey > 0:
        draw_balcony(scene, plan, box)
    elif column.kind == "louvres":
        _draw_louvres(scene, box)
    elif column.kind == "jali":
        _draw_jali(scene, box)
    elif column.kind == "twin":
        for share in (0.28, 0.72):
            _draw_centred_window(scene, plan, box, share, 40)
    else:
        _draw_centred_window(scene, plan, box, 0.5, 78)
        if scene.rng.random() < 0.28 and column.kind == "windows":
            _draw_cooler(scene, column.right - 22, floor - 24)


def draw_balcony(scene: Scene, plan: HousePlan, box: Box) -> None:
    """Draw a recessed balcony: the room behind, its slab, life on it, the railing in front."""
    left, top, right, floor = box
    inner = (left + 8, top + 10, right - 8, floor - 4)
    scene.canvas.gradient(inner, scene.ink(scene.paint.wall, 0.70), scene.ink(scene.paint.wall, 0.86))
    _draw_french_window(scene, inner)
    scene.cast([(inner[0], inner[1]), (inner[2], inner[1]), (inner[2], inner[1] + 24), (inner[0], inner[1] + 24)], 0.9)
    _draw_lamp(scene, inner)
    _draw_life(scene, inner)
    _draw_railing(scene, plan, (left - 8, floor - 40, right + 8, floor))
    _draw_slab(scene, left - 12, right + 12, floor)
    if scene.rng.random() < 0.35:
        draw_creeper(scene, (left + 2, floor - 38), (right - left) * scene.rng.uniform(0.35, 0.6), 52)


def _draw_centred_window(scene: Scene, plan: HousePlan, box: Box, share: float, width: float) -> None:
    left, top, right, _ = box
    drop, tall = (0.33, 0.42) if plan.opening == "arched" else (0.26, 0.50)
    height, upper = plan.storey_height * tall, top + plan.storey_height * drop
    middle = left + (right - left) * share
    draw_window(scene, (middle - width / 2, upper, middle + width / 2, upper + height), plan.opening)
    if scene.rng.random() < 0.18:
        for offset in (-14, 12):
            draw_pot(scene, (middle + offset, upper + height + 2), 20)


def _draw_french_window(scene: Scene, inner: Box) -> None:
    left, top, right, floor = inner
    width = right - left
    start = left + width * scene.rng.choice((0.10, 0.30, 0.42))
    door = (start, top + 16, start + width * 0.46, floor)
    scene.canvas.box((door[0] - 4, door[1] - 4, door[2] + 4, floor), scene.ink(scene.paint.trim, 0.86))
    draw_glass(scene, door)
    frame, middle = scene.ink(scene.paint.wood, 0.86), (door[0] + door[2]) / 2
    for x in (door[0] + 1.5, middle, door[2] - 1.5):
        scene.canvas.line([(x, door[1]), (x, floor)], frame, width=3)
    scene.canvas.line([(door[0], door[1] + 1), (door[2], door[1] + 1)], frame, width=3)


def _draw_lamp(scene: Scene, inner: Box) -> None:
    if not scene.light.is_dark or scene.rng.random() < 0.35:
        return
    spot = (inner[0] + 12, inner[1] + 26)
    scene.canvas.disc(spot, 4, LAMP)
    scene.light_up((spot[0] - 16, spot[1] - 14, spot[0] + 16, spot[1] + 22))


def _draw_life(scene: Scene, inner: Box) -> None:
    """Somebody lives here: plants, a line of washing, a chair."""
    left, top, right, floor = inner
    rng = scene.rng
    if rng.random() < 0.34:
        _draw_washing(scene, left + 6, right - 6, top + 30)
    for _ in range(rng.randint(1, 3)):
        draw_pot(scene, (rng.uniform(left + 12, right - 12), floor), rng.uniform(34, 54))


def _draw_washing(scene: Scene, left: float, right: float, y: float) -> None:
    scene.canvas.line([(left, y), (right, y + 1)], scene.ink(of("#E9E2D2")), width=1)
    x = left + 8
    while x < right - 18:
        wide, drop = scene.rng.uniform(9, 17), scene.rng.uniform(14, 25)
        cloth = scene.ink(scene.rng.choice(CLOTHES))
        scene.canvas.box((x, y, x + wide, y + drop), cloth)
        scene.canvas.box((x + wide * 0.66, y, x + wide, y + drop), mix(cloth, scene.light.shadow, 0.2))
        x += wide + scene.rng.uniform(3, 9)


def _draw_railing(scene: Scene, plan: HousePlan, box: Box) -> None:
    left, top, right, bottom = box
    canvas, metal = scene.canvas, scene.ink(scene.paint.metal)
    if plan.railing == "solid":
        canvas.gradient((left, top, right, bottom), scene.ink(scene.paint.second), scene.ink(scene.paint.second, 0.92))
        canvas.box((left - 2, top - 4, right + 2, top + 2), scene.ink(scene.paint.trim))
        return
    if plan.railing == "glass":
        canvas.box((left, top, right, bottom), fade(scene.ink(of("#BFE0DF")), 0.42))
        canvas.polygon(
            [(left + 20, top), (left + 46, top), (left + 26, bottom), (left, bottom)], fade((255, 255, 255), 0.16)
        )
    elif plan.railing == "lattice":
        _draw_lattice(scene, box, metal)
    else:
        x = left
        while x <= right:
            canvas.line([(x, top), (x, bottom)], metal, width=1.5)
            x += 8.6
    canvas.box((left - 1, top - 2, right + 1, top + 2.5), metal)
    canvas.line([(left, bottom - 7), (right, bottom - 7)], metal, width=1.5)


def _draw_lattice(scene: Scene, box: Box, metal: Colour) -> None:
    left, top, right, bottom = box
    step = 15.0
    x = left
    while x < right - 1:
        edge = min(x + step, right)
        scene.canvas.line([(x, top), (edge, bottom)], metal, width=1.2)
        scene.canvas.line([(edge, top), (x, bottom)], metal, width=1.2)
        scene.canvas.line([(x, top), (x, bottom)], metal, width=1.6)
        x += step


def _draw_slab(scene: Scene, left: float, right: float, floor: float) -> None:
    """The slab with the underside one sees from the street, and its shadow on the wall below."""
    canvas, depth = scene.canvas, max(0.0, (EYE_LEVEL - floor) * 0.032) + 2
    under = floor + SLAB
    slant_x, slant_y = scene.light.slant
    reach = 40
    scene.cast(
        [
            (left + 6, under),
            (right - 6, under),
            (right - 6 + slant_x * reach, under + slant_y * reach),
            (left + 6 + slant_x * reach, under + slant_y * reach),
        ]
    )
    canvas.polygon(
        [(left, under), (right, under), (right - 8, under + depth), (left + 8, under + depth)],
        scene.ink(scene.paint.trim, 0.62),
    )
    canvas.box((left, floor, right, under), scene.ink(scene.paint.trim))
    canvas.box((left, under - 2, right, under), scene.ink(scene.paint.trim, 0.8))


def _draw_louvres(scene: Scene, box: Box) -> None:
    left, top, right, floor = box
    inner = (left + 12, top + 14, right - 12, floor - 8)
    draw_glass(scene, inner)
    scene.cast([(inner[0], inner[1]), (inner[2], inner[1]), (inner[2], inner[1] + 8), (inner[0], inner[1] + 8)])
    wood, x = scene.ink(scene.paint.wood), inner[0]
    gap = 11.0
    while x < inner[2] - 4:
        scene.canvas.box((x, inner[1], x + 5, inner[3]), wood)
        scene.canvas.box((x + 3.6, inner[1], x + 5, inner[3]), scene.ink(scene.paint.wood, 0.7))
        x += gap
    draw_sunshade(scene, left + 6, right - 6, top + 7, thick=6, reach=16)


def _draw_jali(scene: Scene, box: Box) -> None:
    """A pierced screen over the staircase: square holes turned on their points."""
    left, top, right, floor = box
    inner = (left + 14, top + 10, right - 14, floor - 6)
    lit = scene.rng.random() < scene.light.lit
    hole = LAMP if lit else scene.ink(scene.paint.wall, 0.52)
    if lit:
        scene.light_up(inner)
    scene.canvas.gradient(inner, scene.ink(scene.paint.trim, 0.95), scene.ink(scene.paint.trim, 0.9))
    size = 6.2
    rows, columns = int((inner[3] - inner[1]) // (size * 2.2)), int((inner[2] - inner[0]) // (size * 2.2))
    for row in range(rows):
        for column in range(columns):
            x = inner[0] + (inner[2] - inner[0]) * (column + 0.5) / columns
            y = inner[1] + (inner[3] - inner[1]) * (row + 0.5) / rows
            scene.canvas.polygon([(x, y - size), (x + size, y), (x, y + size), (x - size, y)], hole)


def _draw_cooler(scene: Scene, x: float, y: float) -> None:
    body = scene.ink(of("#ECE8DF"))
    slant = scene.light.slant
    scene.cast(
        [
            (x + 4, y + 4),
            (x + 30 + slant[0] * 8, y + 6),
            (x + 26 + slant[0] * 8, y + 22 + slant[1] * 8),
            (x + 4, y + 22),
        ],
        0.8,
    )
    scene.canvas.box((x, y, x + 27, y + 20), body, radius=2)
    scene.canvas.disc((x + 11, y + 10), 7.5, scene.ink(of("#B9B6AE")))
    scene.canvas.disc((x + 11, y + 10), 2.2, scene.ink(of("#7D7B76")))
